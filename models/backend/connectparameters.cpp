#include "models/backend/connectparameters.h"

#include "models/backend/clusterpaths.h"
#include "models/backend/sqlerror.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

#include <libpq-fe.h>

#include <array>
#include <cerrno>
#include <clocale>
#include <poll.h>
#include <pwd.h>
#include <unistd.h>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kDiagnosisTime{4000};
constexpr auto kInterrupted = "connection interrupted";
constexpr auto kTooManyConnections = "53300";
constexpr auto kSystemRoots = "system";

// Name of the user that this process runs as; empty where the system does not know one.
QByteArray ownUserName()
{
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return {};
    return found->pw_name;
}

QString quoted(const QByteArray &value)
{
    QString text = QString::fromUtf8(value);
    text.replace(u'\\', QLatin1StringView("\\\\")).replace(u'\'', QLatin1StringView("\\'"));
    return u'\'' + text + u'\'';
}

// libpq's own words are translated; in the C locale they can be told apart.
class PlainLocale
{
public:
    PlainLocale()
        : m_plain(newlocale(LC_ALL_MASK, "C", nullptr))
        , m_before(uselocale(m_plain))
    {
    }
    ~PlainLocale()
    {
        uselocale(m_before);
        freelocale(m_plain);
    }
    Q_DISABLE_COPY_MOVE(PlainLocale)

private:
    locale_t m_plain;
    locale_t m_before;
};

struct Finish {
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
using ConnectionAttempt = std::unique_ptr<PGconn, Finish>;

bool waitFor(int socket, PostgresPollingStatusType wanted, const QDeadlineTimer &deadline)
{
    pollfd entry{
        .fd = socket, .events = static_cast<short>(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), .revents = 0};
    int answer = 0;
    do {
        answer = poll(&entry, 1, static_cast<int>(deadline.remainingTime()));
    } while (answer < 0 && errno == EINTR);
    return answer > 0;
}

Error errorFromWords(const QByteArray &words)
{
    static const QRegularExpression stateWord(QStringLiteral("(?:FATAL|ERROR|PANIC):\\s+([0-9A-Z]{5})\\s"));
    const QString text = QString::fromUtf8(words);
    if (const auto match = stateWord.match(text); match.hasMatch()) {
        const QByteArray state = match.captured(1).toLatin1();
        // The password was right before the server looked whether the login may connect to this database.
        if (state == "42501")
            return Error(ErrorCode::WorkspaceClosed, QString::fromLatin1(state)).withDatabaseText(text);
        return Error(errorCodeFromSqlState(state), QString::fromLatin1(state)).withDatabaseText(text);
    }
    for (const auto *sign : {"certificate", "SSL", "channel binding", "requirepeer", "authentication method"}) {
        if (text.contains(QLatin1StringView(sign)))
            return Error(ErrorCode::CryptoFailed, QStringLiteral("the server did not prove who it is"))
                .withDatabaseText(text);
    }
    return Error(ErrorCode::Offline, QStringLiteral("connection")).withDatabaseText(text);
}

} // namespace

Result<ConnectParameters> ConnectParameters::make(const WorkspaceAddress &address, const DatabaseLogin &login)
{
    ConnectParameters parameters;
    parameters.m_database = address.database;
    parameters.m_login = login;
    parameters.add("require_auth", "scram-sha-256");
    parameters.add("gssencmode", "disable");
    parameters.add("sslcertmode", "disable");
    parameters.add("application_name", "tacet");
    parameters.add("connect_timeout", "5");
    parameters.add("target_session_attrs", "read-write");
    if (address.place == WorkspaceAddress::Place::ThisComputer)
        TACET_TRY(parameters.addLocal(address));
    else
        TACET_TRY(parameters.addServer(address));
    return parameters;
}

Result<> ConnectParameters::addLocal(const WorkspaceAddress &address)
{
    TACET_TRY_ASSIGN(m_host, ClusterPaths(address.directory).runningSocketDirectory());
    m_port = ClusterPaths::kPort;
    add("sslmode", "disable");
    // Whoever else made a socket at that path is not our server.
    if (const QByteArray user = ownUserName(); !user.isEmpty())
        add("requirepeer", user);
    return {};
}

Result<> ConnectParameters::addServer(const WorkspaceAddress &address)
{
    // libpq takes a host that starts with / or @ for a Unix socket, and those carry no TLS.
    static const QRegularExpression hostNames(QStringLiteral("^[A-Za-z0-9:][A-Za-z0-9.:,_-]*$"));
    if (!hostNames.match(address.host).hasMatch() || address.port == 0)
        return fail(ErrorCode::InvalidInput, QStringLiteral("host name or port"));
    m_host = address.host;
    m_port = address.port;
    QByteArray rootCertificate = kSystemRoots;
    if (!address.rootCertificate.isEmpty()) {
        m_rootCertificate = std::make_unique<QTemporaryFile>();
        if (!m_rootCertificate->open() || m_rootCertificate->write(address.rootCertificate) < 0 ||
            !m_rootCertificate->flush())
            return fail(ErrorCode::Io, QStringLiteral("cannot write the pinned certificate to a temporary file"));
        rootCertificate = m_rootCertificate->fileName().toUtf8();
    }
    add("sslmode", "verify-full");
    add("sslrootcert", rootCertificate);
    add("sslnegotiation", "direct");
    add("ssl_min_protocol_version", "TLSv1.3");
    add("channel_binding", "require");
    add("tcp_user_timeout", "10000");
    add("keepalives", "1");
    add("keepalives_idle", "15");
    add("keepalives_interval", "5");
    add("keepalives_count", "3");
    return {};
}

QString ConnectParameters::options() const
{
    QStringList words;
    for (const auto &[name, value] : m_options)
        words.append(QString::fromLatin1(name) + u'=' + quoted(value));
    return words.join(u' ');
}

std::vector<std::pair<QByteArray, QByteArray>> ConnectParameters::all() const
{
    auto list = m_options;
    list.emplace_back("host", m_host.toUtf8());
    list.emplace_back("port", QByteArray::number(m_port));
    list.emplace_back("dbname", m_database.toUtf8());
    list.emplace_back("user", m_login.role.toUtf8());
    list.emplace_back("password", m_login.password.toUtf8());
    return list;
}

Error diagnoseConnection(const ConnectParameters &parameters)
{
    const PlainLocale locale;
    const auto list = parameters.all();
    std::vector<const char *> names;
    std::vector<const char *> values;
    for (const auto &[name, value] : list) {
        names.push_back(name.constData());
        values.push_back(value.constData());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    const ConnectionAttempt attempt(PQconnectStartParams(names.data(), values.data(), 0));
    if (!attempt)
        return Error(ErrorCode::Internal, QStringLiteral("out of memory"));
    PQsetErrorVerbosity(attempt.get(), PQERRORS_SQLSTATE);
    const QDeadlineTimer deadline(kDiagnosisTime);
    PostgresPollingStatusType status =
        PQstatus(attempt.get()) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
        if (!waitFor(PQsocket(attempt.get()), status, deadline))
            return Error(ErrorCode::Offline, QStringLiteral("no answer"));
        status = PQconnectPoll(attempt.get());
    }
    if (status == PGRES_POLLING_OK)
        return Error(ErrorCode::Offline, QLatin1StringView(kInterrupted));
    return errorFromWords(PQerrorMessage(attempt.get()));
}

bool passesSoon(const Error &diagnosis)
{
    return diagnosis.detail() == QLatin1StringView(kInterrupted) ||
           diagnosis.detail() == QLatin1StringView(kTooManyConnections);
}

} // namespace tacet
