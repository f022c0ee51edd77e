#include "models/services/prekeyservice.h"

#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/crashpoint.h"

namespace tacet {

namespace {

constexpr std::chrono::hours kLookEvery{6};

bool isOld(const Result<Prekey> &key, const QDateTime &now)
{
    return !key || key->createdAt.addDuration(limits::kSignedPrekeyRotation) <= now;
}

/// The weekly keys that are replaced are retired, not forgotten: late handshakes still need them.
Result<> retireReplaced(VaultSession &vault, const PrekeyOrder &order, const QDateTime &now)
{
    if (order.signedPrekey) {
        if (const auto current = vault.keys().current(PrekeyKind::Signed))
            TACET_TRY(vault.keys().retire(PrekeyKind::Signed, {current->id}, now));
    }
    if (order.kemLastResort) {
        if (const auto current = vault.keys().current(PrekeyKind::Kem))
            TACET_TRY(vault.keys().retire(PrekeyKind::Kem, {current->id}, now));
    }
    TACET_TRY(vault.keys().prune(now.addDuration(-limits::kPrekeyRetention)));
    return {};
}

} // namespace

PrekeyService::PrekeyService(AccountCore &core)
    : m_core(core)
{
}

Task<> PrekeyService::maintain(PrekeyCounts counts)
{
    const auto core = m_core.shared_from_this();
    const bool enough = counts.oneTime >= limits::kOneTimePrekeysRefill &&
                        counts.kemOneTime >= limits::kOneTimeKemPrekeysRefill && counts.hasLastResort &&
                        counts.newestSignedId > 0;
    if (m_working || (enough && m_nextLook.isValid() && m_nextLook > QDateTime::currentDateTimeUtc()))
        co_return {};
    m_working = true;
    Result<> done;
    const auto order = co_await due(counts);
    if (!order) {
        done = std::unexpected(order.error());
    } else {
        if (!order->isEmpty())
            done = co_await answerOf(core->vault().run([core, order](VaultSession &vault) {
                return vault.transact([&]() -> Result<> {
                    TACET_TRY(retireReplaced(vault, *order, QDateTime::currentDateTimeUtc()));
                    return makePrekeys(vault, core->keys().identity, *order);
                });
            }));
        if (done)
            done = co_await publish();
        if (done)
            m_nextLook = QDateTime::currentDateTimeUtc().addDuration(kLookEvery);
    }
    m_working = false;
    co_return done;
}

/// What to make besides what already waits to be published.
Task<PrekeyOrder> PrekeyService::due(PrekeyCounts counts)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([counts](VaultSession &vault) -> Result<PrekeyOrder> {
        TACET_TRY_ASSIGN(const PrekeyUpload waiting, unpublishedPrekeys(vault));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        PrekeyOrder order;
        if (counts.oneTime < limits::kOneTimePrekeysRefill && waiting.oneTime.isEmpty())
            order.oneTime = limits::kOneTimePrekeys - counts.oneTime;
        if (counts.kemOneTime < limits::kOneTimeKemPrekeysRefill && waiting.kem.isEmpty())
            order.kemOneTime = limits::kOneTimeKemPrekeys - counts.kemOneTime;
        order.signedPrekey = !waiting.signedPrekey && isOld(vault.keys().current(PrekeyKind::Signed), now);
        order.kemLastResort = waiting.kem.isEmpty() && isOld(vault.keys().current(PrekeyKind::Kem), now);
        return order;
    }));
}

/// Uploads what the vault holds unpublished; the same keys under the same ids at every repeat.
Task<> PrekeyService::publish()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const PrekeyUpload upload, co_await answerOf(core->vault().run(unpublishedPrekeys)));
    if (!upload.signedPrekey && upload.oneTime.isEmpty() && upload.kem.isEmpty())
        co_return {};
    reached(CrashPoint::AfterPrekeysStored);
    TACET_CO_TRY(
        co_await answerOf(core->backend().run([upload](BackendSession &db) { return db.prekeys().publish(upload); })));
    reached(CrashPoint::AfterPrekeysPublished);
    co_return co_await answerOf(core->vault().run(
        [upload](VaultSession &vault) { return vault.transact([&] { return markPublished(vault, upload); }); }));
}

Task<> PrekeyService::replaceAll()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(
        co_await answerOf(core->backend().run([](BackendSession &db) { return db.prekeys().discardOneTime(); })));
    TACET_CO_TRY(co_await answerOf(core->vault().run(
        [](VaultSession &vault) { return vault.keys().retireAllOneTime(QDateTime::currentDateTimeUtc()); })));
    m_nextLook = {};
    co_return co_await maintain({});
}

} // namespace tacet
