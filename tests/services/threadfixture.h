#pragma once
#include "models/services/threadservice.h"
#include "tests/services/grouptalk.h"

namespace tacet::tests {

/// A group of alice, who made it, and bob; carol and dora are in the workspace. What they write in threads.
class ThreadFixture
{
public:
    Result<> meet();

    GroupTalk talk;
    ChatId group;

    ThreadService &threads(const QString &username) { return talk.at(username).core().threads(); }

    /// The database has it, or refused it.
    Thread created(const QString &author, const QString &title);
    Reply replied(const QString &author, ThreadId thread, const QString &body, std::optional<ReplyId> parent = {});
    /// Reads what is new first.
    bool sees(const QString &reader, ThreadId thread);
    bool sees(const QString &reader, ThreadId thread, ReplyId reply);
    QStringList bodies(const QString &reader, ThreadId thread);
};

} // namespace tacet::tests
