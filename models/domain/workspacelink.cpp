#include "models/domain/workspacelink.h"

#include "models/domain/addressfields.h"
#include "models/domain/enrolmentlink.h"
#include "models/domain/linkfields.h"

#include <QUrl>
#include <QUrlQuery>

namespace tacet {

namespace {

constexpr int kVersion = 1;

enum PublicField { Version, Address, PublicFields = Address + kAddressFields };
enum SecretField { EnrolRole, EnrolPassword, SecretFields };

} // namespace

QString WorkspaceLink::toString() const
{
    QCborArray open{kVersion};
    appendAddress(open, workspace);
    return QStringLiteral("tacet://workspace?w=") + encodeLinkFields(open) + u'#' +
           encodeLinkFields({enrolRole, enrolPassword});
}

Result<WorkspaceLink> WorkspaceLink::fromString(const QString &text)
{
    if (const auto invitation = EnrolmentLink::fromString(text))
        return WorkspaceLink{.workspace = invitation->workspace,
                             .enrolRole = invitation->enrolRole,
                             .enrolPassword = invitation->enrolPassword};
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isOurs =
        url.isValid() && url.scheme() == QLatin1StringView("tacet") && url.host() == QLatin1StringView("workspace");
    const auto open =
        isOurs ? decodeLinkFields(QUrlQuery(url).queryItemValue(QStringLiteral("w")), PublicFields) : std::nullopt;
    const auto secret = isOurs ? decodeLinkFields(url.fragment(), SecretFields) : std::nullopt;
    const auto workspace = open ? addressAt(*open, Address) : std::nullopt;
    if (!workspace || !secret || !isIntegerBetween(open->at(Version), kVersion, kVersion) ||
        !secret->at(EnrolRole).isString() || !secret->at(EnrolPassword).isString())
        return fail(ErrorCode::InvalidInput, QStringLiteral("not an address of a workspace, or cut short"));
    return WorkspaceLink{.workspace = *workspace,
                         .enrolRole = secret->at(EnrolRole).toString(),
                         .enrolPassword = secret->at(EnrolPassword).toString()};
}

} // namespace tacet
