#pragma once
#include "models/domain/message.h"
#include "models/domain/person.h"
#include "models/vault/statement.h"

#include <QList>

/// Column lists that several stores select, and the readers that fit them. The readers take the column
/// at which the list begins.

#define TACET_PERSON_COLUMNS "p.user_id, p.username, p.display_name, p.master_key, p.relation, p.trust"
/// What people call the account whose id the column has: its nickname, display name or user name; empty if nothing
/// is known of it.
#define TACET_NAME_OF(column)                                                                                          \
    "ifnull((SELECT ifnull(ifnull(nullif(n.nickname, ''), nullif(n.display_name, '')), n.username) FROM people n "     \
    "WHERE n.user_id = " column "), ifnull((SELECT ifnull(nullif(s.display_name, ''), s.username) FROM account s "     \
    "WHERE s.id = 1 AND s.user_id = " column "), ''))"
/// Of the table or alias `t`, which UNION ALL and RETURNING can name as well. Names are looked up in chats that are
/// not direct, causes of messages that wait.
#define TACET_MESSAGE_COLUMNS_OF(t)                                                                                    \
    t ".position, " t ".id, " t ".chat_id, " t ".author, " t ".outgoing, " t ".sent_at, " t ".stored_at, " t           \
      ".text, " t ".state, " t ".failure, " t ".kind, " t ".event_kind, " t ".event_subject, " t ".event_detail, " t   \
      ".mentions, " t ".mentions_me, " t ".reply_to, " t ".expires_at, "                                               \
      "CASE WHEN " t ".kind = 1 OR EXISTS (SELECT 1 FROM chats d WHERE d.id = " t                                      \
      ".chat_id AND d.type <> 0) THEN " TACET_NAME_OF(                                                                 \
          t ".author") " ELSE '' END, "                                                                                \
                       "CASE WHEN " t ".event_subject IS NOT NULL THEN " TACET_NAME_OF(                                \
                           t ".event_subject") " ELSE '' END, "                                                        \
                                               "CASE WHEN " t ".kind = 2 THEN (SELECT w.cause FROM waiting_posts w "   \
                                               "WHERE w.kind = 1 AND w.id = " t ".id) END, "                           \
                                               "CASE WHEN " t ".kind = 2 THEN (SELECT w.since FROM waiting_posts w "   \
                                               "WHERE w.kind = 1 AND w.id = " t ".id) END, "                           \
                                               "CASE WHEN " t ".kind = 2 THEN (SELECT w.asked_at FROM waiting_posts "  \
                                               "w WHERE w.kind = 1 AND w.id = " t ".id) END"
#define TACET_MESSAGE_COLUMNS TACET_MESSAGE_COLUMNS_OF("m")
/// The same for RETURNING, which knows no alias.
#define TACET_MESSAGE_RETURNED TACET_MESSAGE_COLUMNS_OF("messages")

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
