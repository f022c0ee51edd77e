#pragma once
#include "models/backend/mailboxstore.h"
#include "models/services/awaiting.h"
#include "models/services/reception.h"

#include <QObject>

namespace tacet {

class AccountCore;

/// Fetches what waits for this device: decrypt and commit, then acknowledge (docs/protocol.md, State
/// rules). Delivered means stored here, never merely fetched.
class Inbox final : public QObject
{
    Q_OBJECT
public:
    explicit Inbox(AccountCore &core);

    enum class Occasion { Hint, Poll }; ///< a poll also looks at the prekeys

    /// Fetches until nothing waits. A call while one is under way makes that one look once more.
    Task<> fetchAll(Occasion occasion = Occasion::Poll);
    /// After a fetchAll(): rows that were acknowledged just before the program died are noted as such, and
    /// old ones are forgotten.
    Task<> settle();

Q_SIGNALS:
    /// A batch is in the vault and acknowledged.
    void fetched();

private:
    struct Stored;

    Task<> rounds(Occasion occasion);
    Task<MailboxBatch> fetch(QList<qint64> acknowledged, MailboxStore::Prekeys prekeys);
    Task<ReceptionOutcome> take(QList<MailboxItem> items, QList<QByteArray> acknowledged);
    Task<> fetchChats(QSet<ChatId> chats);
    Task<> noteAcknowledged(QList<QByteArray> keys);
    Task<> repairSessions();
    void announce(const ReceptionOutcome &outcome);

    AccountCore &m_core;
    bool m_fetching = false;
    bool m_again = false;
};

} // namespace tacet
