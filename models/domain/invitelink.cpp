#include "models/domain/invitelink.h"

#include "models/domain/linkfields.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <limits>

namespace tacet {

namespace {

constexpr int kVersion = 1;
constexpr int kIdSize = 16;
constexpr int kMaxHostLength = 253; // RFC 1035

// Order of the fields in the link's CBOR array.
enum Field { Version, Workspace, Host, Port, Fields };

std::unexpected<Error> invalid(const char *what)
{
    return fail(ErrorCode::InvalidInput, QStringLiteral("invite link: ") + QLatin1StringView(what));
}

bool isHost(const QString &host)
{
    return host.size() <= kMaxHostLength &&
           std::ranges::all_of(host, [](QChar c) { return c.isPrint() && !c.isSpace(); });
}

bool hasTypes(const QCborArray &fields)
{
    return isIntegerBetween(fields[Version], kVersion, kVersion) && fields[Workspace].toByteArray().size() == kIdSize &&
           fields[Host].isString() && isHost(fields[Host].toString()) &&
           isIntegerBetween(fields[Port], 1, std::numeric_limits<quint16>::max());
}

bool isSecret(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9A-HJKMNP-TV-Z]{20}\\z"));
    return form.match(text).hasMatch();
}

} // namespace

QString InviteLink::toString() const
{
    return QStringLiteral("tacet://group?w=") + encodeLinkFields({kVersion, workspace.toBytes(), host, port}) + u'#' +
           secret;
}

Result<InviteLink> InviteLink::fromString(const QString &text)
{
    const QString link = text.trimmed();
    const QUrl url(link, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1StringView("tacet") || url.host() != QLatin1StringView("group"))
        return invalid("not a tacet://group address");
    const auto fields = decodeLinkFields(QUrlQuery(url).queryItemValue(QStringLiteral("w")), Fields);
    if (!fields || !hasTypes(*fields))
        return invalid("the address part is cut short or of another version");
    if (!isSecret(url.fragment()))
        return invalid("the secret part behind # is missing or cut short");
    InviteLink invite{.workspace = WorkspaceId(QUuid::fromRfc4122((*fields)[Workspace].toByteArray())),
                      .host = (*fields)[Host].toString(),
                      .port = static_cast<quint16>((*fields)[Port].toInteger()),
                      .secret = url.fragment()};
    // One link, one form: no other spelling, no further parts.
    if (invite.toString() != link)
        return invalid("written in another form than Tacet's");
    return invite;
}

} // namespace tacet
