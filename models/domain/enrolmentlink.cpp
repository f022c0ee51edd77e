#include "models/domain/enrolmentlink.h"

#include "models/domain/addressfields.h"
#include "models/domain/linkfields.h"

#include <QTimeZone>
#include <QUrl>
#include <QUrlQuery>

namespace tacet {

namespace {

constexpr int kVersion = 1;
constexpr int kKeySize = 32;
constexpr int kIdSize = 16;
constexpr qint64 kLastSecond = 253'402'300'799; // the end of the year 9999

// Order of the fields in the link's public and secret CBOR arrays. The workspace's address is an array in the middle
// of the public one, without brackets.
enum PublicField { Version, Address, Expires = Address + kAddressFields, PublicFields };
enum SecretField { EnrolRole, EnrolPassword, Token, InviteKey, Inviter, InviterMasterKey, SecretFields };

std::unexpected<Error> invalid(const char *what)
{
    return fail(ErrorCode::InvalidInput, QStringLiteral("enrolment link: ") + QLatin1StringView(what));
}

bool hasPublicTypes(const QCborArray &fields)
{
    return isIntegerBetween(fields[Version], kVersion, kVersion) && isIntegerBetween(fields[Expires], 0, kLastSecond);
}

bool hasSecretTypes(const QCborArray &fields)
{
    return fields[EnrolRole].isString() && fields[EnrolPassword].isString() &&
           fields[Token].toByteArray().size() == kKeySize && fields[InviteKey].toByteArray().size() == kKeySize &&
           fields[Inviter].toByteArray().size() == kIdSize && fields[InviterMasterKey].toByteArray().size() == kKeySize;
}

} // namespace

QString EnrolmentLink::toString() const
{
    QCborArray open{kVersion};
    appendAddress(open, workspace);
    open.append(expires.toSecsSinceEpoch());
    const QCborArray secret{enrolRole, enrolPassword, token, inviteKey, inviter.toBytes(), inviterMasterKey};
    return QStringLiteral("tacet://join?w=") + encodeLinkFields(open) + u'#' + encodeLinkFields(secret);
}

Result<EnrolmentLink> EnrolmentLink::fromString(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1StringView("tacet") || url.host() != QLatin1StringView("join"))
        return invalid("not a tacet://join address");
    const auto open = decodeLinkFields(QUrlQuery(url).queryItemValue(QStringLiteral("w")), PublicFields);
    const auto secret = decodeLinkFields(url.fragment(), SecretFields);
    const auto workspace = open ? addressAt(*open, Address) : std::nullopt;
    if (!workspace || !hasPublicTypes(*open))
        return invalid("the address part is cut short or of another version");
    if (!secret || !hasSecretTypes(*secret))
        return invalid("the secret part behind # is missing or cut short");
    EnrolmentLink link;
    link.workspace = *workspace;
    link.expires = QDateTime::fromSecsSinceEpoch((*open)[Expires].toInteger(), QTimeZone::UTC);
    link.enrolRole = (*secret)[EnrolRole].toString();
    link.enrolPassword = (*secret)[EnrolPassword].toString();
    link.token = (*secret)[Token].toByteArray();
    link.inviteKey = (*secret)[InviteKey].toByteArray();
    link.inviter = UserId(QUuid::fromRfc4122((*secret)[Inviter].toByteArray()));
    link.inviterMasterKey = (*secret)[InviterMasterKey].toByteArray();
    return link;
}

} // namespace tacet
