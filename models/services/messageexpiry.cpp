#include "models/services/messageexpiry.h"

#include "models/services/accountcore.h"
#include "models/vault/messagestore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr int kBatch = 200;
constexpr std::chrono::milliseconds kLongestWait{std::chrono::hours(1)}; ///< clocks are set, computers sleep

struct Erased {
    QList<Message> messages;
    std::optional<QDateTime> next;
};

Result<Erased> eraseSome(VaultSession &vault)
{
    return vault.transact([&]() -> Result<Erased> {
        Erased erased;
        TACET_TRY_ASSIGN(erased.messages, vault.messages().eraseExpired(QDateTime::currentDateTimeUtc(), kBatch));
        TACET_TRY_ASSIGN(erased.next, vault.messages().nextExpiry());
        return erased;
    });
}

} // namespace

MessageExpiry::MessageExpiry(AccountCore &core)
    : m_core(core)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &MessageExpiry::look);
}

void MessageExpiry::look()
{
    m_again = true;
    if (!m_erasing)
        erase();
}

QCoro::Task<> MessageExpiry::erase()
{
    const auto core = m_core.shared_from_this();
    m_erasing = true;
    while (m_again && !core->isClosed()) {
        m_again = false;
        const auto erased = co_await answerOf(core->vault().run(eraseSome));
        if (!erased)
            break;
        core->messages().announceErased(erased->messages);
        m_again = m_again || erased->messages.size() == kBatch;
        if (!erased->next || core->isClosed())
            continue;
        const std::chrono::milliseconds wait(QDateTime::currentDateTimeUtc().msecsTo(*erased->next));
        m_timer.start(std::clamp(wait, std::chrono::milliseconds(100), kLongestWait));
    }
    m_erasing = false;
}

} // namespace tacet
