#include "models/services/connectionservice.h"

#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/newdevice.h"
#include "models/services/schemaversion.h"
#include "models/services/staterecovery.h"

#include <QRandomGenerator>

namespace tacet {

namespace {

constexpr int kNonceSize = 16;
constexpr double kJitter = 0.3; ///< of every wait, so that many clients do not come back together

/// Errors after which trying again by itself cannot help.
bool isFinal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::LoginRefused:
    case ErrorCode::ServerTooOld:
    case ErrorCode::SchemaTooNew:
    case ErrorCode::SchemaTooOld:
    case ErrorCode::SchemaEdited:
    case ErrorCode::NotFound:
    case ErrorCode::CryptoFailed:
    case ErrorCode::Damaged:
    case ErrorCode::InvalidInput: return true;
    default: return false;
    }
}

bool meansLost(ErrorCode code)
{
    return code == ErrorCode::Offline || code == ErrorCode::Timeout || code == ErrorCode::NotOpen;
}

std::chrono::milliseconds withJitter(std::chrono::milliseconds wait)
{
    const double factor = 1 - kJitter + 2 * kJitter * QRandomGenerator::global()->generateDouble();
    return std::chrono::milliseconds(static_cast<qint64>(static_cast<double>(wait.count()) * factor));
}

std::chrono::milliseconds retryWait(int failures)
{
    const auto doubled = limits::kReconnectFirst * (1LL << std::min(failures, 6));
    return withJitter(std::min<std::chrono::milliseconds>(doubled, limits::kReconnectMax));
}

QByteArray newNonce()
{
    std::array<quint32, kNonceSize / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), kNonceSize);
}

} // namespace

ConnectionService::ConnectionService(AccountCore &core)
    : m_core(core)
{
    m_retry.setSingleShot(true);
    m_poll.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { run(); });
    connect(&m_poll, &QTimer::timeout, this, [this] { poll(Inbox::Occasion::Poll); });
}

void ConnectionService::start()
{
    if (m_state.kind == ConnectionState::Kind::Offline && !m_running)
        run();
}

void ConnectionService::retryNow()
{
    m_retry.stop();
    if (!isOnline() && !m_running)
        run();
}

void ConnectionService::stop()
{
    m_stopped = true;
    m_retry.stop();
    m_poll.stop();
    ++m_generation;
}

void ConnectionService::notice(const Error &error)
{
    if (meansLost(error.code()) && isOnline())
        lose(error);
}

QCoro::Task<> ConnectionService::run()
{
    const auto core = m_core.shared_from_this();
    if (m_running || m_stopped)
        co_return;
    m_running = true;
    enter({.kind = ConnectionState::Kind::Connecting, .reason = m_state.reason, .retryAt = {}});
    const Result<> signedIn = co_await signIn();
    m_running = false;
    if (m_stopped)
        co_return;
    if (!signedIn) {
        lose(signedIn.error());
        co_return;
    }
    m_failures = 0;
    enter({.kind = ConnectionState::Kind::Online, .reason = {}, .retryAt = {}});
    schedulePoll();
}

Task<> ConnectionService::signIn()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await openSession());
    TACET_CO_TRY_ASSIGN(const Hello hello, co_await answerOf(core->backend().run([](BackendSession &db) {
                            return db.session().hello(kTenantInterface);
                        })));
    TACET_CO_TRY(co_await checkHello(hello));
    TACET_CO_TRY_ASSIGN(const bool restored, co_await wasRestored(hello.incarnation));
    TACET_CO_TRY(co_await takeDeviceState(hello.deviceCounter, restored));
    TACET_CO_TRY(co_await recover(hello.incarnation, restored));
    enter({.kind = ConnectionState::Kind::Syncing, .reason = {}, .retryAt = {}});
    co_return co_await synchronise(hello);
}

/// Opens, listens on the device's own channel, and connects what arrives there to a poll.
Task<> ConnectionService::openSession()
{
    const auto core = m_core.shared_from_this();
    const int generation = ++m_generation;
    const AccountRecord record = core->record();
    TACET_CO_TRY(co_await answerOf(core->backend().open([record] {
        return BackendSession::open(
            record.account.workspace,
            {.role = record.databaseRole, .password = QString::fromLatin1(record.databasePassword)});
    })));
    co_return co_await answerOf(core->backend().run([this, generation](BackendSession &db) -> Result<> {
        connect(
            &db.connection(), &DatabaseConnection::notified, this, [this] { poll(Inbox::Occasion::Hint); },
            Qt::QueuedConnection);
        connect(
            &db.connection(), &DatabaseConnection::lost, this,
            [this, generation] {
                if (generation == m_generation && isOnline())
                    lose(Error(ErrorCode::Offline));
            },
            Qt::QueuedConnection);
        TACET_TRY_ASSIGN(const QString channel, db.wake().myChannel());
        return db.connection().listen(channel);
    }));
}

Task<> ConnectionService::checkHello(const Hello &hello)
{
    const auto core = m_core.shared_from_this();
    const Account &account = core->account();
    if (hello.workspace != account.workspace.id || hello.user != account.user || hello.device != account.device)
        co_return fail(ErrorCode::Damaged, QStringLiteral("this is another workspace's database"));
    if (hello.schemaVersion != kTenantInterface)
        co_return fail(hello.schemaVersion > kTenantInterface ? ErrorCode::SchemaTooNew : ErrorCode::SchemaTooOld);
    co_return {};
}

/// Whether the database was restored from a backup since this device last saw it.
Task<bool> ConnectionService::wasRestored(QUuid incarnation)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const QByteArray known, co_await answerOf(core->vault().run([](VaultSession &vault) {
                            return vault.account().databaseIncarnation();
                        })));
    co_return !known.isEmpty() && known != incarnation.toRfc4122();
}

/// State went back in time, here or there: nothing of it may be used twice. Repeated until the end of it
/// is in the vault.
Task<> ConnectionService::recover(QUuid incarnation, bool restored)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const qint64 missing, co_await answerOf(core->vault().run([](VaultSession &vault) {
                            return vault.account().missingCommits();
                        })));
    if (missing > 0)
        TACET_CO_TRY(co_await answerOf(core->vault().run(dropSessionsAfterLoss)));
    if (missing > 0 || restored) {
        TACET_CO_TRY(co_await core->prekeys().replaceAll());
        TACET_CO_TRY(co_await answerOf(core->vault().run(queueUnreceipted)));
    }
    co_return co_await answerOf(core->vault().run([incarnation](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY(vault.account().clearMissingCommits());
            return vault.account().setDatabaseIncarnation(incarnation.toRfc4122());
        });
    }));
}

/// The vault commits (n + 1, nonce) first, then the database compares and swaps, idempotent by the
/// nonce: a crash in between is no false alarm, a copied vault is noticed (protocol.md section 9).
Task<> ConnectionService::takeDeviceState(qint64 databaseCounter, bool restored)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(
        const DeviceState step,
        co_await answerOf(core->vault().run([databaseCounter, restored](VaultSession &vault) -> Result<DeviceState> {
            if (restored)
                TACET_TRY(vault.account().continueDeviceStateFrom(databaseCounter));
            TACET_TRY_ASSIGN(const DeviceState last, vault.account().deviceState());
            // A step that the database may not have seen is repeated as it was.
            if (last.counter == databaseCounter + 1)
                return last;
            if (last.counter != databaseCounter)
                return fail(ErrorCode::Damaged, QStringLiteral("this vault was copied or restored"));
            return vault.account().advanceDeviceState(newNonce());
        })));
    const auto advanced = co_await answerOf(core->backend().run(
        [step](BackendSession &db) { return db.session().advanceCounter(step.counter - 1, step.nonce); }));
    if (!advanced && advanced.error().code() == ErrorCode::Conflict)
        co_return fail(ErrorCode::Damaged, QStringLiteral("this vault was copied or restored"));
    if (!advanced)
        co_return std::unexpected(advanced.error());
    co_return {};
}

Task<> ConnectionService::synchronise(const Hello &hello)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await core->prekeys().maintain(hello.prekeys));
    TACET_CO_TRY(co_await core->devices().catchUp(hello));
    TACET_CO_TRY(co_await core->inbox().fetchAll());
    TACET_CO_TRY(co_await core->inbox().settle());
    TACET_CO_TRY(co_await core->enrolment().checkInvitations());
    TACET_CO_TRY_ASSIGN(const UserId inviter, co_await answerOf(core->vault().run(takeNamelessInviter)));
    if (!inviter.isNull())
        TACET_CO_TRY(co_await core->directory().learn(inviter));
    TACET_CO_TRY(co_await core->senderKeys().prune());
    TACET_CO_TRY(co_await learnOfGroups());
    TACET_CO_TRY(co_await core->groupLog().checkAll());
    core->outbox().wakeAndDrain();
    core->posts().wakeAndDrain();
    co_return {};
}

/// What happened in groups, and what their devices wait for. An error only if the connection broke.
Task<> ConnectionService::learnOfGroups()
{
    const auto core = m_core.shared_from_this();
    const auto isLost = [](const Result<> &result) { return !result && meansLost(result.error().code()); };
    if (const Result<> read = co_await core->groupSync().synchronise(); isLost(read))
        co_return read;
    if (const Result<> sent = co_await core->senderKeys().flush(); isLost(sent))
        co_return sent;
    if (const Result<> asked = co_await core->senderKeys().askForKeys(); isLost(asked))
        co_return asked;
    const Result<> late = co_await core->senderKeys().retryLate();
    co_return isLost(late) ? late : Result<>();
}

/// Fetches what waits and tries what is due. Once per hint, and slowly by itself.
QCoro::Task<> ConnectionService::poll(Inbox::Occasion occasion)
{
    const auto core = m_core.shared_from_this();
    if (!isOnline() || m_stopped)
        co_return;
    const Result<> fetched = co_await core->inbox().fetchAll(occasion);
    if (!fetched)
        notice(fetched.error());
    if (const Result<> learnt = co_await learnOfGroups(); !learnt)
        notice(learnt.error());
    core->outbox().drain();
    core->posts().drain();
    if (occasion == Inbox::Occasion::Hint)
        core->groupLog().lookForEnd();
    schedulePoll();
}

void ConnectionService::schedulePoll()
{
    if (!m_stopped && isOnline())
        m_poll.start(withJitter(limits::kPollInterval));
}

void ConnectionService::lose(const Error &error)
{
    if (m_stopped)
        return;
    m_poll.stop();
    ++m_generation;
    if (isFinal(error.code())) {
        enter({.kind = ConnectionState::Kind::Refused, .reason = error.code(), .retryAt = {}});
        return;
    }
    const auto wait = retryWait(m_failures++);
    m_retry.start(wait);
    enter({.kind = ConnectionState::Kind::Offline,
           .reason = error.code(),
           .retryAt = QDateTime::currentDateTimeUtc().addMSecs(wait.count())});
}

void ConnectionService::enter(ConnectionState state)
{
    m_state = std::move(state);
    Q_EMIT stateChanged(m_state);
}

} // namespace tacet
