#include "models/backend/operationcall.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/storedstate.h"

namespace tacet {

namespace {

constexpr PgStatement kHeadOfMember{"head_of_member", "SELECT head_sequence, head_hash FROM api.group($1)"};
constexpr PgStatement kHeadOfPublic{"head_of_public", "SELECT head_sequence, head_hash FROM api.public_chat($1)"};
constexpr PgStatement kHeadOfLink{
    "head_of_link", "SELECT head_sequence, head_hash FROM api.asked_invite() WHERE kind = 'link' AND chat_id = $1"};

constexpr qsizetype kHashSize = 32;

const PgStatement &headStatement(OperationBy by)
{
    switch (by) {
    case OperationBy::PublicJoiner: return kHeadOfPublic;
    case OperationBy::LinkJoiner: return kHeadOfLink;
    case OperationBy::Creator:
    case OperationBy::Member: break;
    }
    return kHeadOfMember;
}

Result<ChatHead> headOf(DatabaseConnection &connection, ChatId chat, OperationBy by)
{
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(headStatement(by), PgParams().id(chat)));
    return result.first([](PgRow &row) { return ChatHead{.sequence = row.int64(0), .hash = row.bytes(1, kHashSize)}; });
}

OperationAnswer answerFrom(PgRow &row)
{
    using State = OperationAnswer::State;
    const bool isRepeat = row.parsed(0, storedStateFrom) == StoredState::Repeat;
    return {.state = isRepeat ? State::Repeated : State::Stored, .head = {}};
}

} // namespace

void addOperation(PgParams &params, const SignedOperation &operation)
{
    params.int64(operation.sequence).bytes(operation.previousHash);
    params.bytes(operation.body).bytes(operation.signature);
}

Result<OperationAnswer> append(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params)
{
    TACET_TRY_ASSIGN(const PgResult result, connection.exec(statement, params));
    return result.first(answerFrom);
}

Result<OperationAnswer> operateWith(DatabaseConnection &connection, ChatId chat, const SignedOperation &operation,
                                    OperationBy by, const std::function<Result<OperationAnswer>()> &call)
{
    Result<OperationAnswer> answer = call();
    if (answer || by == OperationBy::Creator || answer.error().code() != ErrorCode::Conflict)
        return answer;
    const auto head = headOf(connection, chat, by);
    if (!head && head.error().code() != ErrorCode::NotFound)
        return std::unexpected(head.error());
    if (!head || *head == ChatHead{.sequence = operation.sequence - 1, .hash = operation.previousHash})
        return answer;
    return OperationAnswer{.state = OperationAnswer::State::HeadMoved, .head = *head};
}

Result<OperationAnswer> operate(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params,
                                ChatId chat, const SignedOperation &operation, OperationBy by)
{
    return operateWith(connection, chat, operation, by, [&] { return append(connection, statement, params); });
}

} // namespace tacet
