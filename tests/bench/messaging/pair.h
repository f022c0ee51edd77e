#pragma once
#include "models/backend/databaseconnection.h"
#include "models/backend/embeddedcluster.h"
#include "tests/services/conversationfixture.h"

#include <functional>
#include <memory>

namespace tacet::bench {

/// Two accounts in this process that know each other, with their real vaults on one embedded cluster
/// with its normal durability.
class Pair
{
public:
    Pair();

    AccountSession &alice() { return m_alice->session(); }
    AccountSession &bob() { return m_bob->session(); }
    ChatId chat() const { return m_chat; }
    EmbeddedCluster &cluster() { return *m_cluster; }
    /// As the superuser, in the workspace's database.
    std::unique_ptr<DatabaseConnection> admin();

    /// Alice sends `count` texts of `size` bytes, all handed over at once; returns when Bob's vault has
    /// them all. Seconds from the first call to the last message's arrival.
    double sendMany(int count, int size);
    /// One at a time: milliseconds from the call to Bob's signal; returns when Alice knows that it was delivered.
    double sendOne(int size);
    /// Runs the event loop until neither side has said anything for a moment.
    void settle();
    /// Takes Bob off line, so that what Alice sends stays in the database.
    void lockBob();
    void unlockBob();

private:
    std::unique_ptr<tests::Person> m_alice;
    std::unique_ptr<tests::Person> m_bob;
    std::unique_ptr<EmbeddedCluster> m_cluster;
    ChatId m_chat;
};

/// Runs the event loop until `quit` is called. Throws after a minute.
void runUntil(const std::function<void(const std::function<void()> &quit)> &arrange);

} // namespace tacet::bench
