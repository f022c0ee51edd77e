#pragma once
#include "models/domain/message.h"
#include "models/domain/person.h"
#include "models/vault/statement.h"

#include <QList>

/// Column lists that several stores select, and the readers that fit them. The readers take the column
/// at which the list begins.

#define TACET_PERSON_COLUMNS "p.user_id, p.username, p.display_name, p.master_key, p.relation, p.trust"
#define TACET_MESSAGE_COLUMNS                                                                                          \
    "m.position, m.id, m.chat_id, m.author, m.outgoing, m.sent_at, m.stored_at, m.text, m.state, m.failure"
/// The same for RETURNING, which knows no alias.
#define TACET_MESSAGE_RETURNED "position, id, chat_id, author, outgoing, sent_at, stored_at, text, state, failure"

namespace tacet {

inline constexpr int kPersonColumns = 6;

Person personFrom(const QSqlQuery &row, int first = 0);
Message messageFrom(const QSqlQuery &row, int first = 0);

/// All rows of a statement that runs, each by `read`.
template <class Read>
auto readAll(Statement &statement, Read read) -> Result<QList<decltype(read(statement.row()))>>
{
    QList<decltype(read(statement.row()))> rows;
    TACET_TRY(statement.run());
    while (true) {
        TACET_TRY_ASSIGN(const bool more, statement.next());
        if (!more)
            return rows;
        rows.append(read(statement.row()));
    }
}

/// The one row of a statement that runs, by `read`, or nothing.
template <class Read>
auto readOne(Statement &statement, Read read) -> Result<std::optional<decltype(read(statement.row()))>>
{
    TACET_TRY(statement.run());
    TACET_TRY_ASSIGN(const bool found, statement.next());
    if (!found)
        return std::nullopt;
    return read(statement.row());
}

/// NotFound if a statement that changes one row found none.
Result<> changeOne(Statement &statement);

} // namespace tacet
