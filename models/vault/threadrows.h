#pragma once
#include "models/domain/thread.h"
#include "models/vault/rows.h"
#include "models/vault/threadvaultstore.h"

/// Columns of threads and replies, and the readers that fit them.

#define TACET_THREAD_COLUMNS_OF(t)                                                                                     \
    t ".id, " t ".chat_id, " t                                                                                         \
      ".author, " TACET_NAME_OF(t ".author") ", " t ".title, " t ".body, " t ".created_at, " t ".last_activity, " t    \
                                             ".reply_count, " t ".unread, " t ".followed, " t ".pinned, " t            \
                                             ".outgoing, " t ".state, " t ".failure"
#define TACET_THREAD_RETURNED TACET_THREAD_COLUMNS_OF("threads")
#define TACET_REPLY_COLUMNS_OF(t)                                                                                      \
    t ".id, " t ".thread_id, " t ".parent, " t                                                                         \
      ".author, " TACET_NAME_OF(t ".author") ", " t ".body, " t ".created_at, " t ".position, " t ".outgoing, " t      \
                                             ".deleted, " t ".state, " t ".failure"
#define TACET_REPLY_RETURNED TACET_REPLY_COLUMNS_OF("replies")
#define TACET_SEAL_COLUMNS "author_device, author_sequence, content_hash, edit_number"

namespace tacet {

Thread threadFrom(const QSqlQuery &row);
Reply replyFrom(const QSqlQuery &row);
PostSeal sealFrom(const QSqlQuery &row);
Statement &bindSeal(Statement &statement, const PostSeal &seal);

/// The one row that a statement changed; NotFound if none.
template <class Read>
auto changedRow(Statement &statement, Read read) -> Result<decltype(read(statement.row()))>
{
    TACET_TRY_ASSIGN(const auto row, readOne(statement, read));
    if (!row)
        return fail(ErrorCode::NotFound);
    return *row;
}

} // namespace tacet
