#include "models/vault/rows.h"

#include "models/vault/mentionbytes.h"

namespace tacet {

namespace {

enum PersonColumn { UserColumn, UsernameColumn, DisplayNameColumn, MasterKeyColumn, RelationColumn, TrustColumn };
enum MessageColumn {
    PositionColumn,
    IdColumn,
    ChatColumn,
    AuthorColumn,
    OutgoingColumn,
    SentAtColumn,
    StoredAtColumn,
    TextColumn,
    StateColumn,
    FailureColumn,
    KindColumn,
    EventKindColumn,
    EventSubjectColumn,
    EventDetailColumn,
    MentionsColumn,
    MentionsMeColumn,
    ReplyToColumn,
    ExpiresAtColumn,
    AuthorNameColumn,
    SubjectNameColumn,
    CauseColumn,
    SinceColumn,
    AskedAtColumn,
};

std::optional<ChatEvent> eventFrom(const QSqlQuery &row, int first)
{
    if (row.value(first + EventKindColumn).isNull())
        return std::nullopt;
    return ChatEvent{.kind = ChatEventKind(row.value(first + EventKindColumn).toInt()),
                     .actor = idAt<UserId>(row, first + AuthorColumn),
                     .subject = optionalIdAt<UserId>(row, first + EventSubjectColumn).value_or(UserId()),
                     .actorName = row.value(first + AuthorNameColumn).toString(),
                     .subjectName = row.value(first + SubjectNameColumn).toString(),
                     .detail = row.value(first + EventDetailColumn).toString()};
}

std::optional<WaitingForKey> waitingFrom(const QSqlQuery &row, int first)
{
    if (row.value(first + CauseColumn).isNull())
        return std::nullopt;
    return WaitingForKey{.cause = WaitingCause(row.value(first + CauseColumn).toInt()),
                         .since = timeAt(row, first + SinceColumn),
                         .askedAt = optionalTimeAt(row, first + AskedAtColumn)};
}

} // namespace

Person personFrom(const QSqlQuery &row, int first)
{
    return {
        .id = idAt<UserId>(row, first + UserColumn),
        .username = row.value(first + UsernameColumn).toString(),
        .displayName = row.value(first + DisplayNameColumn).toString(),
        .masterKey = row.value(first + MasterKeyColumn).toByteArray(),
        .relation = Relation(row.value(first + RelationColumn).toInt()),
        .trust = Trust(row.value(first + TrustColumn).toInt()),
    };
}

Message messageFrom(const QSqlQuery &row, int first)
{
    return {
        .id = idAt<MessageId>(row, first + IdColumn),
        .chat = idAt<ChatId>(row, first + ChatColumn),
        .author = idAt<UserId>(row, first + AuthorColumn),
        .outgoing = row.value(first + OutgoingColumn).toBool(),
        .position = row.value(first + PositionColumn).toLongLong(),
        .sentAt = timeAt(row, first + SentAtColumn),
        .storedAt = timeAt(row, first + StoredAtColumn),
        .text = row.value(first + TextColumn).toString(),
        .kind = MessageKind(row.value(first + KindColumn).toInt()),
        .event = eventFrom(row, first),
        .waiting = waitingFrom(row, first),
        .mentions = mentionsFromBytes(row.value(first + MentionsColumn).toByteArray()),
        .mentionsMe = row.value(first + MentionsMeColumn).toBool(),
        .authorName = row.value(first + AuthorNameColumn).toString(),
        .replyTo = optionalIdAt<MessageId>(row, first + ReplyToColumn),
        .expiresAt = optionalTimeAt(row, first + ExpiresAtColumn),
        .state = DeliveryState(row.value(first + StateColumn).toInt()),
        .failure = errorCodeAt(row, first + FailureColumn),
    };
}

Result<> changeOne(Statement &statement)
{
    TACET_TRY_ASSIGN(const int changed, statement.runAndCount());
    if (changed == 0)
        return fail(ErrorCode::NotFound);
    return {};
}

} // namespace tacet
