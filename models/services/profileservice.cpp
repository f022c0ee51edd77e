#include "models/services/profileservice.h"

#include "models/domain/username.h"
#include "models/services/accountcore.h"
#include "models/services/newdevice.h"
#include "models/services/pendinglink.h"
#include "models/services/workspacefounder.h"
#include "models/vault/vaultfiles.h"

#include <QDir>
#include <QFile>

namespace tacet {

namespace {

/// The database has decided against it and knows nothing of these keys: they need not be kept.
bool isRefused(ErrorCode code)
{
    return code == ErrorCode::TokenInvalid || code == ErrorCode::UsernameTaken || code == ErrorCode::InvalidInput;
}

void removeVault(const QString &directory)
{
    const VaultFiles files{directory};
    for (const QString &path : {files.key(), files.database(), files.writeAheadLog(), files.sharedMemory()})
        QFile::remove(path);
}

Result<std::unique_ptr<VaultSession>> openOrCreate(const QString &directory, const QCA::SecureArray &passphrase)
{
    if (VaultSession::exists(directory))
        return VaultSession::open(directory, passphrase);
    return VaultSession::create(directory, passphrase);
}

} // namespace

/// What the coroutines work on. Each keeps it alive; the service itself may be gone when they resume.
struct ProfileService::Private : std::enable_shared_from_this<ProfileService::Private> {
    Private(ProfileService &service, const QString &path)
        : q(&service)
        , directory(QDir(path).absolutePath())
    {
    }

    Task<> create(NewWorkspace choice);
    Task<> joinBy(NewMember choice);
    Task<> linkBy(LinkRequest request);
    Task<> open(QCA::SecureArray passphrase);
    Task<> openVault(QCA::SecureArray passphrase,
                     Result<std::unique_ptr<VaultSession>> (*opener)(const QString &, const QCA::SecureArray &));
    Task<> enrol(EnrolmentLink link, QString username, QString displayName);
    Task<Enrolled> redeem(PendingEnrolment pending, EnrolmentRequest *request);
    Task<> useAccount(AccountRecord record);
    Task<> end();
    QCoro::Task<> abandon(Error error);
    Task<> guarded(std::function<Task<>()> work);
    Result<> begin();
    void progress(Step step) const;

    ProfileService *q; ///< null once the service is gone
    QString directory;
    std::unique_ptr<VaultExecutor> vault;     ///< while there is no session
    std::unique_ptr<BackendExecutor> backend; ///< while there is no session
    std::unique_ptr<AccountSession> session;
    bool busy = false;
};

ProfileService::ProfileService(const QString &directory)
    : d(std::make_unique<Private>(*this, directory))
{
}

ProfileService::~ProfileService() = default;

ProfileService::State ProfileService::state() const
{
    if (d->session)
        return State::Unlocked;
    return VaultSession::exists(d->directory) ? State::Locked : State::Empty;
}

const QString &ProfileService::directory() const
{
    return d->directory;
}

AccountSession *ProfileService::session()
{
    return d->session.get();
}

AsyncResult<> ProfileService::createWorkspace(const NewWorkspace &choice)
{
    return asFuture(d->guarded([d = d, choice] { return d->create(choice); }));
}

AsyncResult<> ProfileService::join(const NewMember &choice)
{
    return asFuture(d->guarded([d = d, choice] { return d->joinBy(choice); }));
}

AsyncResult<> ProfileService::link(const LinkRequest &request)
{
    return asFuture(d->guarded([d = d, request] { return d->linkBy(request); }));
}

AsyncResult<> ProfileService::unlock(const QCA::SecureArray &passphrase)
{
    return asFuture(d->guarded([d = d, passphrase] { return d->open(passphrase); }));
}

AsyncResult<> ProfileService::lock()
{
    return asFuture(d->end());
}

/// The session is gone at once; the answer comes when the vault can be opened again.
Task<> ProfileService::Private::end()
{
    const auto self = shared_from_this();
    if (!session)
        co_return {};
    const auto closed = session->close();
    session.reset();
    if (q)
        Q_EMIT q->stateChanged(q->state());
    // Whatever it says: where it was cancelled the whole executor is gone.
    co_await answerOf(closed);
    co_return {};
}

/// One use case at a time; whatever fails on the way leaves nothing open.
Task<> ProfileService::Private::guarded(std::function<Task<>()> work)
{
    const auto self = shared_from_this();
    TACET_CO_TRY(begin());
    const Result<> done = co_await work();
    busy = false;
    if (!done && done.error().code() != ErrorCode::AlreadyExists)
        co_await abandon(done.error());
    vault.reset();
    backend.reset();
    if (q)
        Q_EMIT q->stateChanged(q->state());
    co_return done;
}

void ProfileService::Private::progress(Step step) const
{
    if (q)
        Q_EMIT q->progressed(step);
}

Result<> ProfileService::Private::begin()
{
    if (!q || session || busy)
        return fail(ErrorCode::AlreadyExists);
    busy = true;
    vault = std::make_unique<VaultExecutor>(QStringLiteral("tacet-vault"));
    backend = std::make_unique<BackendExecutor>(QStringLiteral("tacet-database"));
    return {};
}

/// A vault that was made for a join that the database has refused is taken away again.
QCoro::Task<> ProfileService::Private::abandon(Error error)
{
    const auto self = shared_from_this();
    if (!vault || session || !isRefused(error.code()))
        co_return;
    const auto empty = co_await answerOf(vault->run([](VaultSession &opened) -> Result<bool> {
        TACET_TRY_ASSIGN(const auto account, opened.account().find());
        TACET_TRY_ASSIGN(const auto link, pendingLink(opened));
        return !account && !link;
    }));
    if (!empty || !*empty)
        co_return;
    co_await answerOf(vault->close());
    removeVault(directory);
}

Task<> ProfileService::Private::openVault(QCA::SecureArray passphrase,
                                          Result<std::unique_ptr<VaultSession>> (*opener)(const QString &,
                                                                                          const QCA::SecureArray &))
{
    const auto self = shared_from_this();
    progress(Step::PreparingVault);
    co_return co_await answerOf(
        vault->open([path = directory, passphrase, opener] { return opener(path, passphrase); }));
}

Task<> ProfileService::Private::create(NewWorkspace choice)
{
    const auto self = shared_from_this();
    TACET_CO_TRY(checkedUsername(choice.username));
    TACET_CO_TRY_ASSIGN(const QString name, checkedDisplayName(choice.name));
    TACET_CO_TRY(co_await openVault(choice.passphrase, openOrCreate));
    TACET_CO_TRY_ASSIGN(const auto interrupted, co_await answerOf(vault->run(pendingEnrolment)));
    EnrolmentLink link;
    if (interrupted && interrupted->link.inviter.isNull()) {
        link = interrupted->link;
    } else {
        progress(Step::StartingDatabase);
        const auto founded = std::make_shared<EnrolmentLink>();
        TACET_CO_TRY(co_await answerOf(backend->open([path = directory, name, founded, server = choice.server] {
            return server ? foundWorkspaceOn(*server, name, *founded) : foundWorkspace(path, name, *founded);
        })));
        link = *founded;
    }
    co_return co_await enrol(link, choice.username, choice.displayName);
}

Task<> ProfileService::Private::joinBy(NewMember choice)
{
    const auto self = shared_from_this();
    TACET_CO_TRY(checkedUsername(choice.username));
    TACET_CO_TRY(co_await openVault(choice.passphrase, openOrCreate));
    co_return co_await enrol(choice.link, choice.username, choice.displayName);
}

Task<> ProfileService::Private::enrol(EnrolmentLink link, QString username, QString displayName)
{
    const auto self = shared_from_this();
    progress(Step::MakingKeys);
    const QString shown = displayName.trimmed().isEmpty() ? username : displayName;
    TACET_CO_TRY_ASSIGN(const QString display, checkedDisplayName(shown));
    TACET_CO_TRY_ASSIGN(const PendingEnrolment pending,
                        co_await answerOf(vault->run([link, username, display](VaultSession &opened) {
                            return beginEnrolment(opened, link, username, display);
                        })));
    TACET_CO_TRY_ASSIGN(EnrolmentRequest request, co_await answerOf(vault->run([pending](VaultSession &opened) {
                            return enrolmentRequest(opened, pending);
                        })));
    progress(Step::Enrolling);
    TACET_CO_TRY_ASSIGN(const Enrolled enrolled, co_await redeem(pending, &request));
    TACET_CO_TRY_ASSIGN(const AccountRecord record,
                        co_await answerOf(vault->run([pending, request, enrolled](VaultSession &opened) {
                            return completeEnrolment(opened, pending, request, enrolled);
                        })));
    co_return co_await useAccount(record);
}

Task<Enrolled> ProfileService::Private::redeem(PendingEnrolment pending, EnrolmentRequest *request)
{
    const auto self = shared_from_this();
    const EnrolmentLink link = pending.link;
    TACET_CO_TRY(co_await answerOf(backend->open([link] {
        return BackendSession::open(link.workspace, {.role = link.enrolRole, .password = link.enrolPassword});
    })));
    const EnrolmentRequest unsignedRequest = *request;
    co_return co_await answerOf(backend->run([unsignedRequest, pending](BackendSession &db) -> Result<Enrolled> {
        EnrolmentRequest complete = unsignedRequest;
        TACET_TRY_ASSIGN(complete.scramVerifier,
                         db.connection().scramVerifier(pending.username, pending.databasePassword));
        return db.enrolment().enrol(complete);
    }));
}

Task<> ProfileService::Private::linkBy(LinkRequest request)
{
    const auto self = shared_from_this();
    progress(Step::SigningIn);
    DeviceLinker linker(*vault, *backend, directory);
    TACET_CO_TRY_ASSIGN(const AccountRecord record, co_await linker.link(request));
    co_return co_await useAccount(record);
}

Task<> ProfileService::Private::open(QCA::SecureArray passphrase)
{
    const auto self = shared_from_this();
    TACET_CO_TRY(co_await openVault(passphrase, VaultSession::open));
    TACET_CO_TRY_ASSIGN(const auto record,
                        co_await answerOf(vault->run([](VaultSession &opened) { return opened.account().find(); })));
    if (record)
        co_return co_await useAccount(*record);
    TACET_CO_TRY_ASSIGN(const auto interrupted, co_await answerOf(vault->run(pendingEnrolment)));
    if (!interrupted)
        co_return fail(ErrorCode::NotFound, QStringLiteral("the vault has no account yet: create, join or link again"));
    co_return co_await enrol(interrupted->link, interrupted->username, interrupted->displayName);
}

Task<> ProfileService::Private::useAccount(AccountRecord record)
{
    const auto self = shared_from_this();
    progress(Step::Opening);
    TACET_CO_TRY_ASSIGN(LocalKeys keys, co_await answerOf(vault->run([record](VaultSession &opened) {
                            return LocalKeys::load(opened, record.account.user, record.account.device);
                        })));
    // A session of the enrolment role is of no more use.
    co_await answerOf(backend->close());
    if (!q)
        co_return fail(ErrorCode::Cancelled);
    session = std::make_unique<AccountSession>(
        AccountCore::create(std::move(vault), std::move(backend), std::move(record), std::move(keys)));
    co_return {};
}

} // namespace tacet
