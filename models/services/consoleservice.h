#pragma once
#include "models/domain/account.h"
#include "models/domain/administration.h"
#include "models/domain/consoletable.h"
#include "models/executor/executor.h"
#include "models/services/awaiting.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QtCrypto>

#include <functional>

class QJsonValue;

namespace tacet {

class AccountCore;
class BackendSession;

/// Administration of the workspace by an account that is its owner or an admin: begun with the passphrase, over within
/// the workspace's idle time if nobody uses it. Over a connection of its own, so that large pages never delay a
/// message. Nothing here can read content. Lives on its owner's thread.
///
/// Every call but begin(): AdministrationEnded if it is not begun or is over, NotAdministrator if the right is gone;
/// both end it and ended() says so. Actions count as use, reading does not.
class ConsoleService final : public QObject
{
    Q_OBJECT
public:
    explicit ConsoleService(AccountCore &core);
    ~ConsoleService() override;

    /// WrongPassphrase; NotAdministrator; Offline.
    AsyncResult<> begin(const QCA::SecureArray &passphrase);
    AsyncResult<> end();
    bool isBegun() const { return m_isBegun; }
    /// When it will end if nobody uses it, UTC.
    QDateTime idleAt() const { return m_idleAt; }
    /// Somebody is there. Call it as often as something is done; it asks the database at most every 30 seconds.
    void touch();

    AsyncResult<ConsolePage> page(const ConsoleQuery &query);
    /// How many rows the filters leave, counted to `most`.
    AsyncResult<qint64> count(const ConsoleQuery &query, qint64 most);

    // People, devices, links: PersonAdministrationStore says what fails.
    AsyncResult<PersonEffect> personEffect(UserId person);
    AsyncResult<> changePerson(UserId person, PersonDeed deed);
    AsyncResult<> setRole(UserId person, WorkspaceRole role);
    AsyncResult<> endDevice(DeviceId device);
    /// One link for each name, empty for no wish; 1 to 500. A name that cannot be had does not keep the others.
    AsyncResult<QList<IssuedToken>> createTokens(const QStringList &wishedNames, std::chrono::seconds lifetime);
    AsyncResult<> revokeToken(const QString &token);

    // The workspace: AdministrationStore says what fails.
    AsyncResult<> setQuota(const QString &area, const QUuid &holder, const QuotaLimits &limits);
    AsyncResult<> setPolicy(const QString &key, const QJsonValue &value);
    AsyncResult<> resetPolicy(const QString &key);
    AsyncResult<> setRetention(const RetentionChange &change);
    AsyncResult<QList<RetentionPreview>> previewRetention(const QString &table);
    AsyncResult<> resolveEvent(const QUuid &event, const QString &resolution);
    AsyncResult<> assignEvent(const QUuid &event, UserId person);
    AsyncResult<> giveGrant(const AccessGrant &grant);
    AsyncResult<> takeGrant(UserId person, const QString &resourceType, const QString &resourceId);
    AsyncResult<ChatEffect> chatEffect(ChatId chat);
    AsyncResult<> closeChat(ChatId chat, bool isClosed);
    AsyncResult<QList<AuditFinding>> verifyAudit(const QString &category, qint64 from, qint64 to);

    /// The account is being closed: ends without waiting for an answer.
    void shut();

Q_SIGNALS:
    void begun();
    void ended(tacet::ConsoleEnd reason);

private:
    enum class Use { Reads, Acts };
    template <class T>
    using Work = std::function<Result<T>(BackendSession &)>;

    Task<> start(QCA::SecureArray passphrase);
    Task<> finish();
    Task<> keepUp();
    QCoro::Task<> lookAgain();
    Task<> connectSession();
    template <class T>
    Task<T> ask(Work<T> work, Use use);
    template <class T>
    AsyncResult<T> read(Work<T> work);
    template <class T>
    AsyncResult<T> act(Work<T> work);
    Task<QList<IssuedToken>> issue(QStringList wishedNames, std::chrono::seconds lifetime);
    void noteUse();
    void noteFailure(ErrorCode code, int generation);
    void over(ConsoleEnd reason);

    AccountCore &m_core;
    std::unique_ptr<Executor<BackendSession>> m_executor; ///< made when administration begins
    QTimer m_idle;
    QElapsedTimer m_touched;
    QDateTime m_idleAt;
    std::chrono::seconds m_idleTime{0};
    int m_generation = 0; ///< of the administration; what was asked in an earlier one does not end this one
    bool m_isBegun = false;
    bool m_isConnected = false;
};

} // namespace tacet
