#include "app/demo/ledger.h"

namespace tacet::demo {

void Ledger::noteSent(const QString &id, const QString &text)
{
    m_sent.insert(id, text);
}

void Ledger::noteReceived(const QString &id, const QString &text)
{
    if (m_times[id]++ > 0) {
        ++m_duplicates;
        return;
    }
    if (const auto sent = m_sent.constFind(id); sent != m_sent.cend() && *sent == text)
        ++m_decrypted;
}

} // namespace tacet::demo
