#include "app/ctl/deliverywatch.h"

namespace tacet::ctl {

DeliveryWatch::DeliveryWatch(AccountSession &session)
    : m_session(session)
{
    connect(&session.messages(), &MessageService::messageChanged, this, [this](const Message &message) {
        m_latest.insert(message.id, message);
        m_drained = false;
        Q_EMIT changed();
    });
    connect(&session.outbox(), &Outbox::drained, this, [this] {
        m_drained = true;
        Q_EMIT changed();
    });
    connect(&session.connection(), &ConnectionService::stateChanged, this, &DeliveryWatch::changed);
}

bool DeliveryWatch::isOnline() const
{
    return m_session.connection().state().kind == ConnectionState::Kind::Online;
}

} // namespace tacet::ctl
