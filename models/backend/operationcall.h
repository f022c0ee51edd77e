#pragma once
#include "models/backend/signedoperation.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <functional>

namespace tacet {

class DatabaseConnection;
class PgParams;
struct PgStatement;

/// Who asks, because that decides where the log's head can be read.
enum class OperationBy {
    Creator, ///< of the chat itself: its log has no head yet
    Member,
    PublicJoiner, ///< of a public chat
    LinkJoiner,   ///< with the link that this device asked for
};

/// The parameters sequence, previous_hash, body, signature.
void addOperation(PgParams &params, const SignedOperation &operation);

/// Runs a statement whose one column is what api functions of operations answer. A conflict is an error.
Result<OperationAnswer> append(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params);

/// Runs `call`, outside any transaction. A conflict whose reason is the head becomes HeadMoved; another one stays an
/// error.
Result<OperationAnswer> operateWith(DatabaseConnection &connection, ChatId chat, const SignedOperation &operation,
                                    OperationBy by, const std::function<Result<OperationAnswer>()> &call);

/// operateWith() append().
Result<OperationAnswer> operate(DatabaseConnection &connection, const PgStatement &statement, const PgParams &params,
                                ChatId chat, const SignedOperation &operation, OperationBy by = OperationBy::Member);

} // namespace tacet
