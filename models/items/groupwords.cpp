#include "models/items/groupwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace tacet {

namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kWeek = 7 * kDay;

struct GroupWords {
    Q_DECLARE_TR_FUNCTIONS(tacet::GroupWords)
};

/// The amount is at most some thousand: rows of the database bound it.
QString counted(qint64 amount, qint64 unit)
{
    const int n = static_cast<int>(amount);
    switch (unit) {
    case kWeek: return GroupWords::tr("%Ln week(s)", nullptr, n);
    case kDay: return GroupWords::tr("%Ln day(s)", nullptr, n);
    case kHour: return GroupWords::tr("%Ln hour(s)", nullptr, n);
    case kMinute: return GroupWords::tr("%Ln minute(s)", nullptr, n);
    default: return GroupWords::tr("%Ln second(s)", nullptr, n);
    }
}

/// The same where it stands behind a preposition, which many languages tell by another ending.
QString countedAfter(qint64 amount, qint64 unit)
{
    const int n = static_cast<int>(amount);
    switch (unit) {
    case kWeek: return GroupWords::tr("%Ln week(s)", "in “2 weeks ago”, “after 2 weeks”", n);
    case kDay: return GroupWords::tr("%Ln day(s)", "in “2 days ago”, “after 2 days”", n);
    case kHour: return GroupWords::tr("%Ln hour(s)", "in “2 hours ago”, “after 2 hours”", n);
    case kMinute: return GroupWords::tr("%Ln minute(s)", "in “2 minutes ago”, “after 2 minutes”", n);
    default: return GroupWords::tr("%Ln second(s)", "in “2 seconds ago”, “after 2 seconds”", n);
    }
}

/// The largest unit that divides the time.
qint64 wholeUnit(qint64 seconds)
{
    for (const qint64 unit : {kWeek, kDay, kHour, kMinute}) {
        if (seconds >= unit && seconds % unit == 0)
            return unit;
    }
    return 1;
}

/// What stands behind "after".
QString timerWords(const QString &detail)
{
    const qint64 seconds = detail.toLongLong();
    const qint64 unit = wholeUnit(seconds);
    return countedAfter(seconds / unit, unit);
}

QString ownDeed(const ChatEvent &event)
{
    switch (event.kind) {
    case ChatEventKind::Created: return GroupWords::tr("You made this chat.");
    case ChatEventKind::Added: return GroupWords::tr("You added %1.").arg(event.subjectName);
    case ChatEventKind::Removed: return GroupWords::tr("You removed %1.").arg(event.subjectName);
    case ChatEventKind::RoleChanged:
        return event.detail.isEmpty()
                   ? GroupWords::tr("You changed the role of %1.").arg(event.subjectName)
                   : GroupWords::tr("You gave %1 the role “%2”.").arg(event.subjectName, event.detail);
    case ChatEventKind::Renamed: return GroupWords::tr("You named this chat “%1”.").arg(event.detail);
    case ChatEventKind::SettingsChanged: return GroupWords::tr("You changed the settings.");
    case ChatEventKind::TimerChanged:
        return event.detail.toLongLong() > 0
                   ? GroupWords::tr("You set messages to disappear after %1.").arg(timerWords(event.detail))
                   : GroupWords::tr("You turned disappearing messages off.");
    case ChatEventKind::Muted: return GroupWords::tr("You muted %1.").arg(event.subjectName);
    case ChatEventKind::Dissolved: return GroupWords::tr("You dissolved this chat.");
    case ChatEventKind::Joined:
    case ChatEventKind::Left:
    case ChatEventKind::OwnerChanged: break;
    }
    return {};
}

QString doneToOneself(const ChatEvent &event)
{
    switch (event.kind) {
    case ChatEventKind::Added: return GroupWords::tr("%1 added you.").arg(event.actorName);
    case ChatEventKind::Joined: return GroupWords::tr("You joined.");
    case ChatEventKind::Left: return GroupWords::tr("You left.");
    case ChatEventKind::Removed: return GroupWords::tr("%1 removed you.").arg(event.actorName);
    case ChatEventKind::RoleChanged:
        return event.detail.isEmpty() ? GroupWords::tr("%1 changed your role.").arg(event.actorName)
                                      : GroupWords::tr("%1 gave you the role “%2”.").arg(event.actorName, event.detail);
    case ChatEventKind::OwnerChanged: return GroupWords::tr("You are the owner now.");
    case ChatEventKind::Muted: return GroupWords::tr("%1 muted you.").arg(event.actorName);
    default: return {};
    }
}

QString othersDeed(const ChatEvent &event)
{
    switch (event.kind) {
    case ChatEventKind::Created: return GroupWords::tr("%1 made this chat.").arg(event.actorName);
    case ChatEventKind::Added: return GroupWords::tr("%1 added %2.").arg(event.actorName, event.subjectName);
    case ChatEventKind::Joined: return GroupWords::tr("%1 joined.").arg(event.subjectName);
    case ChatEventKind::Left: return GroupWords::tr("%1 left.").arg(event.subjectName);
    case ChatEventKind::Removed: return GroupWords::tr("%1 removed %2.").arg(event.actorName, event.subjectName);
    case ChatEventKind::RoleChanged:
        return event.detail.isEmpty()
                   ? GroupWords::tr("%1 changed the role of %2.").arg(event.actorName, event.subjectName)
                   : GroupWords::tr("%1 gave %2 the role “%3”.").arg(event.actorName, event.subjectName, event.detail);
    case ChatEventKind::OwnerChanged: return GroupWords::tr("%1 is the owner now.").arg(event.subjectName);
    case ChatEventKind::Renamed: return GroupWords::tr("%1 named this chat “%2”.").arg(event.actorName, event.detail);
    case ChatEventKind::SettingsChanged: return GroupWords::tr("%1 changed the settings.").arg(event.actorName);
    case ChatEventKind::TimerChanged:
        return event.detail.toLongLong() > 0
                   ? GroupWords::tr("%1 set messages to disappear after %2.")
                         .arg(event.actorName, timerWords(event.detail))
                   : GroupWords::tr("%1 turned disappearing messages off.").arg(event.actorName);
    case ChatEventKind::Muted: return GroupWords::tr("%1 muted %2.").arg(event.actorName, event.subjectName);
    case ChatEventKind::Dissolved: return GroupWords::tr("%1 dissolved this chat.").arg(event.actorName);
    }
    return {};
}

/// What follows "May": a verb with its object.
QString permissionDeed(Permission permission)
{
    switch (permission) {
    case Permission::ManageChat: return GroupWords::tr("change the chat's settings", "after “May”");
    case Permission::ManageMembers: return GroupWords::tr("add and remove people", "after “May”");
    case Permission::ManageRoles: return GroupWords::tr("give and change roles", "after “May”");
    case Permission::SendMessages: return GroupWords::tr("write messages", "after “May”");
    case Permission::DeleteMessages: return GroupWords::tr("delete what others wrote", "after “May”");
    case Permission::PinMessages: return GroupWords::tr("pin messages and threads", "after “May”");
    case Permission::PostThreads: return GroupWords::tr("start threads", "after “May”");
    case Permission::UploadMedia: return GroupWords::tr("send files", "after “May”");
    }
    return {};
}

} // namespace

QString eventSentence(const ChatEvent &event, UserId self)
{
    if (event.subject == self && !self.isNull()) {
        const QString sentence = doneToOneself(event);
        if (!sentence.isEmpty())
            return sentence;
    }
    if (event.actor == self && !self.isNull()) {
        const QString sentence = ownDeed(event);
        if (!sentence.isEmpty())
            return sentence;
    }
    return othersDeed(event);
}

QString waitingSentence(const WaitingForKey &waiting, const QDateTime &now)
{
    const QString age = ageWords(waiting.since.secsTo(now));
    switch (waiting.cause) {
    case WaitingCause::KeyNotArrived:
        return GroupWords::tr("The key of this message has not arrived for %1. Tacet asks for it by itself.").arg(age);
    case WaitingCause::KeyAsked:
        return waiting.askedAt
                   ? GroupWords::tr("The key of this message has been missing for %1. It was asked for %2 ago; it "
                                    "comes when somebody who has it is online.")
                         .arg(age, ageWords(waiting.askedAt->secsTo(now)))
                   : GroupWords::tr("The key of this message has been missing for %1 and is asked for.").arg(age);
    case WaitingCause::EpochMissing:
        return GroupWords::tr("This computer has lacked the chat's key of that time for %1. It comes when somebody "
                              "who manages the members is online.")
            .arg(age);
    case WaitingCause::NotShared:
        return GroupWords::tr("Written before you joined. This chat does not share its past.");
    }
    return {};
}

QString roleName(const GroupRole &role)
{
    switch (role.builtIn) {
    case BuiltInRole::Owner: return GroupWords::tr("Owner");
    case BuiltInRole::Admin: return GroupWords::tr("Admin");
    case BuiltInRole::Member: return GroupWords::tr("Member");
    case BuiltInRole::None: break;
    }
    return role.name;
}

QString permissionWord(Permission permission)
{
    switch (permission) {
    case Permission::ManageChat: return GroupWords::tr("Change the chat's name, picture and settings");
    case Permission::ManageMembers: return GroupWords::tr("Add, admit, mute and remove people");
    case Permission::ManageRoles: return GroupWords::tr("Make roles and give them to people");
    case Permission::SendMessages: return GroupWords::tr("Write messages");
    case Permission::DeleteMessages: return GroupWords::tr("Delete what others wrote");
    case Permission::PinMessages: return GroupWords::tr("Pin messages and threads");
    case Permission::PostThreads: return GroupWords::tr("Start threads and reply in them");
    case Permission::UploadMedia: return GroupWords::tr("Send pictures and files");
    }
    return {};
}

const QList<Permission> &allPermissions()
{
    static const QList<Permission> all{Permission::SendMessages, Permission::PostThreads,    Permission::UploadMedia,
                                       Permission::PinMessages,  Permission::DeleteMessages, Permission::ManageMembers,
                                       Permission::ManageRoles,  Permission::ManageChat};
    return all;
}

QString permissionSentence(const GroupRole &role)
{
    if (role.builtIn == BuiltInRole::Owner)
        return GroupWords::tr("May do everything here, and is the only one who can dissolve the chat.");
    QStringList deeds;
    for (const Permission permission : allPermissions()) {
        if (role.permissions.testFlag(permission))
            deeds += permissionDeed(permission);
    }
    if (deeds.isEmpty())
        return GroupWords::tr("May read, and nothing else.");
    return GroupWords::tr("May %1.").arg(QLocale().createSeparatedList(deeds));
}

QString memberCountWords(int members)
{
    return GroupWords::tr("%Ln member(s)", nullptr, members);
}

QString durationWords(qint64 seconds)
{
    const qint64 unit = wholeUnit(seconds);
    return counted(seconds / unit, unit);
}

QString ageWords(qint64 seconds)
{
    for (const qint64 unit : {kWeek, kDay, kHour, kMinute}) {
        if (seconds >= unit)
            return countedAfter(seconds / unit, unit);
    }
    return GroupWords::tr("a moment");
}

QString historyWords(const HistoryPolicy &history)
{
    if (history.days == HistoryPolicy::kFromStart)
        return GroupWords::tr("Everything from the start");
    if (history.days == 0)
        return GroupWords::tr("Nothing from before");
    return GroupWords::tr("The last %Ln day(s)", nullptr, history.days);
}

QString visibilityWord(ChatVisibility visibility)
{
    switch (visibility) {
    case ChatVisibility::Private: return GroupWords::tr("Private");
    case ChatVisibility::Secret: return GroupWords::tr("Secret");
    case ChatVisibility::Public: return GroupWords::tr("Public");
    }
    return {};
}

QString visibilitySentence(ChatVisibility visibility)
{
    switch (visibility) {
    case ChatVisibility::Private:
        return GroupWords::tr("People join by a code or a link. Name and messages are encrypted.");
    case ChatVisibility::Secret:
        return GroupWords::tr("People join by a secret link only. Name and messages are encrypted.");
    case ChatVisibility::Public:
        return GroupWords::tr("Everybody in the workspace can find it, join and read. Not confidential.");
    }
    return {};
}

QString writingSentence(const Group &group, const QDateTime &now)
{
    if (group.standing != ChatStanding::Member)
        return {};
    if (group.mutedUntil && *group.mutedUntil > now)
        return GroupWords::tr("You were muted here until %1.")
            .arg(QLocale().toString(group.mutedUntil->toLocalTime(), QLocale::ShortFormat));
    if (!group.may(Permission::SendMessages))
        return group.type == ChatType::Channel ? GroupWords::tr("Only those who run this channel write here.")
                                               : GroupWords::tr("Only some roles write in this group; yours reads.");
    // Not for those who look after the chat.
    const Permissions looksAfter = Permission::ManageChat | Permission::ManageMembers | Permission::DeleteMessages;
    if (group.settings.slowModeSeconds > 0 && !(group.ownRole.permissions & looksAfter))
        return GroupWords::tr("Slow mode: one message every %1.").arg(durationWords(group.settings.slowModeSeconds));
    return {};
}

QString standingSentence(ChatStanding standing, ChatType type)
{
    const bool channel = type == ChatType::Channel;
    switch (standing) {
    case ChatStanding::Member: return {};
    case ChatStanding::Left:
        return channel ? GroupWords::tr("You have left this channel.") : GroupWords::tr("You have left this group.");
    case ChatStanding::Removed:
        return channel ? GroupWords::tr("You were removed from this channel.")
                       : GroupWords::tr("You were removed from this group.");
    case ChatStanding::Dissolved:
        return channel ? GroupWords::tr("This channel was dissolved.") : GroupWords::tr("This group was dissolved.");
    case ChatStanding::Halted: return GroupWords::tr("The record of this chat does not verify. Nothing is sent.");
    }
    return {};
}

} // namespace tacet
