#pragma once
#include "models/services/accountsession.h"

#include <QHash>

namespace tacet::ctl {

/// Remembers what became of messages from the moment it is made, so that no change is missed between
/// sending and waiting.
class DeliveryWatch final : public QObject
{
    Q_OBJECT
public:
    /// `session` outlives it.
    explicit DeliveryWatch(AccountSession &session);

    /// The newest state known of `message`.
    Message latest(const Message &message) const { return m_latest.value(message.id, message); }
    bool isOnline() const;
    /// Whether the outbox has come to its end since the last change: the recipients are woken too.
    bool isDrained() const { return m_drained; }

Q_SIGNALS:
    /// A message, the outbox or the connection changed.
    void changed();

private:
    AccountSession &m_session;
    QHash<MessageId, Message> m_latest;
    bool m_drained = false;
};

} // namespace tacet::ctl
