// The search of MessageStore.
#include "models/vault/messagestore.h"
#include "models/vault/rows.h"
#include "models/vault/searchterms.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

// Descending row ids come straight from the index; nothing is sorted. One question costs what it finds,
// not what there is: rows are read one by one until there are enough.
constexpr char kSearch[] = "SELECT " TACET_MESSAGE_COLUMNS " FROM messages_fts f CROSS JOIN messages m "
                           "ON m.position = f.rowid WHERE f.text MATCH :match ORDER BY f.rowid DESC";
constexpr char kSearchChat[] = "SELECT " TACET_MESSAGE_COLUMNS " FROM messages_fts f CROSS JOIN messages m "
                               "ON m.position = f.rowid WHERE f.text MATCH :match AND m.chat_id = :chat "
                               "ORDER BY f.rowid DESC";
constexpr char kNewest[] = "SELECT " TACET_MESSAGE_COLUMNS " FROM messages m WHERE m.position < :position "
                           "ORDER BY m.position DESC LIMIT :window";
constexpr char kNewestOfChat[] = "SELECT " TACET_MESSAGE_COLUMNS " FROM messages m WHERE m.chat_id = :chat "
                                 "AND m.position < :position ORDER BY m.position DESC LIMIT :window";

constexpr qsizetype kTrigram = 3;

qsizetype codePoints(const QString &text)
{
    return text.toUcs4().size();
}

/// The term as an FTS5 string: everything in it means itself.
QString quoted(const QString &term)
{
    return u'"' + QString(term).replace(u'"', "\"\""_L1) + u'"';
}

/// Rows of a statement until `limit` hold all terms.
Result<QList<Message>> filtered(Statement &statement, const QStringList &foldedTerms, int limit)
{
    QList<Message> found;
    TACET_TRY(statement.run());
    while (found.size() < limit) {
        TACET_TRY_ASSIGN(const bool more, statement.next());
        if (!more)
            break;
        Message message = messageFrom(statement.row());
        if (containsAllTerms(message.text, foldedTerms))
            found.append(std::move(message));
    }
    return found;
}

} // namespace

Result<QList<Message>> MessageStore::search(const QString &words, std::optional<ChatId> chat, int limit)
{
    QStringList indexed;
    QStringList tooShort;
    for (const QString &term : searchTerms(words)) {
        const QString plain = foldedText(term);
        if (std::min(codePoints(term), codePoints(plain)) >= kTrigram)
            indexed.append(quoted(term));
        else if (!plain.isEmpty())
            tooShort.append(plain);
    }
    if (!indexed.isEmpty())
        return searchIndex(indexed.join(u' '), tooShort, chat, limit);
    if (!tooShort.isEmpty())
        return searchNewest(tooShort, chat, limit);
    return QList<Message>();
}

Result<QList<Message>> MessageStore::searchIndex(const QString &match, const QStringList &foldedTerms,
                                                 std::optional<ChatId> chat, int limit)
{
    Statement select(m_database, chat ? kSearchChat : kSearch);
    select.bind(":match"_L1, match);
    if (chat)
        select.bind(":chat"_L1, *chat);
    return filtered(select, foldedTerms, limit);
}

Result<QList<Message>> MessageStore::searchNewest(const QStringList &foldedTerms, std::optional<ChatId> chat, int limit)
{
    Statement select(m_database, chat ? kNewestOfChat : kNewest);
    if (chat)
        select.bind(":chat"_L1, *chat);
    select.bind(":position"_L1, std::numeric_limits<qint64>::max()).bind(":window"_L1, kShortTermWindow);
    return filtered(select, foldedTerms, limit);
}

} // namespace tacet
