#pragma once
#include <QHash>
#include <QPair>
#include <QString>
#include <QStringList>

namespace tacet::demo {

/// What was sent and what came out at the other ends; a message to a group counts once for each that gets it.
class Ledger
{
public:
    void noteSent(const QString &id, const QString &recipient, const QString &text);
    /// A message that a recipient's program showed.
    void noteReceived(const QString &id, const QString &recipient, const QString &text);

    /// Whether it was meant for this recipient.
    bool wasSent(const QString &id, const QString &recipient) const { return m_sent.contains({id, recipient}); }

    /// Whether anything that was meant for this recipient has not come.
    bool isMissing(const QString &recipient) const;

    int sent() const { return static_cast<int>(m_sent.size()); }
    int received() const { return static_cast<int>(m_times.size()); }
    /// Received with exactly the text that was sent.
    int decrypted() const { return m_decrypted; }
    /// Times a message was shown after the first.
    int duplicates() const { return m_duplicates; }
    QStringList texts() const { return m_sent.values(); }

private:
    using Delivery = QPair<QString, QString>; ///< message and recipient

    QHash<Delivery, QString> m_sent; ///< texts
    QHash<Delivery, int> m_times;    ///< how often each was shown
    int m_decrypted = 0;
    int m_duplicates = 0;
};

} // namespace tacet::demo
