#include "models/services/recoveryservice.h"

#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/devicepapers.h"
#include "models/services/recoveryblob.h"
#include "models/vault/settingsstore.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;
constexpr int kEntropySize = 32;
constexpr int kTries = 3;
const QString kPendingSetting = QStringLiteral("recovery/pending");

/// A phrase that the database may not have yet: kept until it does, and no longer.
struct PendingPhrase {
    SharedPhrase phrase;
    StoredRecovery sealed;

    QByteArray encode() const
    {
        QByteArray bytes;
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_8);
        stream << kVersion << toByteArray(phrase->entropy()) << sealed.version << sealed.sealed;
        return bytes;
    }

    static Result<PendingPhrase> decode(const QByteArray &bytes)
    {
        QDataStream stream(bytes);
        stream.setVersion(QDataStream::Qt_6_8);
        quint8 version = 0;
        QByteArray entropy;
        PendingPhrase pending;
        stream >> version >> entropy >> pending.sealed.version >> pending.sealed.sealed;
        if (version != kVersion || stream.status() != QDataStream::Ok || entropy.size() != kEntropySize)
            return fail(ErrorCode::Damaged, QStringLiteral("stored recovery phrase"));
        pending.phrase = std::make_shared<const crypto::RecoveryPhrase>(
            crypto::RecoveryPhrase::fromEntropy(viewOf(entropy).first<kEntropySize>()));
        return pending;
    }
};

Result<std::optional<PendingPhrase>> pendingPhrase(VaultSession &vault)
{
    TACET_TRY_ASSIGN(const auto bytes, vault.settings().value(kPendingSetting));
    if (!bytes)
        return std::nullopt;
    TACET_TRY_ASSIGN(const PendingPhrase pending, PendingPhrase::decode(*bytes));
    return pending;
}

Result<PendingPhrase> newPhrase(VaultSession &vault, const LocalKeys &keys, qint64 version)
{
    crypto::SystemRandom random;
    auto phrase = crypto::RecoveryPhrase::generate(random);
    if (!phrase)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness"));
    return vault.transact([&]() -> Result<PendingPhrase> {
        PendingPhrase pending;
        TACET_TRY_ASSIGN(pending.sealed, sealAccount(vault, keys, *phrase, version));
        pending.phrase = std::make_shared<const crypto::RecoveryPhrase>(std::move(*phrase));
        TACET_TRY(vault.settings().setValue(kPendingSetting, pending.encode()));
        return pending;
    });
}

QStringList wordsOf(const crypto::RecoveryPhrase &phrase)
{
    QStringList words;
    for (const std::string_view word : phrase.words())
        words.append(QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
    return words;
}

} // namespace

RecoveryService::RecoveryService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<QStringList> RecoveryService::createPhrase(Existing existing)
{
    return asFuture(publishPhrase(existing));
}

/// In the vault before the database has it: a repeat after a lost answer shows the same words.
Task<QStringList> RecoveryService::publishPhrase(Existing existing)
{
    const auto core = m_core.shared_from_this();
    const auto forget = [](VaultSession &vault) { return vault.settings().remove(kPendingSetting); };
    Error last(ErrorCode::Conflict);
    for (int attempt = 0; attempt < kTries; ++attempt) {
        TACET_CO_TRY_ASSIGN(auto pending, co_await answerOf(core->vault().run(pendingPhrase)));
        if (!pending) {
            TACET_CO_TRY_ASSIGN(const StoredRecovery stored,
                                co_await answerOf(core->backend().run(
                                    [](BackendSession &db) { return RecoveryStore(db.connection()).find(); })));
            if (stored.version > 0 && existing == Existing::Keep)
                co_return fail(ErrorCode::AlreadyExists, QStringLiteral("the account has a recovery phrase"));
            const qint64 next = stored.version + 1;
            TACET_CO_TRY_ASSIGN(pending, co_await answerOf(core->vault().run([core, next](VaultSession &vault) {
                                    return newPhrase(vault, core->keys(), next);
                                })));
        }
        const auto saved = co_await answerOf(core->backend().run(
            [sealed = pending->sealed](BackendSession &db) { return RecoveryStore(db.connection()).save(sealed); }));
        // Another device of the account made one in the meantime: what waited here was never shown.
        if (!saved && saved.error().code() != ErrorCode::Conflict)
            co_return std::unexpected(saved.error());
        TACET_CO_TRY(co_await answerOf(core->vault().run(forget)));
        if (saved)
            co_return wordsOf(*pending->phrase);
        last = saved.error();
    }
    co_return std::unexpected(last);
}

AsyncResult<> RecoveryService::check(const SharedPhrase &phrase)
{
    return asFuture(open(phrase));
}

Task<> RecoveryService::open(SharedPhrase phrase)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const StoredRecovery stored, co_await answerOf(core->backend().run([](BackendSession &db) {
                            return RecoveryStore(db.connection()).find();
                        })));
    co_return co_await answerOf(core->vault().run([core, stored, phrase](VaultSession &) -> Result<> {
        TACET_TRY_ASSIGN(const crypto::RecoverySecrets secrets, openAccount(stored, *phrase, core->account().user));
        if (!crypto::equalConstantTime(secrets.masterSeed.view(), core->keys().master.seed()))
            return fail(ErrorCode::CryptoFailed, QStringLiteral("the phrase opens another key than this account's"));
        return {};
    }));
}

AsyncResult<WorkspaceLink> RecoveryService::workspaceLink()
{
    const WorkspaceAddress workspace = m_core.account().workspace;
    return m_core.vault().run([workspace](VaultSession &vault) -> Result<WorkspaceLink> {
        TACET_TRY_ASSIGN(const DatabaseLogin enrol, enrolLogin(vault));
        return WorkspaceLink{.workspace = workspace, .enrolRole = enrol.role, .enrolPassword = enrol.password};
    });
}

} // namespace tacet
