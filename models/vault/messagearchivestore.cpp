#include "models/vault/messagearchivestore.h"

#include "models/vault/rows.h"
#include "models/vault/searchterms.h"
#include "models/vault/transaction.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

#define STORED_COLUMNS                                                                                                 \
    "position, id, chat_id, author, outgoing, sent_at, stored_at, text, state, failure, author_device, "               \
    "author_sequence, content_hash, content_key, kind, event_kind, event_subject, event_detail, mentions, "            \
    "mentions_me, "                                                                                                    \
    "reply_to, expires_at"
constexpr char kSelectStretch[] = "SELECT max(w.position), count(*) FROM (SELECT m.position FROM messages m "
                                  "WHERE m.position > :after ORDER BY m.position LIMIT :limit) w";
// State: 1 sent, 2 delivered, 3 read, 5 received. In groups nobody confirms: what is sent is settled. Kind: 2 waits.
// The last message of a chat stays: the list of chats shows it.
constexpr char kCopy[] =
    "INSERT INTO messages_archive (" STORED_COLUMNS ", archived_at) SELECT m.position, m.id, m.chat_id, m.author, "
    "m.outgoing, m.sent_at, m.stored_at, m.text, m.state, m.failure, m.author_device, m.author_sequence, "
    "m.content_hash, m.content_key, m.kind, m.event_kind, m.event_subject, m.event_detail, m.mentions, m.mentions_me, "
    "m.reply_to, m.expires_at, :now FROM messages m CROSS JOIN chats c ON c.id = m.chat_id "
    "WHERE m.position > :after AND m.position <= :up_to AND m.stored_at < :before "
    "AND (m.state IN (2, 3, 5) OR (m.state = 1 AND c.type <> 0)) AND m.kind <> 2 AND (m.outgoing = 1 OR m.position <= "
    "c.read_position) AND m.position <> c.last_position";
constexpr char kDeleteCopied[] = "DELETE FROM messages WHERE position > :after AND position <= :up_to "
                                 "AND EXISTS (SELECT 1 FROM messages_archive a WHERE a.position = messages.position)";
// What stays in the vault need not be scraped out of the index word by word, which takes most of the time:
// marks do until the index is merged.
constexpr char kLeaveMarks[] = "INSERT INTO messages_fts (messages_fts, rank) VALUES ('secure-delete', 0)";
constexpr char kLeaveNothing[] = "INSERT INTO messages_fts (messages_fts, rank) VALUES ('secure-delete', 1)";
constexpr char kCount[] = "SELECT count(*) FROM messages_archive";
constexpr char kNewest[] = "SELECT m.position, m.text FROM messages_archive m WHERE m.position < :before "
                           "ORDER BY m.position DESC LIMIT :window";
constexpr char kNewestOfChat[] = "SELECT m.position, m.text FROM messages_archive m WHERE m.chat_id = :chat "
                                 "AND m.position < :before ORDER BY m.position DESC LIMIT :window";
constexpr char kSelectAt[] = "SELECT " TACET_MESSAGE_COLUMNS " FROM messages_archive m WHERE m.position = :position";
constexpr char kSelectBack[] = "SELECT min(w.position) FROM (SELECT a.position FROM messages_archive a "
                               "WHERE a.chat_id = :chat ORDER BY a.position DESC LIMIT :limit) w";
constexpr char kCopyBack[] = "INSERT INTO messages (" STORED_COLUMNS ") SELECT " STORED_COLUMNS
                             " FROM messages_archive WHERE chat_id = :chat AND position >= :from";
constexpr char kDeleteBack[] = "DELETE FROM messages_archive WHERE chat_id = :chat AND position >= :from";

static_assert(int(DeliveryState::Sent) == 1 && int(DeliveryState::Delivered) == 2 && int(DeliveryState::Read) == 3 &&
                  int(DeliveryState::Received) == 5,
              "the numbers in the statements");

struct Stretch {
    qint64 upTo = 0;
    int messages = 0;
};

} // namespace

Result<ArchivedBatch> MessageArchiveStore::archive(qint64 after, const QDateTime &before, const QDateTime &now,
                                                   int limit)
{
    limit = std::min(limit, kBatchMax);
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement select(m_database, kSelectStretch);
    TACET_TRY_ASSIGN(
        const auto stretch,
        readOne(select.bind(":after"_L1, after).bind(":limit"_L1, qint64(limit)), [](const QSqlQuery &row) {
            return Stretch{.upTo = row.value(0).toLongLong(), .messages = row.value(1).toInt()};
        }));
    if (!stretch || stretch->messages == 0)
        return ArchivedBatch{.lookedUpTo = after, .isDone = true};
    Statement copy(m_database, kCopy);
    TACET_TRY_ASSIGN(const int moved, copy.bind(":now"_L1, now)
                                          .bind(":after"_L1, after)
                                          .bind(":up_to"_L1, stretch->upTo)
                                          .bind(":before"_L1, before)
                                          .runAndCount());
    if (moved > 0) {
        TACET_TRY(m_database.executeScript(kLeaveMarks));
        Statement remove(m_database, kDeleteCopied);
        TACET_TRY_ASSIGN(const int removed,
                         remove.bind(":after"_L1, after).bind(":up_to"_L1, stretch->upTo).runAndCount());
        TACET_TRY(m_database.executeScript(kLeaveNothing));
        if (removed != moved)
            return fail(ErrorCode::Damaged, u"messages that stand in the archive already"_s);
    }
    TACET_TRY(transaction.commit());
    return ArchivedBatch{.moved = moved, .lookedUpTo = stretch->upTo, .isDone = stretch->messages < limit};
}

Result<qint64> MessageArchiveStore::count()
{
    Statement select(m_database, kCount);
    TACET_TRY_ASSIGN(const auto counted,
                     readOne(select, [](const QSqlQuery &row) { return row.value(0).toLongLong(); }));
    return counted.value_or(0);
}

Result<ArchiveHits> MessageArchiveStore::search(const QString &words, std::optional<ChatId> chat, int limit,
                                                qint64 before)
{
    QStringList terms;
    for (const QString &term : searchTerms(words)) {
        if (const QString plain = foldedText(term); !plain.isEmpty())
            terms.append(plain);
    }
    ArchiveHits hits{.messages = {}, .lookedBackTo = before, .reachedOldest = terms.isEmpty()};
    if (terms.isEmpty())
        return hits;
    Statement select(m_database, chat ? kNewestOfChat : kNewest);
    if (chat)
        select.bind(":chat"_L1, *chat);
    TACET_TRY(select.bind(":before"_L1, before).bind(":window"_L1, kSearchWindow).run());
    int looked = 0;
    while (hits.messages.size() < limit) {
        TACET_TRY_ASSIGN(const bool more, select.next());
        if (!more) {
            hits.reachedOldest = looked < kSearchWindow;
            break;
        }
        ++looked;
        hits.lookedBackTo = select.row().value(0).toLongLong();
        if (!containsAllTerms(select.row().value(1).toString(), terms))
            continue;
        Statement whole(m_database, kSelectAt);
        whole.bind(":position"_L1, hits.lookedBackTo);
        TACET_TRY_ASSIGN(const auto message, readOne(whole, [](const QSqlQuery &row) { return messageFrom(row); }));
        if (message)
            hits.messages.append(*message);
    }
    return hits;
}

Result<int> MessageArchiveStore::bringBack(ChatId chat, int limit)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement select(m_database, kSelectBack);
    TACET_TRY_ASSIGN(const auto from,
                     readOne(select.bind(":chat"_L1, chat).bind(":limit"_L1, qint64(std::min(limit, kBatchMax))),
                             [](const QSqlQuery &row) { return row.value(0); }));
    if (!from || from->isNull())
        return 0;
    Statement copy(m_database, kCopyBack);
    TACET_TRY_ASSIGN(const int moved, copy.bind(":chat"_L1, chat).bind(":from"_L1, from->toLongLong()).runAndCount());
    Statement remove(m_database, kDeleteBack);
    TACET_TRY(remove.bind(":chat"_L1, chat).bind(":from"_L1, from->toLongLong()).run());
    TACET_TRY(transaction.commit());
    return moved;
}

} // namespace tacet
