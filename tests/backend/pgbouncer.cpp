#include "tests/backend/pgbouncer.h"

#include <QDeadlineTimer>
#include <QStandardPaths>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tacet {

namespace {

constexpr auto kPoolerPassword = "a word for the pooler";
constexpr PgStatement kIsThere{"pooler_is_there", "SELECT count(*) FROM pg_roles WHERE rolname = 'tacet_pooler'"};

QByteArray packaged(const char *name)
{
    return readFile(QStringLiteral(TACET_SOURCE_DIR "/packaging/pgbouncer/") + QLatin1StringView(name));
}

bool isAccepting(const QByteArray &path)
{
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    std::memcpy(place.sun_path, path.constData(), static_cast<size_t>(path.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool connected = ::connect(descriptor, reinterpret_cast<const sockaddr *>(&place), sizeof place) == 0;
    ::close(descriptor);
    return connected;
}

} // namespace

PgBouncer::PgBouncer(PostgresFixture &fixture, const QHash<QByteArray, QByteArray> &changes)
{
    prepareServer(fixture);
    writeFiles(orThrow(fixture.cluster().paths().runningSocketDirectory()), changes);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")));
    QString program = QStandardPaths::findExecutable(QStringLiteral("pgbouncer"));
    if (program.isEmpty())
        program = QStringLiteral("/usr/sbin/pgbouncer");
    m_process.start(program, {m_folder.filePath(QStringLiteral("pgbouncer.ini"))});
    const QDeadlineTimer deadline(20'000);
    while (!isAccepting(socket())) {
        if (deadline.hasExpired() || m_process.state() == QProcess::NotRunning)
            throw std::runtime_error("pgbouncer does not start: " + log().toStdString());
        m_process.waitForFinished(20);
    }
}

PgBouncer::~PgBouncer()
{
    m_process.terminate();
    if (!m_process.waitForFinished())
        m_process.kill();
    m_process.waitForFinished();
}

QByteArray PgBouncer::socket() const
{
    return QFile::encodeName(m_folder.path() + ClusterPaths::kSocketName);
}

void PgBouncer::prepareServer(PostgresFixture &fixture)
{
    const auto superuser = fixture.admin(fixture.cluster().address(QStringLiteral("postgres")));
    const PgResult there = orThrow(superuser->exec(kIsThere));
    if (orThrow(there.first([](PgRow &row) { return row.int64(0); })) > 0)
        return;
    orThrow(superuser->script(packaged("pooler.sql")));
    const QByteArray verifier =
        orThrow(superuser->scramVerifier(QStringLiteral("tacet_pooler"), QString::fromLatin1(kPoolerPassword)));
    orThrow(superuser->script("ALTER ROLE tacet_pooler PASSWORD '" + verifier + '\''));
}

void PgBouncer::writeFiles(const QString &serverSockets, const QHash<QByteArray, QByteArray> &changes)
{
    const QString users = m_folder.filePath(QStringLiteral("users"));
    writeFile(users, QByteArray("\"tacet_pooler\" \"") + kPoolerPassword + "\"\n");
    QByteArray text = packaged("pgbouncer.ini");
    text.replace("@server_socket_folder@", QFile::encodeName(serverSockets));
    text.replace("@pooler_socket_folder@", QFile::encodeName(m_folder.path()));
    text.replace("@auth_file@", QFile::encodeName(users));
    QByteArrayList lines = text.split('\n');
    for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
        const auto line =
            std::ranges::find_if(lines, [&](const QByteArray &each) { return each.startsWith(change.key()); });
        if (line == lines.end())
            throw std::runtime_error("no such line in pgbouncer.ini: " + change.key().toStdString());
        *line = change.value();
    }
    writeFile(m_folder.filePath(QStringLiteral("pgbouncer.ini")), lines.join('\n'));
    // A client finds the socket of this computer's server by the server's own file.
    QDir(m_folder.path()).mkpath(QStringLiteral("front/data"));
    writeFile(
        m_folder.filePath(QStringLiteral("front/data/postmaster.pid")),
        QByteArrayList{"1", "front", "0", "5432", QFile::encodeName(m_folder.path()), "", "", "ready"}.join('\n'));
}

WorkspaceAddress PgBouncer::address(WorkspaceAddress address) const
{
    address.directory = m_folder.filePath(QStringLiteral("front"));
    return address;
}

} // namespace tacet
