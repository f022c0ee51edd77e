#pragma once
#include <memory>
#include <string>

struct pg_conn;

namespace tacet {

/// Runs the warden (models/backend/wardensql.h) beside the embedded server, for all tenants of the cluster, and
/// brings what it needs in older clusters up to date. Belongs to a thread of its own; run() never returns.
class KeeperWarden
{
public:
    /// `cluster` is the folder that docs call the embedded cluster.
    explicit KeeperWarden(std::string cluster);

    /// Waits for the server, works until it goes, and waits again.
    [[noreturn]] void run();

private:
    struct Close {
        void operator()(pg_conn *connection) const;
    };
    using Connection = std::unique_ptr<pg_conn, Close>;

    Connection open(const std::string &database, const std::string &role, const std::string &password) const;
    bool prepare();
    bool closeTenants(pg_conn *superuser, const std::string &password) const;
    void watch(pg_conn *warden) const;
    std::string socketFolder() const;

    const std::string m_cluster;
    std::string m_password; ///< of the warden's role; nobody else knows it
};

} // namespace tacet
