#include "app/ctl/serveroption.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>

namespace tacet::ctl {

namespace {

constexpr quint16 kDefaultPort = 5432;
constexpr qint64 kCertificateMax = 64 * 1024;
const char kPasswordVariable[] = "TACET_SERVER_PASSWORD";

Result<QByteArray> certificateFrom(const QString &path)
{
    if (path.isEmpty())
        return QByteArray();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, QStringLiteral("the file of --root-certificate cannot be read"));
    const QByteArray pem = file.read(kCertificateMax);
    if (!pem.contains("BEGIN CERTIFICATE"))
        return fail(ErrorCode::InvalidInput, QStringLiteral("--root-certificate needs a PEM file"));
    return pem;
}

/// Several hosts, a primary and its standbys in any order, are separated by commas: no URL for QUrl.
Result<WorkspaceServer> serverNamed(const QString &text)
{
    static const QRegularExpression several(QStringLiteral(
        "\\Apostgresql://([A-Za-z0-9._-]+)@([A-Za-z0-9._-]+(?:,[A-Za-z0-9._-]+)+)(?::(\\d{1,5}))?/?\\z"));
    WorkspaceServer server;
    if (const auto match = several.match(text); match.hasMatch()) {
        server.administrator = match.captured(1);
        server.host = match.captured(2);
        bool fits = true;
        server.port = match.captured(3).isEmpty() ? kDefaultPort : match.captured(3).toUShort(&fits);
        if (fits && server.port != 0)
            return server;
    }
    const QUrl url(text, QUrl::StrictMode);
    if (url.scheme() != QLatin1StringView("postgresql") || url.host().isEmpty() || url.userName().isEmpty())
        return fail(ErrorCode::InvalidInput, QStringLiteral("--server needs postgresql://ADMIN@HOST[,HOST…][:PORT]"));
    if (!url.password().isEmpty())
        return fail(ErrorCode::InvalidInput,
                    QStringLiteral("a password on the command line can be seen by others: use TACET_SERVER_PASSWORD"));
    server.host = url.host();
    server.port = static_cast<quint16>(url.port(kDefaultPort));
    server.administrator = url.userName();
    return server;
}

} // namespace

void addServerOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("server"),
                      QStringLiteral("make it on this server as its administrator, whose password is in "
                                     "TACET_SERVER_PASSWORD; without this option it is made on this computer"),
                      QStringLiteral("postgresql://ADMIN@HOST[,HOST…][:PORT]")});
    parser.addOption({QStringLiteral("root-certificate"),
                      QStringLiteral("the authority that the server's certificate must chain to (PEM)"),
                      QStringLiteral("FILE")});
}

Result<std::optional<WorkspaceServer>> serverFrom(const QCommandLineParser &parser)
{
    const QByteArray password = qgetenv(kPasswordVariable);
    qunsetenv(kPasswordVariable);
    if (!parser.isSet(QStringLiteral("server"))) {
        if (parser.isSet(QStringLiteral("root-certificate")))
            return fail(ErrorCode::InvalidInput, QStringLiteral("--root-certificate needs --server"));
        return std::nullopt;
    }
    TACET_TRY_ASSIGN(WorkspaceServer server, serverNamed(parser.value(QStringLiteral("server"))));
    if (password.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    QStringLiteral("give the administrator's password in TACET_SERVER_PASSWORD"));
    server.password = QCA::SecureArray(password);
    TACET_TRY_ASSIGN(server.rootCertificate, certificateFrom(parser.value(QStringLiteral("root-certificate"))));
    return server;
}

} // namespace tacet::ctl
