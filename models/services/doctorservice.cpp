#include "models/services/doctorservice.h"

#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/schemaversion.h"

namespace tacet {

namespace {

using Check = Finding::Check;

constexpr std::chrono::milliseconds kClockTolerance{60'000};

struct VaultFacts {
    QList<Finding> findings;
    qint64 deviceCounter = 0;
};

VaultFacts lookAtVault(VaultSession &vault)
{
    VaultFacts facts;
    const auto intact = vault.checkIntegrity();
    facts.findings.append({.check = Check::VaultIntegrity, .good = intact.has_value()});
    if (!intact)
        facts.findings.last().reason = intact.error().code();
    const auto waiting = vault.outbox().count();
    facts.findings.append({.check = Check::Outbox, .good = waiting.has_value(), .measured = waiting.value_or(0)});
    const auto state = vault.account().deviceState();
    facts.deviceCounter = state ? state->counter : 0;
    return facts;
}

Finding clockFinding(const QDateTime &before, const QDateTime &server, const QDateTime &after)
{
    const qint64 middle = (before.toMSecsSinceEpoch() + after.toMSecsSinceEpoch()) / 2;
    const qint64 ahead = middle - server.toMSecsSinceEpoch();
    return {.check = Check::Clock,
            .good = std::abs(ahead) <= kClockTolerance.count(),
            .measured = ahead,
            .expected = kClockTolerance.count()};
}

QList<Finding> prekeyFindings(const PrekeyCounts &counts)
{
    const auto enough = [](Check check, int left) {
        return Finding{.check = check,
                       .good = left >= limits::kOneTimePrekeysRefill,
                       .measured = left,
                       .expected = limits::kOneTimePrekeysRefill};
    };
    return {{.check = Check::SignedPrekey, .good = counts.newestSignedId != 0, .measured = counts.newestSignedId},
            enough(Check::OneTimePrekeys, counts.oneTime),
            enough(Check::KemPrekeys, counts.kemOneTime),
            {.check = Check::LastResortPrekey, .good = counts.hasLastResort, .measured = counts.hasLastResort ? 1 : 0}};
}

Result<QList<Finding>> lookAtDatabase(BackendSession &db, const Account &account, qint64 vaultCounter)
{
    const QDateTime before = QDateTime::currentDateTimeUtc();
    TACET_TRY_ASSIGN(const Hello hello, db.session().hello(kTenantInterface));
    const QDateTime after = QDateTime::currentDateTimeUtc();
    const bool isKnown = hello.workspace == account.workspace.id && hello.user == account.user &&
                         hello.device == account.device && hello.role == account.role;
    const int server = db.connection().serverVersion();
    QList<Finding> findings{
        {.check = Check::ServerVersion,
         .good = server >= DatabaseConnection::kServerFloor,
         .measured = server,
         .expected = DatabaseConnection::kServerFloor},
        {.check = Check::SchemaVersion,
         .good = hello.schemaVersion == kTenantInterface,
         .measured = hello.schemaVersion,
         .expected = kTenantInterface},
        {.check = Check::Role, .good = isKnown},
        {.check = Check::VaultCounter,
         .good = vaultCounter == hello.deviceCounter,
         .measured = vaultCounter,
         .expected = hello.deviceCounter},
        clockFinding(before, hello.serverTime, after),
    };
    return findings + prekeyFindings(hello.prekeys);
}

} // namespace

DoctorService::DoctorService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<QList<Finding>> DoctorService::examine()
{
    return asFuture(look());
}

Task<QList<Finding>> DoctorService::look()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(VaultFacts facts,
                        co_await answerOf(core->vault().run(
                            [](VaultSession &vault) -> Result<VaultFacts> { return lookAtVault(vault); })));
    const ConnectionState state = core->connection().state();
    const bool isOnline = state.kind == ConnectionState::Kind::Online;
    facts.findings.append({.check = Check::Connection, .good = isOnline});
    if (!isOnline) {
        facts.findings.last().reason = state.reason.value_or(ErrorCode::Offline);
        co_return facts.findings;
    }
    const Account account = core->account();
    const auto seen = co_await answerOf(core->backend().run(
        [account, counter = facts.deviceCounter](BackendSession &db) { return lookAtDatabase(db, account, counter); }));
    if (seen)
        co_return facts.findings + *seen;
    facts.findings.last().good = false;
    facts.findings.last().reason = seen.error().code();
    co_return facts.findings;
}

} // namespace tacet
