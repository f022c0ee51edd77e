#include "models/items/messagewords.h"

#include "models/items/groupwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace tacet {

namespace {

constexpr int kSpokenLength = 1'000;
constexpr int kWeek = 7;

struct MessageWords {
    Q_DECLARE_TR_FUNCTIONS(tacet::MessageWords)
};

QString spokenMoment(const QDateTime &at)
{
    const QDateTime local = at.toLocalTime();
    return MessageWords::tr("%1 at %2")
        .arg(dayName(local.date(), QDate::currentDate()), QLocale().toString(local.time(), QLocale::ShortFormat));
}

} // namespace

QString deliveryWord(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Queued: return MessageWords::tr("waiting to be sent");
    case DeliveryState::Sent: return MessageWords::tr("sent");
    case DeliveryState::Delivered: return MessageWords::tr("delivered");
    case DeliveryState::Read: return MessageWords::tr("read");
    case DeliveryState::Failed: return MessageWords::tr("not sent");
    case DeliveryState::Received: return {};
    }
    return {};
}

QString dayName(const QDate &day, const QDate &today)
{
    const qint64 age = day.daysTo(today);
    if (age == 0)
        return MessageWords::tr("Today");
    if (age == 1)
        return MessageWords::tr("Yesterday");
    const QLocale locale;
    if (age > 1 && age < kWeek)
        return locale.standaloneDayName(day.dayOfWeek());
    return locale.toString(day, QLocale::LongFormat);
}

QString shortMoment(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    const QDate today = now.toLocalTime().date();
    const qint64 age = local.date().daysTo(today);
    const QLocale locale;
    if (age <= 0)
        return locale.toString(local.time(), QLocale::ShortFormat);
    if (age == 1)
        return MessageWords::tr("Yesterday");
    if (age < kWeek)
        return locale.standaloneDayName(local.date().dayOfWeek(), QLocale::ShortFormat);
    return locale.toString(local.date(), QLocale::ShortFormat);
}

QString spokenMessage(const Message &message, const QString &authorName, UserId self)
{
    const QString moment = spokenMoment(message.sentAt);
    if (message.kind == MessageKind::Event && message.event)
        return MessageWords::tr("%1 %2.", "a whole sentence, then the moment")
            .arg(eventSentence(*message.event, self), moment);
    const QString author = message.authorName.isEmpty() ? authorName : message.authorName;
    if (message.kind == MessageKind::Waiting && message.waiting)
        return MessageWords::tr("%1: a message that cannot be read yet. %2 %3.")
            .arg(author, waitingSentence(*message.waiting, QDateTime::currentDateTimeUtc()), moment);
    const QString text = previewOf(message.text, kSpokenLength);
    if (message.outgoing)
        return MessageWords::tr("You: %1. %2, %3.").arg(text, moment, deliveryWord(message.state));
    if (message.mentionsMe)
        return MessageWords::tr("%1 mentions you: %2. %3.").arg(author, text, moment);
    return MessageWords::tr("%1: %2. %3.").arg(author, text, moment);
}

QString spokenChat(const Chat &chat, UserId self)
{
    QString spoken = chat.shownName();
    if (chat.type != ChatType::Direct)
        spoken = chat.type == ChatType::Group ? MessageWords::tr("%1, group").arg(spoken)
                                              : MessageWords::tr("%1, channel").arg(spoken);
    if (chat.unread > 0)
        spoken =
            MessageWords::tr("%1, %2").arg(spoken, MessageWords::tr("%Ln unread message(s)", nullptr, chat.unread));
    if (chat.unreadMentions > 0)
        spoken = MessageWords::tr("%1, %2").arg(
            spoken, MessageWords::tr("%Ln mention(s) of you", nullptr, chat.unreadMentions));
    if (chat.peer.trust == Trust::Changed)
        spoken = MessageWords::tr("%1. The safety number has changed").arg(spoken);
    if (chat.standing != ChatStanding::Member)
        return MessageWords::tr("%1. %2").arg(spoken, standingSentence(chat.standing, chat.type));
    if (!chat.draft.isEmpty())
        return MessageWords::tr("%1. Draft: %2.").arg(spoken, previewOf(chat.draft));
    if (!chat.lastMessage)
        return MessageWords::tr("%1. No messages yet.").arg(spoken);
    return MessageWords::tr("%1. %2").arg(spoken, spokenMessage(*chat.lastMessage, chat.peer.shownName(), self));
}

} // namespace tacet
