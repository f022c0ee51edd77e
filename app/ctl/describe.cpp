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

QString wordFor(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Event: return QStringLiteral("event");
    case MessageKind::Waiting: return QStringLiteral("waiting");
    case MessageKind::Text: break;
    }
    return QStringLiteral("message");
}

QString wordFor(ChatEventKind kind)
{
    switch (kind) {
    case ChatEventKind::Created: return QStringLiteral("created");
    case ChatEventKind::Added: return QStringLiteral("added");
    case ChatEventKind::Joined: return QStringLiteral("joined");
    case ChatEventKind::Left: return QStringLiteral("left");
    case ChatEventKind::Removed: return QStringLiteral("removed");
    case ChatEventKind::RoleChanged: return QStringLiteral("role-changed");
    case ChatEventKind::OwnerChanged: return QStringLiteral("owner-changed");
    case ChatEventKind::Renamed: return QStringLiteral("renamed");
    case ChatEventKind::TimerChanged: return QStringLiteral("timer-changed");
    case ChatEventKind::Muted: return QStringLiteral("muted");
    case ChatEventKind::Dissolved: return QStringLiteral("dissolved");
    case ChatEventKind::SettingsChanged: break;
    }
    return QStringLiteral("settings-changed");
}

QString wordFor(WaitingCause cause)
{
    switch (cause) {
    case WaitingCause::KeyAsked: return QStringLiteral("key-asked");
    case WaitingCause::EpochMissing: return QStringLiteral("epoch-missing");
    case WaitingCause::NotShared: return QStringLiteral("not-shared");
    case WaitingCause::KeyNotArrived: break;
    }
    return QStringLiteral("key-not-arrived");
}

QString wordFor(ChatType type)
{
    switch (type) {
    case ChatType::Group: return QStringLiteral("group");
    case ChatType::Channel: return QStringLiteral("channel");
    case ChatType::Direct: break;
    }
    return QStringLiteral("direct");
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
    QJsonObject document{
        {QStringLiteral("id"), chat.id.toString()},   {QStringLiteral("type"), wordFor(chat.type)},
        {QStringLiteral("with"), chat.peer.username}, {QStringLiteral("name"), chat.title},
        {QStringLiteral("unread"), chat.unread},      {QStringLiteral("last_activity"), timeText(chat.lastActivity)}};
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

QJsonObject contentOf(const Message &message, const QString &from)
{
    QJsonObject document = documentOf(message, from);
    document.insert(QStringLiteral("kind"), wordFor(message.kind));
    if (message.event) {
        document.insert(QStringLiteral("event"), wordFor(message.event->kind));
        document.insert(QStringLiteral("actor"), message.event->actorName);
        document.insert(QStringLiteral("subject"), message.event->subjectName);
        document.insert(QStringLiteral("detail"), message.event->detail);
    } else if (message.waiting) {
        document.insert(QStringLiteral("cause"), wordFor(message.waiting->cause));
        document.insert(QStringLiteral("since"), timeText(message.waiting->since));
    } else {
        document.insert(QStringLiteral("text"), message.text);
        document.insert(QStringLiteral("mentions_me"), message.mentionsMe);
        if (message.replyTo)
            document.insert(QStringLiteral("reply_to"), message.replyTo->toString());
    }
    return document;
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

namespace {

/// "ada: added bob".
QString eventLine(const ChatEvent &event)
{
    QString line = printableName(event.actorName) + QStringLiteral(": ") + wordFor(event.kind);
    for (const QString &part : {event.subjectName, event.detail}) {
        if (!part.isEmpty())
            line += u' ' + printableName(part);
    }
    return line;
}

} // namespace

QString lineOf(const Message &message, const QString &from)
{
    QString line = message.sentAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss "));
    if (message.event)
        return line + QStringLiteral("* ") + eventLine(*message.event);
    line += printableName(from) + QStringLiteral(": ");
    line += message.waiting ? QStringLiteral("(cannot be read yet: %1)").arg(wordFor(message.waiting->cause))
                            : printable(message.text);
    if (message.outgoing)
        line += QStringLiteral("  [%1]").arg(wordFor(message.state));
    return line;
}

} // namespace tacet::ctl
