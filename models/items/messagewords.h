#pragma once
#include "models/domain/chat.h"

namespace tacet {

/// Sentences that a screen reader says for rows, and words that views share. All are translated and
/// safe to call on the GUI's thread only (they read the default locale).

/// "sent", "delivered", … ; empty for a received message.
QString deliveryWord(DeliveryState state);
/// "Today", "Yesterday", a weekday within the last six days, else the long date. `day` is local.
QString dayName(const QDate &day, const QDate &today);
/// For the chat list: the time of today, else the day in short. `at` is UTC.
QString shortMoment(const QDateTime &at, const QDateTime &now);
/// "Bob: Hello. Today at 6:55 PM." `authorName` is for messages that do not name their author; `self` is the
/// account that looks.
QString spokenMessage(const Message &message, const QString &authorName, UserId self = {});
/// "Bob, 3 unread messages. Last message: Hello. Today at 6:55 PM."
QString spokenChat(const Chat &chat, UserId self = {});

} // namespace tacet
