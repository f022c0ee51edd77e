#include "models/backend/serversettings.h"

#include "models/backend/clusterpaths.h"

#include <array>

namespace tacet {

namespace {

constexpr std::array kAlways{
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "password_encryption=scram-sha-256",
    "scram_iterations=4096",
    "authentication_timeout=5s",
    // Room for the warden and the superuser when devices hold everything else.
    "reserved_connections=10",
    "superuser_reserved_connections=3",
    // A client that is gone is noticed within a minute and a half.
    "tcp_keepalives_idle=60",
    "tcp_keepalives_interval=10",
    "tcp_keepalives_count=3",
    "client_connection_check_interval=5s",
    "max_prepared_transactions=0",
    "jit=off",
    "temp_file_limit=1GB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=256MB",
    "checkpoint_timeout=15min",
    // The log: no statement, no parameter, no row value, no name.
    "logging_collector=on",
    "log_directory=log",
    "log_filename=postgresql-%a.log",
    "log_file_mode=0600",
    "log_truncate_on_rotation=on",
    "log_rotation_age=1d",
    "log_rotation_size=0",
    "log_min_messages=log",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    "log_statement=none",
    "log_min_duration_statement=-1",
    "log_min_duration_sample=-1",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
    "log_connections=off",
    "log_disconnections=off",
    "log_checkpoints=off",
    "log_lock_waits=off",
    "log_temp_files=-1",
    "log_autovacuum_min_duration=-1",
};

constexpr std::array kDurable{"fsync=on", "full_page_writes=on", "synchronous_commit=on"};
constexpr std::array kThrownAway{"fsync=off", "full_page_writes=off", "synchronous_commit=off"};

} // namespace

QStringList serverArguments(const QString &data, const QStringList &socketDirectories, ServerDurability durability)
{
    QStringList arguments{QStringLiteral("-D"), data,
                          QStringLiteral("-p"), QString::number(ClusterPaths::kPort),
                          QStringLiteral("-k"), u'"' + socketDirectories.join(QLatin1StringView("\",\"")) + u'"'};
    const auto add = [&arguments](const char *setting) {
        arguments.append(QStringLiteral("-c"));
        arguments.append(QString::fromLatin1(setting));
    };
    for (const char *setting : kAlways)
        add(setting);
    for (const char *setting : durability == ServerDurability::Full ? kDurable : kThrownAway)
        add(setting);
    return arguments;
}

} // namespace tacet
