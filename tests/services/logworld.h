#pragma once
#include "tests/services/logwriter.h"

namespace tacet::tests {

/// A chat with its log as it grows.
struct World {
    LogWriter writer;
    GroupLog log{ChatId()};
    QList<LoggedOperation> entries;

    explicit World(quint64 seed, int authors = 4, ChatType type = ChatType::Group,
                   ChatVisibility visibility = ChatVisibility::Private)
        : writer(seed)
    {
        for (int i = 0; i < authors; ++i)
            writer.addAuthor();
        const WrittenOperation first = writer.genesis(0, type, visibility);
        log = GroupLog(chatIdOf(first.operation));
        take(first);
    }

    LogStep::Verdict take(const WrittenOperation &written) { return take(written.entry()); }
    LogStep::Verdict take(const LoggedOperation &entry)
    {
        entries += entry;
        return log.take(entry, writer.signers())->verdict;
    }
    const GroupLogState &state() const { return log.state(); }
    UserId user(int author) const { return writer.author(author).user; }
    RoleId role(BuiltInRole builtIn) const { return state().builtInRole(builtIn); }
    bool add(int by, int whom, BuiltInRole as = BuiltInRole::Member)
    {
        return take(writer.next(state(), by, OperationKind::Add, user(whom).uuid(), role(as).uuid())) ==
               LogStep::Verdict::Good;
    }
    bool does(int by, OperationKind kind, QUuid subject = {}, QUuid detail = {}, const OperationFields &fields = {})
    {
        return take(writer.next(state(), by, kind, subject, detail, fields)) == LogStep::Verdict::Good;
    }
    Result<> replay(const QList<LoggedOperation> &shown) const
    {
        GroupLog again(state().chat);
        for (const LoggedOperation &entry : shown)
            TACET_TRY(again.take(entry, writer.signers()));
        return {};
    }
};

} // namespace tacet::tests
