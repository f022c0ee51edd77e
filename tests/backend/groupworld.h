#pragma once
#include "models/backend/groupinvitestore.h"
#include "models/backend/groupkeystore.h"
#include "models/backend/grouplogstore.h"
#include "models/backend/poststore.h"
#include "tests/backend/tenantworld.h"

namespace tacet {

/// An entry for the log after `head`, with a body that no other has. The database checks the chain and sizes.
SignedOperation operationAfter(const ChatHead &head);
ChatHead headAfter(const SignedOperation &operation);
GroupGenesis genesisFor(ChatType type, ChatVisibility visibility = ChatVisibility::Private);
/// A live message under epoch 1.
OutgoingPost livePost(ChatId chat, const QByteArray &content = "sealed");
Seal signedSeal(qint64 sequence = 1, qint64 epoch = 1);

/// A real group or channel with the head of its log, as a client that is alone with it knows it.
class TestGroup
{
public:
    /// Made by `owner`.
    TestGroup(const Member &owner, ChatType type, ChatVisibility visibility = ChatVisibility::Private);

    ChatId id() const { return m_genesis.id; }
    const GroupGenesis &genesis() const { return m_genesis; }
    RoleId memberRole() const { return m_genesis.memberRole; }
    RoleId adminRole() const { return m_genesis.adminRole; }
    const ChatHead &head() const { return m_head; }
    SignedOperation next() const { return operationAfter(m_head); }

    /// `call(store, operation)` as `actor` with the next operation; the head goes on when it is stored.
    template <class Call>
    Result<OperationAnswer> operate(const Member &actor, Call call)
    {
        const SignedOperation operation = next();
        GroupStore store(actor.db());
        const Result<OperationAnswer> answer = call(store, operation);
        if (answer && answer->state == OperationAnswer::State::Stored)
            m_head = headAfter(operation);
        return answer;
    }
    /// The head after an operation that was stored without operate().
    void follow(const SignedOperation &operation) { m_head = headAfter(operation); }

    Result<OperationAnswer> add(const Member &manager, const Member &who);
    Result<OperationAnswer> addAdmin(const Member &owner, const Member &who);
    Result<OperationAnswer> remove(const Member &manager, const Member &who);
    Result<OperationAnswer> leave(const Member &actor);
    Result<OperationAnswer> joinPublic(const Member &actor);
    Result<OperationAnswer> mute(const Member &manager, const Member &who, const QDateTime &until);
    Result<OperationAnswer> change(const Member &manager, const StoredGroupSettings &settings);
    Result<OperationAnswer> define(const Member &manager, const RoleDefinition &role);
    Result<OperationAnswer> assign(const Member &manager, const Member &who, RoleId role);
    Result<OperationAnswer> beginEpoch(const Member &manager, qint64 epoch, EpochReason reason = EpochReason::Manual);

private:
    GroupGenesis m_genesis;
    ChatHead m_head;
};

/// A tenant of its own with Alice and Bob in a group of hers.
struct GroupRoom {
    explicit GroupRoom(PostgresFixture &fixture);

    TenantWorld world;
    Member alice;
    Member bob;
    TestGroup group;
};

} // namespace tacet
