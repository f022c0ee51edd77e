#pragma once
#include "models/domain/group.h"
#include "models/domain/message.h"

namespace tacet {

/// Sentences about groups, channels and what happens in them. All are translated and safe to call on the
/// GUI's thread only (they read the default locale). Names are put in as they come: who paints the sentence
/// makes them harmless first.

/// "Mara added Jonas." `self` is the account that looks: it is called "you".
QString eventSentence(const ChatEvent &event, UserId self);
/// Why a message cannot be shown, for how long, and what is being done about it.
QString waitingSentence(const WaitingForKey &waiting, const QDateTime &now);
/// "Owner", "Admin", "Member", or the role's own name.
QString roleName(const GroupRole &role);
/// Noun phrase for one right, as in a list of switches.
QString permissionWord(Permission permission);
/// All permissions in the order in which they are listed.
const QList<Permission> &allPermissions();
/// "May write messages, start threads and send files."
QString permissionSentence(const GroupRole &role);
/// Why this account may only read, or how often it may write; empty if it writes as it likes.
QString writingSentence(const Group &group, const QDateTime &now);
QString memberCountWords(int members);
/// "30 seconds", "1 hour", "2 weeks": in the largest unit that divides it.
QString durationWords(qint64 seconds);
/// "5 minutes", rounded down to one unit; "a moment" below a minute.
QString ageWords(qint64 seconds);
QString historyWords(const HistoryPolicy &history);
QString visibilityWord(ChatVisibility visibility);
/// What a visibility means for who can find, join and read.
QString visibilitySentence(ChatVisibility visibility);
/// Why nothing can be written any more; empty for members.
QString standingSentence(ChatStanding standing, ChatType type);

} // namespace tacet
