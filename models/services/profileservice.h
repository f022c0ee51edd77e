#pragma once
#include "models/domain/enrolmentlink.h"
#include "models/services/accountsession.h"
#include "models/services/devicelinker.h"

#include <QtCrypto>

#include <optional>

namespace tacet {

/// A PostgreSQL server on the network, and who may make databases and roles there. The administrator's
/// password is used once and stored nowhere.
struct WorkspaceServer {
    QString host;
    quint16 port = 5432;
    QByteArray rootCertificate; ///< PEM that the server's certificate must chain to; empty = the system's
    QString administrator;
    QCA::SecureArray password;
};

/// What the person chose when making a workspace, on this computer or on a server.
struct NewWorkspace {
    QString name;
    QString username;
    QString displayName;
    QCA::SecureArray passphrase;
    std::optional<WorkspaceServer> server = {};
};

/// What the person chose when joining one.
struct NewMember {
    EnrolmentLink link;
    QString username;
    QString displayName;
    QCA::SecureArray passphrase;
};

/// One profile folder: at most one vault with one account, and the embedded cluster it may have made.
/// Lives on the GUI's thread; nothing here waits.
class ProfileService final : public QObject
{
    Q_OBJECT
public:
    enum class State { Empty, Locked, Unlocked };
    Q_ENUM(State)
    /// Steps of the long jobs, for a progress line.
    enum class Step { PreparingVault, StartingDatabase, CreatingDatabase, SigningIn, MakingKeys, Enrolling, Opening };
    Q_ENUM(Step)

    /// `directory` need not exist; it is made with mode 0700 when something is stored.
    explicit ProfileService(const QString &directory);
    ~ProfileService() override;

    State state() const;
    const QString &directory() const;
    /// Only while Unlocked, else nullptr.
    AccountSession *session();

    /// AlreadyExists if the profile has a vault, AlreadyRunning if another instance holds it.
    AsyncResult<> createWorkspace(const NewWorkspace &choice);
    /// TokenInvalid, UsernameTaken (the link stays usable), Offline, … An interrupted join is
    /// continued with the same keys when called again.
    AsyncResult<> join(const NewMember &choice);
    /// Makes this computer a device of an account that has others. As DeviceLinker::link().
    AsyncResult<> link(const LinkRequest &request);
    /// WrongPassphrase, Damaged, AlreadyRunning, SchemaTooNew.
    AsyncResult<> unlock(const QCA::SecureArray &passphrase);
    /// Drops keys and connections; the outbox keeps what waits.
    AsyncResult<> lock();

Q_SIGNALS:
    void stateChanged(tacet::ProfileService::State state);
    void progressed(tacet::ProfileService::Step step);

private:
    struct Private;
    std::shared_ptr<Private> d; ///< shared with the coroutines that are under way
};

} // namespace tacet
