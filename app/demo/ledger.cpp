#include "app/demo/ledger.h"

#include <algorithm>

namespace tacet::demo {

void Ledger::noteSent(const QString &id, const QString &recipient, const QString &text)
{
    m_sent.insert({id, recipient}, text);
}

void Ledger::noteReceived(const QString &id, const QString &recipient, const QString &text)
{
    const Delivery delivery(id, recipient);
    if (m_times[delivery]++ > 0) {
        ++m_duplicates;
        return;
    }
    if (const auto sent = m_sent.constFind(delivery); sent != m_sent.cend() && *sent == text)
        ++m_decrypted;
}

bool Ledger::isMissing(const QString &recipient) const
{
    return std::ranges::any_of(m_sent.asKeyValueRange(), [&](const auto &entry) {
        return entry.first.second == recipient && !m_times.contains(entry.first);
    });
}

} // namespace tacet::demo
