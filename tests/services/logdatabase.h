#pragma once
#include "tests/backend/tenantworld.h"
#include "tests/services/logwriter.h"

namespace tacet::tests {

/// Hands written operations to a real database as their authors' devices do, and reads back what it made of them.
/// Throws like PostgresFixture where something else than an operation fails.
class LogDatabase
{
public:
    /// The authors of `writer` are this tenant's members from then on.
    LogDatabase(PostgresFixture &fixture, int members);

    void introduceTo(LogWriter &writer) const;
    const Member &member(int index) const { return m_members[static_cast<size_t>(index)]; }

    /// What the operation's body says is said in the call beside it, as an honest program does.
    Result<OperationAnswer> take(const GroupLogState &before, const LogWriter &writer, const WrittenOperation &written);
    /// The account goes, and with it its places in all chats.
    void deleteAccount(int member);

    /// One sorted line for each thing that the database says of the chat: settings, roles, members, who was removed or
    /// departed, links, epochs.
    QStringList linesOf(ChatId chat);
    /// As the member reads it.
    QList<LoggedOperation> logOf(ChatId chat, int member);
    TenantWorld &world() { return m_world; }
    /// So many roles, links and calls as a test likes; so it begins.
    void liftLimits();

private:
    Result<OperationAnswer> create(const Member &by, ChatId chat, const WrittenOperation &written);
    Result<OperationAnswer> defineRole(const Member &by, ChatId chat, const WrittenOperation &written);
    Result<OperationAnswer> invite(const Member &by, ChatId chat, const LogWriter &writer,
                                   const WrittenOperation &written);
    Result<OperationAnswer> join(const Member &by, ChatId chat, const LogWriter &writer,
                                 const WrittenOperation &written);
    Result<OperationAnswer> beginEpoch(const Member &by, const GroupLogState &before, const WrittenOperation &written);
    Result<OperationAnswer> change(const Member &by, ChatId chat, const WrittenOperation &written);

    TenantWorld m_world;
    std::vector<Member> m_members;
};

/// The same lines for what the signed log says.
QStringList linesOf(const GroupLogState &state);

} // namespace tacet::tests
