#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// What the thread commands share.

/// id, chat, author, title, body, created_at, last_activity, replies, unread, followed, pinned, state.
QJsonObject documentOf(const Thread &thread);
/// id, thread, parent, author, body, created_at, deleted, state.
QJsonObject documentOf(const Reply &reply);
/// One line: title, author, replies.
QString lineOf(const Thread &thread);
/// One line, or more for a text of several lines; indented by how deep it hangs.
QString lineOf(const Reply &reply, int depth);

/// Waits until the thread or reply left the outbox, one way or the other.
Task<Thread> settled(AccountSession &session, Thread thread);
Task<Reply> settled(AccountSession &session, Reply reply);
/// Answers what became of what was written: the exit code.
int reportWritten(const Output &output, const QJsonObject &document, DeliveryState state,
                  std::optional<ErrorCode> failure);

} // namespace tacet::ctl
