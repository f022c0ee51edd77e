#include "models/backend/directchatstore.h"
#include "models/backend/directorystore.h"
#include "tests/backend/tenantworld.h"
#include "tests/backend/tlsserver.h"
#include "tests/support/attackreport.h"

#include <atomic>
#include <mutex>

#include <unistd.h>

using namespace tacet;

namespace {

constexpr int kSenders = 4;
constexpr auto kAccess = "local all all scram-sha-256\nhostssl all all 127.0.0.0/8 scram-sha-256\n"
                         "hostssl replication all 127.0.0.0/8 scram-sha-256\n";
constexpr std::chrono::milliseconds kPatience{60'000};

QString program(const char *name)
{
    return orThrow(PostgresPrograms::find()).folder + u'/' + QLatin1StringView(name);
}

/// A PostgreSQL with TLS on an address of the loopback network, that can be killed with all its processes.
class Node
{
public:
    Node(QString directory, QString host, quint16 port, const TestCertificates &certificates)
        : m_directory(std::move(directory))
        , m_host(std::move(host))
        , m_port(port)
        , m_certificate(certificates.path(QStringLiteral("server"), ".pem"))
        , m_key(certificates.path(QStringLiteral("server"), ".key"))
    {
    }
    ~Node() { kill(); }
    Q_DISABLE_COPY_MOVE(Node)

    QString data() const { return m_directory + QLatin1StringView("/data"); }
    const QString &host() const { return m_host; }

    void start(bool waitsForStandby)
    {
        writeFile(data() + QLatin1StringView("/pg_hba.conf"), kAccess);
        m_process = std::make_unique<QProcess>();
        m_process->setChildProcessModifier([] { ::setpgid(0, 0); });
        m_process->setStandardErrorFile(m_directory + QLatin1StringView("/server.log"));
        QStringList words{QStringLiteral("-D"),   data(), QStringLiteral("-k"), m_directory, QStringLiteral("-p"),
                          QString::number(m_port)};
        for (const QString &setting :
             {QStringLiteral("listen_addresses=") + m_host, QStringLiteral("ssl=on"),
              QStringLiteral("ssl_cert_file=") + m_certificate, QStringLiteral("ssl_key_file=") + m_key,
              QStringLiteral("wal_level=replica"), QStringLiteral("max_wal_senders=5"),
              QStringLiteral("wal_keep_size=256MB"), QStringLiteral("fsync=off"),
              QStringLiteral("synchronous_commit=on"), QStringLiteral("hot_standby=on"),
              QStringLiteral("synchronous_standby_names=") +
                  (waitsForStandby ? QLatin1StringView("ANY 1 (standby)") : QLatin1StringView(""))})
            words += {QStringLiteral("-c"), setting};
        m_process->start(orThrow(PostgresPrograms::find()).server(), words);
        if (!m_process->waitForStarted())
            throw std::runtime_error("the server did not start");
    }

    void kill()
    {
        if (!m_process)
            return;
        ::kill(-static_cast<pid_t>(m_process->processId()), SIGKILL);
        m_process->waitForFinished();
        m_process.reset();
        QFile::remove(data() + QLatin1StringView("/postmaster.pid"));
    }

    void promote()
    {
        run(program("pg_ctl"), {QStringLiteral("promote"), QStringLiteral("-w"), QStringLiteral("-D"), data()});
    }

    /// Becomes a fresh standby of `primary`.
    void follow(const Node &primary, const DatabaseLogin &login, const QString &authority)
    {
        QDir(data()).removeRecursively();
        run(program("pg_basebackup"),
            {QStringLiteral("-D"), data(), QStringLiteral("-R"), QStringLiteral("--no-sync"), QStringLiteral("-c"),
             QStringLiteral("fast"), QStringLiteral("-d"),
             QStringLiteral("host=%1 port=%2 user=%3 password=%4 sslmode=verify-full sslrootcert=%5 "
                            "application_name=standby")
                 .arg(primary.host())
                 .arg(m_port)
                 .arg(login.role, login.password, authority)});
        start(true);
    }

private:
    static void run(const QString &name, const QStringList &words)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(name, words);
        process.waitForFinished(static_cast<int>(kPatience.count()));
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            throw std::runtime_error(process.readAll().toStdString());
    }

    const QString m_directory;
    const QString m_host;
    const quint16 m_port;
    const QString m_certificate;
    const QString m_key;
    std::unique_ptr<QProcess> m_process;
};

struct Sender {
    DatabaseLogin login;
    ChatId chat;
    DeviceId to;
    QList<QUuid> acknowledged;
    int inDoubt = 0;
    int committed = 0; ///< of those in doubt
};

} // namespace

/// A primary with a synchronous standby is killed under load; what was acknowledged is there, once.
class StandbyFailoverTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<TestCertificates> m_certificates;
    WorkspaceAddress m_address;
    DatabaseLogin m_superuser;
    std::vector<Sender> m_senders;
    std::unique_ptr<PostgresFixture> m_fixture;

    std::unique_ptr<DatabaseConnection> connectWhenPossible(const DatabaseLogin &login,
                                                            const std::atomic_bool &over) const
    {
        while (!over) {
            if (auto connection = DatabaseConnection::open(m_address, login)) {
                (*connection)->setTimeout(std::chrono::seconds(5));
                return std::move(*connection);
            }
            QThread::msleep(50);
        }
        return nullptr;
    }

    /// As a client does it: an unknown outcome is asked again with the same id, on another connection.
    void sendUntil(Sender &sender, const std::atomic_bool &over, std::atomic_int &sent) const
    {
        std::unique_ptr<DatabaseConnection> connection;
        while (!over) {
            const OutgoingMessage message = messageFor(sender.chat, {envelopeFor(sender.to)});
            bool unsure = false;
            for (;;) {
                if (!connection && !(connection = connectWhenPossible(sender.login, over)))
                    return;
                const auto answer = DeliveryStore(*connection).send(message);
                if (answer) {
                    sender.acknowledged.append(message.id.uuid());
                    sender.committed += unsure && answer->state == SendReceipt::State::Repeat ? 1 : 0;
                    ++sent;
                    break;
                }
                sender.inDoubt += unsure ? 0 : 1;
                unsure = true;
                connection.reset();
            }
        }
    }

    qint64 number(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params = {}) const
    {
        return orThrow(orThrow(connection.exec(statement, params)).first([](PgRow &row) { return row.int64(0); }));
    }

private slots:
    void initTestCase()
    {
        m_certificates = std::make_unique<TestCertificates>(m_folder.path());
        m_certificates->makeAuthority(QStringLiteral("authority"));
        m_certificates->makeServer(QStringLiteral("server"), QStringLiteral("authority"),
                                   QStringLiteral("localhost,IP:127.0.0.1,IP:127.0.0.2"));
        m_fixture = std::make_unique<PostgresFixture>();
        TenantWorld world(*m_fixture);
        world.setPolicy(QStringLiteral("{\"send_burst\": 1000000, \"send_per_second\": 100000}"));
        for (int index = 0; index < kSenders; ++index) {
            const Member from = world.join(QStringLiteral("from%1").arg(index));
            const Member to = world.join(QStringLiteral("to%1").arg(index));
            orThrow(DirectoryStore(to.db()).addContact(from.user));
            m_senders.push_back({.login = from.login,
                                 .chat = orThrow(DirectChatStore(from.db()).openDirect(newId<ChatId>(), to.user)).id,
                                 .to = to.device,
                                 .acknowledged = {}});
        }
        m_address = world.tenant().address;
        m_address.place = WorkspaceAddress::Place::Server;
        m_address.host = QStringLiteral("127.0.0.1,127.0.0.2");
        m_address.port = freePort();
        m_address.rootCertificate = m_certificates->pem(QStringLiteral("authority"));
        m_superuser = m_fixture->superuser();
    }

    void nothingAcknowledgedIsLostAndNothingDoubled()
    {
        const int failovers = isLongRun() ? 50 : 3;
        const QString first = m_fixture->cluster().paths().directory();
        orThrow(EmbeddedCluster::stop(first));
        const QString second = m_folder.filePath(QStringLiteral("second"));
        QVERIFY(QDir().mkpath(second));
        QFile::setPermissions(second, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        const QString authority = m_certificates->path(QStringLiteral("authority"), ".pem");
        std::array<Node, 2> nodes{Node(first, QStringLiteral("127.0.0.1"), m_address.port, *m_certificates),
                                  Node(second, QStringLiteral("127.0.0.2"), m_address.port, *m_certificates)};
        std::atomic_bool over = false;
        nodes[0].start(true);
        orThrow(DatabaseConnection::open(m_address, m_superuser).or_else([&](const Error &) {
            connectWhenPossible(m_superuser, over);
            return DatabaseConnection::open(m_address, m_superuser);
        }));
        nodes[1].follow(nodes[0], m_superuser, authority);

        std::atomic_int sent = 0;
        std::exception_ptr wrong;
        together(
            kSenders + 1, [](int) {},
            [&](int index) {
                if (index < kSenders)
                    return sendUntil(m_senders.at(static_cast<size_t>(index)), over, sent);
                try {
                    for (int failover = 0; failover < failovers; ++failover) {
                        const int before = sent;
                        QDeadlineTimer deadline(kPatience);
                        while (sent < before + 50 && !deadline.hasExpired())
                            QThread::msleep(5);
                        Node &primary = nodes.at(static_cast<size_t>(failover) % 2);
                        Node &standby = nodes.at(static_cast<size_t>(failover + 1) % 2);
                        primary.kill();
                        standby.promote();
                        primary.follow(standby, m_superuser, authority);
                    }
                    const int before = sent;
                    QDeadlineTimer deadline(kPatience);
                    while (sent < before + 50 && !deadline.hasExpired())
                        QThread::msleep(5);
                } catch (const std::exception &) {
                    wrong = std::current_exception();
                }
                over = true;
            });
        if (wrong)
            std::rethrow_exception(wrong);

        static constexpr PgStatement kThere{"failover_there",
                                            "SELECT count(*) FROM tacet.messages WHERE id = ANY ($1)"};
        static constexpr PgStatement kDoubled{
            "failover_doubled", "SELECT count(*) - count(DISTINCT (device_id, source_id)) FROM tacet.mailbox"};
        const std::atomic_bool never = false;
        const auto connection = connectWhenPossible(m_superuser, never);
        qint64 acknowledged = 0;
        qint64 lost = 0;
        int inDoubt = 0;
        int committed = 0;
        for (const Sender &sender : m_senders) {
            acknowledged += sender.acknowledged.size();
            lost += sender.acknowledged.size() - number(*connection, kThere, PgParams().uuids(sender.acknowledged));
            inDoubt += sender.inDoubt;
            committed += sender.committed;
        }
        const qint64 doubled = number(*connection, kDoubled);
        TACET_VERIFY_ATTACK(
            "T30", failovers, "0 acknowledged lost, 0 doubled",
            QStringLiteral("%1 acknowledged, %2 lost, %3 doubled, %4 in doubt of which %5 had committed")
                .arg(acknowledged)
                .arg(lost)
                .arg(doubled)
                .arg(inDoubt)
                .arg(committed),
            acknowledged >= 50 * failovers && lost == 0 && doubled == 0);
    }
};

QTEST_GUILESS_MAIN(StandbyFailoverTest)
#include "tst_standbyfailover.moc"
