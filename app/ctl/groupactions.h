#pragma once
#include "app/ctl/groupcommand.h"
#include "models/services/accountsession.h"

namespace tacet::ctl {

/// What a group command answers: a line for people and a document for programs, one or several.
struct GroupAnswer {
    QString text;
    QJsonObject document;
};

/// One that says no more of the chat than which it is.
GroupAnswer answerOfChat(const QString &text, ChatId chat);

/// The chat of that id, or the only one of that name. NotFound; InvalidInput if several have the name.
Task<Chat> findGroup(AccountSession &session, QString idOrName);

/// Does what the command says. `arguments` are as many as the action has.
Task<QList<GroupAnswer>> actOnGroup(AccountSession &session, ChatType type, GroupCommand::Action action,
                                    QStringList arguments, QHash<QString, QString> options);

} // namespace tacet::ctl
