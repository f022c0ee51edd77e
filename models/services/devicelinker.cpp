#include "models/services/devicelinker.h"

#include "models/domain/username.h"
#include "models/services/crashpoint.h"
#include "models/services/devicepapers.h"
#include "models/services/recoveryblob.h"
#include "models/services/signinservice.h"

namespace tacet {

namespace {

constexpr int kTries = 3;

/// The attempt of an interrupted link is over, or somebody else changed the list of devices: with a new one it goes on.
bool needsNewAttempt(ErrorCode code)
{
    return code == ErrorCode::LoginRefused || code == ErrorCode::Conflict;
}

Result<LinkMaterial> fetchMaterial(BackendSession &db, const QUuid &attempt)
{
    return SignInStore(db.connection()).linkMaterial(attempt);
}

} // namespace

DeviceLinker::DeviceLinker(Executor<VaultSession> &vault, Executor<BackendSession> &backend, QString directory)
    : m_vault(vault)
    , m_backend(backend)
    , m_directory(std::move(directory))
{
}

Task<AccountRecord> DeviceLinker::link(LinkRequest request)
{
    TACET_CO_TRY(checkedUsername(request.username));
    TACET_CO_TRY_ASSIGN(const auto interrupted, co_await openWaitingVault(request.passphrase));
    TACET_CO_TRY(co_await signIn(request));
    if (interrupted) {
        auto record = co_await take(*interrupted);
        if (record || !needsNewAttempt(record.error().code()))
            co_return record;
    }
    TACET_CO_TRY_ASSIGN(const LinkGrounds grounds, co_await this->grounds(request));
    // No vault before everything is known to be right: what was refused leaves nothing behind.
    if (!VaultSession::exists(m_directory))
        TACET_CO_TRY(co_await answerOf(m_vault.open([directory = m_directory, passphrase = request.passphrase] {
            return VaultSession::create(directory, passphrase);
        })));
    reached(CrashPoint::AfterLinkVault);
    co_return co_await makeDevice(grounds);
}

/// A vault that is there must be one that an interrupted link has left, or an empty one.
Task<std::optional<PendingLink>> DeviceLinker::openWaitingVault(QCA::SecureArray passphrase)
{
    if (!VaultSession::exists(m_directory))
        co_return std::nullopt;
    TACET_CO_TRY(co_await answerOf(
        m_vault.open([directory = m_directory, passphrase] { return VaultSession::open(directory, passphrase); })));
    co_return co_await answerOf(m_vault.run([](VaultSession &vault) -> Result<std::optional<PendingLink>> {
        TACET_TRY_ASSIGN(const auto account, vault.account().find());
        TACET_TRY_ASSIGN(const auto joining, vault.account().pendingEnrolment());
        if (account || joining)
            return fail(ErrorCode::AlreadyExists);
        return pendingLink(vault);
    }));
}

Task<> DeviceLinker::signIn(LinkRequest request)
{
    const WorkspaceAddress workspace = request.workspace.workspace;
    const DatabaseLogin login{.role = SignInStore::loginRole(workspace.id, request.username),
                              .password = request.password};
    co_return co_await answerOf(m_backend.open([workspace, login] { return BackendSession::open(workspace, login); }));
}

/// The second factor, and what it lets see, opened with the phrase.
Task<LinkGrounds> DeviceLinker::grounds(LinkRequest request)
{
    co_return co_await answerOf(m_backend.run([request](BackendSession &db) -> Result<LinkGrounds> {
        LinkGrounds grounds;
        grounds.workspace = request.workspace;
        SignInStore store(db.connection());
        TACET_TRY_ASSIGN(grounds.attempt, passedAttempt(store, request.code));
        TACET_TRY_ASSIGN(grounds.material, fetchMaterial(db, grounds.attempt));
        TACET_TRY_ASSIGN(auto secrets, openAccount(grounds.material.recovery, *request.phrase, grounds.material.user));
        grounds.secrets = std::make_shared<const crypto::RecoverySecrets>(std::move(secrets));
        TACET_TRY(checkGrounds(grounds));
        TACET_TRY_ASSIGN(grounds.databasePassword, newDevicePassword());
        TACET_TRY_ASSIGN(grounds.verifier, db.connection().scramVerifier(request.username, grounds.databasePassword));
        return grounds;
    }));
}

/// Another device that is linked or removed at the same time makes the list of devices another one: once more then.
Task<AccountRecord> DeviceLinker::makeDevice(LinkGrounds grounds)
{
    Result<AccountRecord> made = fail(ErrorCode::Conflict);
    for (int attempt = 0; attempt < kTries; ++attempt) {
        TACET_CO_TRY_ASSIGN(const PendingLink pending, co_await answerOf(m_vault.run([grounds](VaultSession &vault) {
                                return beginLink(vault, grounds);
                            })));
        reached(CrashPoint::AfterLinkStored);
        made = co_await take(pending);
        if (made || made.error().code() != ErrorCode::Conflict)
            break;
        TACET_CO_TRY_ASSIGN(grounds.material, co_await answerOf(m_backend.run([grounds](BackendSession &db) {
                                return fetchMaterial(db, grounds.attempt);
                            })));
    }
    co_return made;
}

/// Asks for the device of a link that is in the vault, and ends the link.
Task<AccountRecord> DeviceLinker::take(PendingLink pending)
{
    TACET_CO_TRY_ASSIGN(const EnrolmentRequest request, co_await answerOf(m_vault.run([pending](VaultSession &vault) {
                            return linkRequest(vault, pending);
                        })));
    TACET_CO_TRY_ASSIGN(const Enrolled enrolled,
                        co_await answerOf(m_backend.run([pending, request](BackendSession &db) {
                            return SignInStore(db.connection()).linkDevice(pending.attempt, request);
                        })));
    reached(CrashPoint::AfterLinked);
    co_return co_await answerOf(m_vault.run(
        [pending, request, enrolled](VaultSession &vault) { return completeLink(vault, pending, request, enrolled); }));
}

} // namespace tacet
