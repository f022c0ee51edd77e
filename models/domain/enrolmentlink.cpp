#include "models/domain/enrolmentlink.h"

#include "models/domain/linkfields.h"

#include <QTimeZone>
#include <QUrl>
#include <QUrlQuery>

#include <limits>

namespace tacet {

namespace {

constexpr int kVersion = 1;
constexpr int kKeySize = 32;
constexpr int kIdSize = 16;
constexpr qint64 kLastSecond = 253'402'300'799; // the end of the year 9999

// Order of the fields in the link's public and secret CBOR arrays.
enum PublicField {
    Version,
    Place,
    Workspace,
    Name,
    Database,
    Directory,
    Host,
    Port,
    Certificate,
    Expires,
    PublicFields
};
enum SecretField { EnrolRole, EnrolPassword, Token, InviteKey, Inviter, InviterMasterKey, SecretFields };

std::unexpected<Error> invalid(const char *what)
{
    return fail(ErrorCode::InvalidInput, QStringLiteral("enrolment link: ") + QLatin1StringView(what));
}

bool hasPublicTypes(const QCborArray &fields)
{
    return isIntegerBetween(fields[Version], kVersion, kVersion) && isIntegerBetween(fields[Place], 0, 1) &&
           fields[Workspace].toByteArray().size() == kIdSize && fields[Name].isString() &&
           fields[Database].isString() && fields[Directory].isString() && fields[Host].isString() &&
           isIntegerBetween(fields[Port], 0, std::numeric_limits<quint16>::max()) &&
           fields[Certificate].isByteArray() && isIntegerBetween(fields[Expires], 0, kLastSecond);
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
    const QCborArray open{kVersion,
                          static_cast<int>(workspace.place),
                          workspace.id.toBytes(),
                          workspace.name,
                          workspace.database,
                          workspace.directory,
                          workspace.host,
                          workspace.port,
                          workspace.rootCertificate,
                          expires.toSecsSinceEpoch()};
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
    if (!open || !hasPublicTypes(*open))
        return invalid("the address part is cut short or of another version");
    if (!secret || !hasSecretTypes(*secret))
        return invalid("the secret part behind # is missing or cut short");
    EnrolmentLink link;
    link.workspace = {.place = (*open)[Place].toInteger() == 0 ? WorkspaceAddress::Place::ThisComputer
                                                               : WorkspaceAddress::Place::Server,
                      .id = WorkspaceId(QUuid::fromRfc4122((*open)[Workspace].toByteArray())),
                      .name = (*open)[Name].toString(),
                      .database = (*open)[Database].toString(),
                      .directory = (*open)[Directory].toString(),
                      .host = (*open)[Host].toString(),
                      .port = static_cast<quint16>((*open)[Port].toInteger()),
                      .rootCertificate = (*open)[Certificate].toByteArray()};
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
