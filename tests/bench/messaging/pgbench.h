#pragma once
#include "models/backend/connectparameters.h"
#include "models/domain/workspaceaddress.h"

#include <QByteArray>
#include <QTemporaryDir>

namespace tacet::bench {

class Pair;

/// pgbench on the same cluster: one client, one transaction a message, which inserts the columns and bytes
/// of a real message and its mailbox row into tables of the same shape, with the same durability.
class Pgbench
{
public:
    /// Makes the tables, and takes one real message of `size` bytes as the sample.
    Pgbench(Pair &pair, int size);

    /// Transactions per second of `count` transactions, without the connecting.
    double insertMessages(int count) const;

private:
    WorkspaceAddress m_address;
    DatabaseLogin m_login;
    QTemporaryDir m_folder;
    QStringList m_values; ///< -D name=value
};

} // namespace tacet::bench
