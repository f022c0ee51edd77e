#include "models/services/postoutbox.h"

#include "models/services/accountcore.h"
#include "models/services/crashpoint.h"
#include "models/services/failures.h"

#include <algorithm>

namespace tacet {

PostOutbox::PostOutbox(AccountCore &core)
    : m_core(core)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PostOutbox::drain);
}

PostOutbox::~PostOutbox() = default;

void PostOutbox::add(PostOutboxKind kind, std::unique_ptr<PostKind> how)
{
    m_kinds[kind] = std::move(how);
}

void PostOutbox::drain()
{
    if (m_working)
        m_again = true;
    else if (m_core.connection().isOnline())
        work();
}

void PostOutbox::wakeAndDrain()
{
    wakeAll();
}

QCoro::Task<> PostOutbox::wakeAll()
{
    const auto core = m_core.shared_from_this();
    co_await answerOf(core->vault().run(
        [](VaultSession &vault) { return vault.postOutbox().wakeAll(QDateTime::currentDateTimeUtc()); }));
    drain();
}

QCoro::Task<> PostOutbox::work()
{
    const auto core = m_core.shared_from_this();
    m_working = true;
    bool more = true;
    while (more && core->connection().isOnline()) {
        m_again = false;
        const Result<bool> sentSome = co_await pass();
        if (!sentSome)
            core->connection().notice(sentSome.error());
        more = sentSome && (*sentSome || m_again);
    }
    m_working = false;
    co_await scheduleNext();
    Q_EMIT drained();
}

/// False if nothing was due that could be tried.
Task<bool> PostOutbox::pass()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto due, co_await answerOf(core->vault().run([this](VaultSession &vault) {
                            return PostVault(vault, m_kinds).due(QDateTime::currentDateTimeUtc());
                        })));
    if (due.isEmpty())
        co_return false;
    TACET_CO_TRY_ASSIGN(const auto ready, co_await makeReady(due));
    struct Sealed {
        QList<PostOutboxEntry> entries;
        QList<SentPost> refused;
    };
    TACET_CO_TRY_ASSIGN(
        Sealed sealed, co_await answerOf(core->vault().run([this, ready](VaultSession &vault) {
            return vault.transact([&]() -> Result<Sealed> {
                Sealed made;
                TACET_TRY_ASSIGN(made.entries,
                                 PostVault(vault, m_kinds).seal(ready, QDateTime::currentDateTimeUtc(), made.refused));
                return made;
            });
        })));
    reached(CrashPoint::AfterSealCommit);
    TACET_CO_TRY_ASSIGN(const auto sent,
                        co_await answerOf(core->backend().run([this, entries = sealed.entries](BackendSession &db) {
                            return sendPosts(db, m_kinds, entries);
                        })));
    TACET_CO_TRY(co_await settle(sent + sealed.refused));
    co_return !sent.isEmpty() || !sealed.refused.isEmpty();
}

/// Those of the chats whose keys are ready now; of the others the first entry is refused.
Task<QSet<ChatId>> PostOutbox::makeReady(QHash<ChatId, PostOutboxEntry> firsts)
{
    const auto core = m_core.shared_from_this();
    QSet<ChatId> ready;
    QList<SentPost> refused;
    for (const auto &[chat, first] : std::as_const(firsts).asKeyValueRange()) {
        const auto found = co_await answerOf(core->chats().find(chat));
        const bool isGroup = found && found->type == ChatType::Group && first.kind == PostOutboxKind::Message;
        const Result<> made = isGroup ? co_await core->senderKeys().makeReady(chat) : Result<>();
        if (!made && breaksConnection(made.error().code()))
            co_return std::unexpected(made.error());
        if (made)
            ready += chat;
        else
            refused += {.entry = first, .answer = std::unexpected(made.error())};
    }
    if (!refused.isEmpty())
        TACET_CO_TRY(co_await settle(refused));
    co_return ready;
}

Task<> PostOutbox::settle(QList<SentPost> sent)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto settlement, co_await answerOf(core->vault().run([this, sent](VaultSession &vault) {
                            return vault.transact([&] {
                                return PostVault(vault, m_kinds).settle(sent, QDateTime::currentDateTimeUtc());
                            });
                        })));
    reached(CrashPoint::AfterPostNoted);
    for (const Announcement &announcement : settlement.announcements) {
        if (announcement)
            announcement();
    }
    for (const ChatId &chat : settlement.moved) {
        const Result<> read = co_await core->groupSync().catchUp(chat);
        if (!read && breaksConnection(read.error().code()))
            co_return read;
    }
    co_return {};
}

QCoro::Task<> PostOutbox::scheduleNext()
{
    const auto core = m_core.shared_from_this();
    const auto next =
        co_await answerOf(core->vault().run([](VaultSession &vault) { return vault.postOutbox().nextAttemptAt(); }));
    if (!next || !*next || core->isClosed())
        co_return;
    const qint64 wait = QDateTime::currentDateTimeUtc().msecsTo(**next);
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(wait, 100)));
}

} // namespace tacet
