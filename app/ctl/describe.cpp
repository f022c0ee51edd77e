#include "app/ctl/describe.h"

#include "app/ctl/output.h"

namespace tacet::ctl {

QString wordFor(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Queued: return QStringLiteral("queued");
    case DeliveryState::Sent: return QStringLiteral("sent");
    case DeliveryState::Delivered: return QStringLiteral("delivered");
    case DeliveryState::Read: return QStringLiteral("read");
    case DeliveryState::Failed: return QStringLiteral("failed");
    case DeliveryState::Received: break;
    }
    return QStringLiteral("received");
}

QString wordFor(Trust trust)
{
    switch (trust) {
    case Trust::Verified: return QStringLiteral("verified");
    case Trust::Changed: return QStringLiteral("changed");
    case Trust::NotCompared: break;
    }
    return QStringLiteral("not-compared");
}

QString wordFor(Relation relation)
{
    switch (relation) {
    case Relation::Contact: return QStringLiteral("contact");
    case Relation::Blocked: return QStringLiteral("blocked");
    case Relation::None: break;
    }
    return QStringLiteral("none");
}

QString wordFor(WorkspaceRole role)
{
    switch (role) {
    case WorkspaceRole::Owner: return QStringLiteral("owner");
    case WorkspaceRole::Admin: return QStringLiteral("admin");
    case WorkspaceRole::Member: break;
    }
    return QStringLiteral("member");
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject documentOf(const Person &person)
{
    return {{QStringLiteral("id"), person.id.toString()},
            {QStringLiteral("username"), person.username},
            {QStringLiteral("display_name"), person.displayName},
            {QStringLiteral("relation"), wordFor(person.relation)},
            {QStringLiteral("trust"), wordFor(person.trust)}};
}

QJsonObject documentOf(const Chat &chat)
{
    QJsonObject document{{QStringLiteral("id"), chat.id.toString()},
                         {QStringLiteral("with"), chat.peer.username},
                         {QStringLiteral("unread"), chat.unread},
                         {QStringLiteral("last_activity"), timeText(chat.lastActivity)}};
    if (chat.lastMessage)
        document.insert(QStringLiteral("preview"), previewOf(chat.lastMessage->text));
    return document;
}

QJsonObject documentOf(const Message &message, const QString &from)
{
    return {{QStringLiteral("id"), message.id.toString()},
            {QStringLiteral("chat"), message.chat.toString()},
            {QStringLiteral("from"), from},
            {QStringLiteral("sent_at"), timeText(message.sentAt)}};
}

QJsonObject documentOf(const Account &account)
{
    return {{QStringLiteral("workspace"), account.workspace.id.toString()},
            {QStringLiteral("name"), account.workspace.name},
            {QStringLiteral("user"), account.user.toString()},
            {QStringLiteral("username"), account.username},
            {QStringLiteral("device"), account.device.toString()},
            {QStringLiteral("role"), wordFor(account.role)}};
}

QString shownNameOf(const Person &person)
{
    return person.displayName.isEmpty()
               ? printableName(person.username)
               : QStringLiteral("%1 (%2)").arg(printableName(person.displayName), printableName(person.username));
}

QString lineOf(const Message &message, const QString &from)
{
    QString line = message.sentAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss "));
    line += printableName(from) + QStringLiteral(": ") + printable(message.text);
    if (message.outgoing)
        line += QStringLiteral("  [%1]").arg(wordFor(message.state));
    return line;
}

} // namespace tacet::ctl
