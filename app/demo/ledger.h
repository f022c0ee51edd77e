#pragma once
#include <QHash>
#include <QString>
#include <QStringList>

namespace tacet::demo {

/// What was sent and what came out at the other end.
class Ledger
{
public:
    void noteSent(const QString &id, const QString &text);
    /// A message that a recipient's program showed.
    void noteReceived(const QString &id, const QString &text);

    int sent() const { return static_cast<int>(m_sent.size()); }
    int received() const { return static_cast<int>(m_times.size()); }
    /// Received with exactly the text that was sent.
    int decrypted() const { return m_decrypted; }
    /// Times a message was shown after the first.
    int duplicates() const { return m_duplicates; }
    QStringList texts() const { return m_sent.values(); }

private:
    QHash<QString, QString> m_sent; ///< text by id
    QHash<QString, int> m_times;    ///< how often each known id was shown
    int m_decrypted = 0;
    int m_duplicates = 0;
};

} // namespace tacet::demo
