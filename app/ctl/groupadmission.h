#pragma once
#include "app/ctl/groupactions.h"

namespace tacet::ctl {

/// Ways into groups and channels, as GroupCommand has them.
Task<QList<GroupAnswer>> inviteTo(AccountSession &session, ChatId chat, QHash<QString, QString> options);
/// By a code, a link, or the id of a public chat; or takes back what was asked for with one of them.
Task<QList<GroupAnswer>> enterGroup(AccountSession &session, QString how, QHash<QString, QString> options);
Task<QList<GroupAnswer>> findPublic(AccountSession &session, ChatType type, QString words);
/// Who asked to be let in.
Task<QList<GroupAnswer>> requestsTo(AccountSession &session, ChatId chat);

/// What to tell somebody who could not come in with `how`.
QString explainEntry(const QString &how, const Error &error);

} // namespace tacet::ctl
