#include "tests/bench/messaging/pgbench.h"

#include "models/backend/pgresult.h"
#include "tests/bench/messaging/pair.h"
#include "tests/bench/messaging/report.h"
#include "tests/bench/messaging/text.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>

namespace tacet::bench {

namespace {

constexpr char kProgram[] = "/usr/lib/postgresql/17/bin/pgbench";
constexpr int kPatience = 120'000; ///< milliseconds

// Without partitions and triggers: as cheap as PostgreSQL stores these columns with these indexes.
constexpr char kTables[] = "CREATE SCHEMA IF NOT EXISTS bench;"
                           "CREATE TABLE IF NOT EXISTS bench.messages (LIKE tacet.messages INCLUDING ALL);"
                           "CREATE TABLE IF NOT EXISTS bench.mailbox (LIKE tacet.mailbox INCLUDING ALL);";

constexpr PgStatement kSample{
    "bench_sample",
    "SELECT m.chat_id::text, m.sender_user::text, m.sender_device::text, encode(m.encrypted_content, 'hex'), "
    "encode(m.content_hash, 'hex'), b.device_id::text, b.header::text, encode(b.ciphertext, 'hex') "
    "FROM tacet.mailbox b JOIN tacet.messages m ON m.id = b.source_id WHERE b.kind = 0 ORDER BY b.id DESC LIMIT 1"};

constexpr std::array kNames{"chat", "author", "author_device", "content", "hash", "device", "header", "body"};

constexpr char kScript[] =
    "WITH m AS (INSERT INTO bench.messages (id, chat_id, sender_user, sender_device, encrypted_content, content_hash) "
    "VALUES (gen_random_uuid(), CAST(:chat AS uuid), CAST(:author AS uuid), CAST(:author_device AS uuid), "
    "decode(:content, 'hex'), decode(:hash, 'hex')) RETURNING id) "
    "INSERT INTO bench.mailbox (device_id, kind, source_id, chat_id, sender_user, sender_device, header, ciphertext, "
    "handshake, stranger) SELECT CAST(:device AS uuid), 0, m.id, CAST(:chat AS uuid), CAST(:author AS uuid), "
    "CAST(:author_device AS uuid), CAST(:header AS jsonb), decode(:body, 'hex'), '', false FROM "
    "m;\n";

QStringList sampleFrom(DatabaseConnection &admin)
{
    const PgResult result = need(admin.exec(kSample));
    return need(result.first([](PgRow &row) {
        QStringList values;
        for (std::size_t i = 0; i < kNames.size(); ++i)
            values += QLatin1StringView(kNames[i]) + QLatin1Char('=') + row.text(static_cast<int>(i));
        return values;
    }));
}

} // namespace

Pgbench::Pgbench(Pair &pair, int size)
    : m_address(pair.cluster().address(pair.alice().account().workspace.database))
    , m_login(need(pair.cluster().superuser()))
{
    const auto admin = pair.admin();
    need(admin->script(kTables));
    pair.lockBob();
    need(tests::waitFor(pair.alice().messages().send(pair.chat(), textOf(size, 0))));
    pair.settle();
    m_values = sampleFrom(*admin);
    pair.unlockBob();
    pair.settle();
    QFile script(m_folder.filePath("insert.sql"));
    if (!script.open(QIODevice::WriteOnly) || script.write(kScript) < 0)
        throw std::runtime_error("the script for pgbench cannot be written");
}

double Pgbench::insertMessages(int count) const
{
    const ConnectParameters parameters = need(ConnectParameters::make(m_address, m_login));
    QStringList arguments{"-n",
                          "-M",
                          "prepared",
                          "-c",
                          "1",
                          "-t",
                          QString::number(count),
                          "-f",
                          m_folder.filePath("insert.sql"),
                          "-h",
                          parameters.host(),
                          "-p",
                          QString::number(parameters.port()),
                          "-U",
                          m_login.role};
    for (const QString &value : m_values)
        arguments += {"-D", value};
    arguments += parameters.database();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PGPASSWORD", m_login.password);
    process.setProcessEnvironment(environment);
    process.start(kProgram, arguments);
    if (!process.waitForFinished(kPatience) || process.exitCode() != 0)
        throw std::runtime_error("pgbench: " + process.readAllStandardError().toStdString());
    static const QRegularExpression words("tps = ([0-9.]+) \\(without");
    return words.match(QString::fromUtf8(process.readAllStandardOutput())).captured(1).toDouble();
}

} // namespace tacet::bench
