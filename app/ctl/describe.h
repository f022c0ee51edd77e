#pragma once
#include "models/domain/account.h"
#include "models/domain/chat.h"

#include <QJsonObject>

namespace tacet::ctl {

/// The words of JSON documents and human lines. Ids are lower case with hyphens, times ISO 8601 in UTC.
QString wordFor(DeliveryState state);
QString wordFor(Trust trust);
QString wordFor(Relation relation);
QString wordFor(WorkspaceRole role);
QString wordFor(MessageKind kind);
QString wordFor(ChatEventKind kind);
QString wordFor(WaitingCause cause);
QString wordFor(ChatType type);
QString timeText(const QDateTime &time);

QJsonObject documentOf(const Person &person);
QJsonObject documentOf(const Chat &chat);
/// id, chat, from, sent_at: what every line of `receive` and `history` has. `from` is a user name.
QJsonObject documentOf(const Message &message, const QString &from);
/// The same with what the message says: its kind ("message", "event", "waiting") and what each kind has.
QJsonObject contentOf(const Message &message, const QString &from);
QJsonObject documentOf(const Account &account);

/// "Bob (bob)", or "bob" if there is no display name. Fit for a terminal.
QString shownNameOf(const Person &person);
/// One line, or more for a text of several lines.
QString lineOf(const Message &message, const QString &from);

} // namespace tacet::ctl
