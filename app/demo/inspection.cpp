#include "app/demo/inspection.h"

#include "models/backend/clusterfiles.h"

#include <QFile>

namespace tacet::demo {

namespace {

constexpr std::chrono::milliseconds kDumpTime{120'000};
constexpr qint64 kPasswordMax = 1024;

Result<QByteArray> dumpOf(const QString &uri, const QString &password)
{
    TACET_TRY_ASSIGN(const PostgresPrograms programs, PostgresPrograms::find());
    QProcess dump;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PGPASSWORD"), password);
    dump.setProcessEnvironment(environment);
    dump.start(programs.folder + QStringLiteral("/pg_dump"), {QStringLiteral("--dbname=") + uri});
    if (!dump.waitForFinished(static_cast<int>(kDumpTime.count())) || dump.exitCode() != 0)
        return fail(ErrorCode::Internal,
                    QStringLiteral("pg_dump: ") + QString::fromUtf8(dump.readAllStandardError().trimmed()));
    return dump.readAllStandardOutput();
}

} // namespace

Result<> Inspection::searchDump(const Actor &owner)
{
    TACET_TRY_ASSIGN(const QJsonObject place, owner.ask({QStringLiteral("workspace"), QStringLiteral("uri")}));
    QFile passwordFile(place.value(QLatin1StringView("password_file")).toString());
    if (!passwordFile.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, QStringLiteral("the superuser's password cannot be read"));
    const QString password = QString::fromUtf8(passwordFile.read(kPasswordMax)).trimmed();
    TACET_TRY_ASSIGN(const QByteArray dump, dumpOf(place.value(QLatin1StringView("uri")).toString(), password));
    if (!dump.contains("COPY "))
        return fail(ErrorCode::Internal, QStringLiteral("the dump holds no rows"));
    m_search.searchBytes(dump, QStringLiteral("pg_dump"));
    return {};
}

Result<> Inspection::searchCluster(const Actor &owner)
{
    TACET_TRY_ASSIGN(const QJsonObject status, owner.ask({QStringLiteral("workspace"), QStringLiteral("status")}));
    TACET_TRY(owner.ask({QStringLiteral("workspace"), QStringLiteral("stop")}));
    const QString directory = status.value(QLatin1StringView("directory")).toString();
    for (const QString &part :
         {QStringLiteral("/data/base"), QStringLiteral("/data/pg_wal"), QStringLiteral("/data/log")})
        TACET_TRY(m_search.searchFolder(directory + part));
    return {};
}

Result<> Inspection::searchProfile(const Actor &actor)
{
    return m_search.searchFolder(actor.profile());
}

} // namespace tacet::demo
