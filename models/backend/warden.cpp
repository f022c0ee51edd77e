#include "models/backend/warden.h"

#include "models/backend/closingsql.h"
#include "models/backend/databaseconnection.h"
#include "models/backend/databasetransaction.h"
#include "models/backend/wardensql.h"

#include <QRandomGenerator>

#include <array>

namespace tacet {

namespace {

constexpr PgStatement kPass{"warden_pass", wardensql::kPass};
constexpr PgStatement kSeal{"warden_seal", wardensql::kSeal};
constexpr PgStatement kEndLogins{"warden_end_logins", wardensql::kEndLogins};
constexpr PgStatement kTenants{"warden_tenants", closingsql::kTenants};
constexpr PgStatement kSetVerifier{"warden_set_verifier", "SELECT set_config('tacet.verifier', $1, true)"};
constexpr auto kTakeVerifier = R"(DO $$ BEGIN
    EXECUTE format('ALTER ROLE tacet_warden PASSWORD %L', current_setting('tacet.verifier'));
END $$)";
constexpr double kMillion = 1e6;
constexpr int kPasswordWords = 8; // of 32 bits

enum Column { Kind, Role, Database, Reason, Number, Milliseconds };

void take(WardenPass &pass, PgRow &row)
{
    const QString kind = row.text(Kind);
    const qint64 number = row.int64(Number);
    const std::chrono::milliseconds time(row.int64(Milliseconds));
    if (kind == QLatin1StringView("ended"))
        pass.ended.append({.role = row.text(Role),
                           .database = row.text(Database),
                           .reason = row.text(Reason),
                           .pid = number,
                           .age = time});
    else if (kind == QLatin1StringView("role"))
        pass.roles.append({.role = row.text(Role), .database = row.text(Database), .count = number});
    else if (kind == QLatin1StringView("connections")) {
        pass.connections = number;
        pass.connectionsAllowed = time.count();
    } else if (kind == QLatin1StringView("queue"))
        pass.queueUsage = static_cast<double>(number) / kMillion;
    else if (kind == QLatin1StringView("snapshot")) {
        pass.snapshotAge = number;
        pass.oldestTransaction = time;
    }
}

// Until a batch is not full.
Result<qint64> inBatches(DatabaseConnection &connection, const PgStatement &statement)
{
    qint64 done = 0;
    for (;;) {
        TACET_TRY_ASSIGN(const PgResult result, connection.exec(statement, PgParams().int32(wardensql::kBatch)));
        TACET_TRY_ASSIGN(const qint64 batch, result.first([](PgRow &row) { return row.int64(0); }));
        done += batch;
        if (batch < wardensql::kBatch)
            return done;
    }
}

} // namespace

Warden::Limits Warden::Limits::standard()
{
    return {.transaction = std::chrono::milliseconds(wardensql::kTransactionMax),
            .sending = std::chrono::milliseconds(wardensql::kSendingMax),
            .enrolment = std::chrono::milliseconds(wardensql::kEnrolmentMax)};
}

Warden::Warden(DatabaseConnection &connection, const Limits &limits)
    : m_connection(connection)
    , m_limits(limits)
{
}

Result<WardenPass> Warden::pass()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kPass, PgParams()
                                                                         .int64(m_limits.transaction.count())
                                                                         .int64(m_limits.sending.count())
                                                                         .int64(m_limits.enrolment.count())));
    WardenPass pass;
    for (int index = 0; index < result.size(); ++index) {
        PgRow row = result.row(index);
        take(pass, row);
        TACET_TRY(row.check());
    }
    return pass;
}

Result<qint64> Warden::seal()
{
    return inBatches(m_connection, kSeal);
}

Result<qint64> Warden::endRemovedLogins()
{
    return inBatches(m_connection, kEndLogins);
}

Result<> Warden::prepare(DatabaseConnection &superuser, const QString &password)
{
    TACET_TRY_ASSIGN(const QByteArray verifier,
                     superuser.scramVerifier(QString::fromLatin1(wardensql::kRole), password));
    TACET_TRY_ASSIGN(DatabaseTransaction transaction, DatabaseTransaction::begin(superuser));
    TACET_TRY(superuser.script(wardensql::kPrepare));
    TACET_TRY(superuser.exec(kSetVerifier, PgParams().text(QString::fromLatin1(verifier))));
    TACET_TRY(superuser.script(kTakeVerifier));
    return transaction.commit();
}

Result<> Warden::closeTenant(DatabaseConnection &superuser)
{
    return superuser.script(closingsql::kCloseTenant);
}

Result<QStringList> Warden::tenants(DatabaseConnection &superuser)
{
    TACET_TRY_ASSIGN(const PgResult result, superuser.exec(kTenants));
    TACET_TRY_ASSIGN(const QList<QString> names, result.list([](PgRow &row) { return row.text(0); }));
    return QStringList(names);
}

QString Warden::randomPassword()
{
    std::array<quint32, kPasswordWords> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace tacet
