// The search of MessageStore.
#include "models/vault/messagestore.h"
#include "models/vault/rows.h"
#include "models/vault/searchterms.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

// Descending row ids come straight from the index; nothing is sorted. One question costs what it finds,
// not what there is: rows are read one by one until there are enough.
constexpr char kSearch[] = "SELECT m.position, m.text FROM messages_fts f CROSS JOIN messages m "
                           "ON m.position = f.rowid WHERE f.text MATCH :match ORDER BY f.rowid DESC";
constexpr char kSearchChat[] = "SELECT m.position, m.text FROM messages_fts f CROSS JOIN messages m "
                               "ON m.position = f.rowid WHERE f.text MATCH :match AND m.chat_id = :chat "
                               "ORDER BY f.rowid DESC";
constexpr char kNewest[] = "SELECT m.position, m.text FROM messages m WHERE m.position < :position "
                           "ORDER BY m.position DESC LIMIT :window";
constexpr char kNewestOfChat[] = "SELECT m.position, m.text FROM messages m WHERE m.chat_id = :chat "
                                 "AND m.position < :position ORDER BY m.position DESC LIMIT :window";

constexpr char kSelectAt[] = "SELECT " TACET_MESSAGE_COLUMNS " FROM messages m WHERE m.position = :position";

/// Rows of a statement until `limit` hold all terms.
Result<QList<Message>> filtered(VaultDatabase &database, Statement &statement, const QStringList &foldedTerms,
                                int limit)
{
    QList<Message> found;
    TACET_TRY(statement.run());
    while (found.size() < limit) {
        TACET_TRY_ASSIGN(const bool more, statement.next());
        if (!more)
            break;
        if (!containsAllTerms(statement.row().value(1).toString(), foldedTerms))
            continue;
        Statement whole(database, kSelectAt);
        whole.bind(":position"_L1, statement.row().value(0).toLongLong());
        TACET_TRY_ASSIGN(const auto message, readOne(whole, [](const QSqlQuery &row) { return messageFrom(row); }));
        if (message)
            found.append(*message);
    }
    return found;
}

} // namespace

Result<QList<Message>> MessageStore::search(const QString &words, std::optional<ChatId> chat, int limit)
{
    const SearchPlan plan = searchPlan(words);
    if (!plan.indexed.isEmpty())
        return searchIndex(plan.indexed.join(u' '), plan.tooShort, chat, limit);
    if (!plan.tooShort.isEmpty())
        return searchNewest(plan.tooShort, chat, limit);
    return QList<Message>();
}

Result<QList<Message>> MessageStore::searchIndex(const QString &match, const QStringList &foldedTerms,
                                                 std::optional<ChatId> chat, int limit)
{
    Statement select(m_database, chat ? kSearchChat : kSearch);
    select.bind(":match"_L1, match);
    if (chat)
        select.bind(":chat"_L1, *chat);
    return filtered(m_database, select, foldedTerms, limit);
}

Result<QList<Message>> MessageStore::searchNewest(const QStringList &foldedTerms, std::optional<ChatId> chat, int limit)
{
    Statement select(m_database, chat ? kNewestOfChat : kNewest);
    if (chat)
        select.bind(":chat"_L1, *chat);
    select.bind(":position"_L1, std::numeric_limits<qint64>::max()).bind(":window"_L1, kShortTermWindow);
    return filtered(m_database, select, foldedTerms, limit);
}

} // namespace tacet
