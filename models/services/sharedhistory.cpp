#include "models/services/sharedhistory.h"

#include "models/services/accountcore.h"
#include "models/services/crashpoint.h"
#include "models/services/depositreception.h"
#include "models/services/failures.h"
#include "models/services/sessiondeposits.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(lcGroups, "tacet.services.groups")

constexpr qsizetype kAtOnce = 100;

} // namespace

Task<bool> SharedHistory::deposit(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto prepared, co_await answerOf(core->vault().run([core, chat](VaultSession &vault) {
                            return SessionDeposits(vault, core->keys(), core->account()).prepared(chat);
                        })));
    if (!prepared)
        co_return true;
    const SessionDeposit deposit = *prepared;
    const auto stored = co_await answerOf(
        core->backend().run([chat, deposit](BackendSession &db) { return db.groupHistory().deposit(chat, deposit); }));
    reached(CrashPoint::AfterDeposit);
    if (!stored && breaksConnection(stored.error().code()))
        co_return std::unexpected(stored.error());
    if (!stored)
        qCWarning(lcGroups) << "no deposit in" << chat.toString() << static_cast<int>(stored.error().code());
    co_return stored.has_value();
}

Task<> SharedHistory::open(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(WantedSessions wanted, co_await answerOf(core->vault().run([core, chat](VaultSession &vault) {
                            return vault.transact(
                                [&] { return DepositReception(vault, core->keys(), core->account()).wanted(chat); });
                        })));
    if (m_asked.value(chat).means != wanted.means)
        m_asked.insert(chat, {.means = wanted.means, .sessions = {}});
    wanted.sessions.removeIf([&](const WaitingSession &session) { return m_asked[chat].sessions.contains(session); });
    while (!wanted.sessions.isEmpty()) {
        const QList<WaitingSession> page = wanted.sessions.first(std::min(wanted.sessions.size(), kAtOnce));
        wanted.sessions.remove(0, page.size());
        QSet<DistributionId> distributions;
        for (const WaitingSession &session : page)
            distributions += session.distribution;
        TACET_CO_TRY_ASSIGN(const auto deposits,
                            co_await answerOf(core->backend().run([chat, distributions](BackendSession &db) {
                                return db.groupHistory().deposits(chat, distributions.values());
                            })));
        const QSet<WaitingSession> asked(page.cbegin(), page.cend());
        TACET_CO_TRY(co_await take(chat, asked, deposits));
        m_asked[chat].sessions += asked;
    }
    co_return {};
}

/// What nobody asked for is somebody else's under the same name.
Task<> SharedHistory::take(ChatId chat, QSet<WaitingSession> asked, QList<SessionDeposit> deposits)
{
    const auto core = m_core.shared_from_this();
    for (const SessionDeposit &deposit : std::as_const(deposits)) {
        DepositVerdict verdict = DepositVerdict::Refused;
        if (asked.contains({.distribution = deposit.distribution, .sender = deposit.device})) {
            TACET_CO_TRY_ASSIGN(verdict, co_await takeOne(chat, deposit));
        }
        if (verdict == DepositVerdict::Refused)
            core->groupLog().alarm(chat, GroupAlarm::WrongSession);
    }
    co_return {};
}

/// Each with its messages in one transaction: what was opened is here, what was not waits on.
Task<DepositVerdict> SharedHistory::takeOne(ChatId chat, SessionDeposit deposit)
{
    const auto core = m_core.shared_from_this();
    struct Taken {
        DepositVerdict verdict;
        GroupReceptionOutcome outcome;
    };
    TACET_CO_TRY_ASSIGN(const Taken taken, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                            return vault.transact([&]() -> Result<Taken> {
                                DepositReception reception(vault, core->keys(), core->account());
                                TACET_TRY_ASSIGN(const DepositVerdict verdict, reception.take(chat, deposit));
                                reached(CrashPoint::BeforeHistoryCommit);
                                return Taken{.verdict = verdict, .outcome = reception.finish()};
                            });
                        })));
    reached(CrashPoint::AfterHistoryCommit);
    core->groupSync().announce(taken.outcome);
    co_return taken.verdict;
}

} // namespace tacet
