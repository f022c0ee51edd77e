#include "models/backend/keeperwarden.h"

#include "models/backend/closingsql.h"
#include "models/backend/postmaster.h"
#include "models/backend/wardensql.h"

#include <array>
#include <chrono>
#include <fstream>
#include <libpq-fe.h>
#include <sys/random.h>
#include <thread>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kStartPause{200};
constexpr std::chrono::seconds kFailurePause{3};
constexpr std::chrono::seconds kPassPause{1};
constexpr int kPassesPerSweep = 10;
constexpr auto kSuperuser = "tacet";
constexpr auto kPort = "5432";
// Lines of postmaster.pid (PostgreSQL, src/include/utils/pidfile.h).
enum PidFileLine { SocketFolder = 4, Status = 7, LineCount };

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string firstLineOf(const std::string &path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

std::string randomPassword()
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::array<unsigned char, 32> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        return {};
    std::string text;
    for (const unsigned char byte : bytes) {
        text += kDigits[byte / 16];
        text += kDigits[byte % 16];
    }
    return text;
}

bool script(PGconn *connection, const char *sql)
{
    const Answer answer(PQexec(connection, sql), &PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// The first field as a number; -1 if the statement failed.
template <std::size_t Count>
long long ask(PGconn *connection, const char *sql, const std::array<long long, Count> &numbers)
{
    std::array<std::string, Count> texts;
    std::array<const char *, Count> values{};
    for (std::size_t index = 0; index < Count; ++index) {
        texts[index] = std::to_string(numbers[index]);
        values[index] = texts[index].c_str();
    }
    const Answer answer(PQexecParams(connection, sql, Count, nullptr, values.data(), nullptr, nullptr, 0), &PQclear);
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK || PQntuples(answer.get()) == 0)
        return -1;
    return std::atoll(PQgetvalue(answer.get(), 0, 0));
}

bool inBatches(PGconn *connection, const char *sql)
{
    long long done = wardensql::kBatch;
    while (done == wardensql::kBatch)
        done = ask<1>(connection, sql, {wardensql::kBatch});
    return done >= 0;
}

} // namespace

KeeperWarden::KeeperWarden(std::string cluster)
    : m_cluster(std::move(cluster))
{
}

void KeeperWarden::Close::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

// Where the server says that its socket is; empty while it does not take connections.
std::string KeeperWarden::socketFolder() const
{
    const std::string data = m_cluster + "/data";
    std::ifstream file(data + "/postmaster.pid");
    std::array<std::string, LineCount> lines;
    for (std::string &line : lines)
        std::getline(file, line);
    if (!lines[Status].starts_with("ready") || postmaster::find(data) == 0)
        return {};
    return lines[SocketFolder];
}

KeeperWarden::Connection KeeperWarden::open(const std::string &database, const std::string &role,
                                            const std::string &password) const
{
    const std::string folder = socketFolder();
    if (folder.empty())
        return nullptr;
    const std::array<const char *, 10> names{"host",         "port",    "dbname",           "user",       "password",
                                             "require_auth", "sslmode", "application_name", "gssencmode", nullptr};
    const std::array<const char *, 10> values{folder.c_str(),   kPort,           database.c_str(), role.c_str(),
                                              password.c_str(), "scram-sha-256", "disable",        "tacet",
                                              "disable",        nullptr};
    Connection connection(PQconnectdbParams(names.data(), values.data(), 0));
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return nullptr;
    PQsetNoticeProcessor(connection.get(), [](void *, const char *) {}, nullptr);
    return connection;
}

// What the warden's role needs, also in a cluster that an earlier version made, and a new password for it.
bool KeeperWarden::prepare()
{
    const std::string password = firstLineOf(m_cluster + "/superuser");
    m_password = randomPassword();
    const Connection superuser = open(wardensql::kDatabase, kSuperuser, password);
    if (!superuser || m_password.empty() || !script(superuser.get(), wardensql::kPrepare))
        return false;
    const Answer changed(PQchangePassword(superuser.get(), wardensql::kRole, m_password.c_str()), &PQclear);
    return PQresultStatus(changed.get()) == PGRES_COMMAND_OK && closeTenants(superuser.get(), password);
}

bool KeeperWarden::closeTenants(pg_conn *superuser, const std::string &password) const
{
    const Answer tenants(PQexec(superuser, closingsql::kTenants), &PQclear);
    if (PQresultStatus(tenants.get()) != PGRES_TUPLES_OK)
        return false;
    for (int row = 0; row < PQntuples(tenants.get()); ++row) {
        // One that is dropped meanwhile needs nothing.
        if (const Connection tenant = open(PQgetvalue(tenants.get(), row, 0), kSuperuser, password))
            script(tenant.get(), closingsql::kCloseTenant);
    }
    return true;
}

void KeeperWarden::watch(pg_conn *warden) const
{
    for (int pass = 0;; ++pass) {
        if (ask<3>(warden, wardensql::kPass,
                   {wardensql::kTransactionMax, wardensql::kSendingMax, wardensql::kEnrolmentMax}) < 0)
            return;
        if (!inBatches(warden, wardensql::kSeal))
            return;
        if (pass % kPassesPerSweep == 0 && !inBatches(warden, wardensql::kEndLogins))
            return;
        std::this_thread::sleep_for(kPassPause);
    }
}

void KeeperWarden::run()
{
    for (;; std::this_thread::sleep_for(kStartPause)) {
        if (socketFolder().empty())
            continue;
        const Connection warden = prepare() ? open(wardensql::kDatabase, wardensql::kRole, m_password) : nullptr;
        if (warden)
            watch(warden.get());
        else
            std::this_thread::sleep_for(kFailurePause);
    }
}

} // namespace tacet
