#pragma once
#include "models/services/profileservice.h"
#include "models/vault/vaultsession.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tacet::tests {

/// Cheap on purpose: these tests are about messages, not about guessing passphrases.
inline constexpr crypto::KdfCost kCheapCost{.memoryKib = 64, .passes = 1, .lanes = 1};

QCA::SecureArray testPassphrase();

/// "damaged: this vault was copied", for failure messages.
QByteArray describe(const Error &error);

/// Empty if it succeeded.
template <class T>
QByteArray faultOf(const Result<T> &result)
{
    return result ? QByteArray() : describe(result.error());
}

#define QVERIFY_RESULT(expr)                                                                                           \
    do {                                                                                                               \
        const QByteArray resultFault = tacet::tests::faultOf(expr);                                                    \
        QVERIFY2(resultFault.isEmpty(), resultFault.constData());                                                      \
    } while (false)

/// Waits for a use case's answer with the event loop running.
template <class T>
Result<T> waitFor(const AsyncResult<T> &future, int milliseconds = 60'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, milliseconds))
        return fail(ErrorCode::Timeout, QStringLiteral("the test waited in vain"));
    return future.result();
}

/// One account on a profile folder of its own, with the real vault and the real database.
class Person
{
public:
    explicit Person(const QString &username);

    /// Makes a workspace on this computer with this account as its owner.
    Result<> create(const std::optional<WorkspaceServer> &server = {});
    Result<> join(const EnrolmentLink &link);
    /// A device of an account that another Person has; the vault's passphrase is put in.
    Result<> link(LinkRequest request);
    Result<> lock();
    Result<> unlock();
    /// The vault itself, while the profile is locked: what stands in it, or what a test breaks there.
    Result<std::unique_ptr<VaultSession>> openVault();
    /// Starts the connection and waits until everything that waited is here.
    bool goOnline();

    AccountSession &session() { return *m_profile->session(); }
    ProfileService &profile() { return *m_profile; }
    const QString &username() const { return m_username; }
    QString directory() const { return m_folder.path() + QStringLiteral("/profile"); }
    const QList<Message> &received() const { return m_received; }
    /// Starts or finds the chat with that user name.
    Result<Chat> chatWith(const QString &username);
    Result<Message> send(const QString &to, const QString &text);
    QStringList textsWith(const QString &username);
    DeliveryState stateOf(const Message &message);

private:
    void listen();
    Result<> makeCheapVault();

    QTemporaryDir m_folder;
    QString m_username;
    std::unique_ptr<ProfileService> m_profile;
    QList<Message> m_received;
};

} // namespace tacet::tests
