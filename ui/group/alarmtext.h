#pragma once
#include "models/domain/groupalarm.h"
#include "ui/widgets/errortext.h"

namespace tacet {

/// What a person is told when the database shows something of a chat that cannot be true. `chatName` is shown
/// as it is.
ErrorWords alarmWords(GroupAlarm alarm, const QString &chatName);
/// The same for a message, thread or reply that is not what the database says of it.
ErrorWords refusedWords(const QString &chatName);

} // namespace tacet
