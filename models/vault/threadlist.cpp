// The list of ThreadVaultStore, and its search.
#include "models/vault/searchterms.h"
#include "models/vault/threadrows.h"
#include "models/vault/threadvaultstore.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

// The indexes have what the filters ask for: rows that are skipped or only counted are not read.
#define FILTER                                                                                                         \
    " FROM threads t WHERE t.chat_id = :chat AND t.unread >= :least_unread AND t.followed >= :least_followed "         \
    "AND t.outgoing >= :least_outgoing "
#define AMONG "AND t.position IN (SELECT value FROM json_each(:positions)) "
#define PAGE "LIMIT :limit OFFSET :offset"
#define BY_ACTIVITY "ORDER BY t.pinned DESC, t.last_activity DESC, t.position DESC "
#define BY_AGE "ORDER BY t.pinned DESC, t.created_at DESC, t.position DESC "
#define BY_REPLIES "ORDER BY t.pinned DESC, t.reply_count DESC, t.position DESC "
#define BY_TITLE "ORDER BY t.pinned DESC, t.title_order, t.position DESC "
#define COLUMNS "SELECT " TACET_THREAD_COLUMNS_OF("t")
constexpr char kByActivity[] = COLUMNS FILTER BY_ACTIVITY PAGE;
constexpr char kByAge[] = COLUMNS FILTER BY_AGE PAGE;
constexpr char kByReplies[] = COLUMNS FILTER BY_REPLIES PAGE;
constexpr char kByTitle[] = COLUMNS FILTER BY_TITLE PAGE;
constexpr char kFoundByActivity[] = COLUMNS FILTER AMONG BY_ACTIVITY PAGE;
constexpr char kFoundByAge[] = COLUMNS FILTER AMONG BY_AGE PAGE;
constexpr char kFoundByReplies[] = COLUMNS FILTER AMONG BY_REPLIES PAGE;
constexpr char kFoundByTitle[] = COLUMNS FILTER AMONG BY_TITLE PAGE;
constexpr char kCount[] = "SELECT count(*)" FILTER;
constexpr char kFoundCount[] = "SELECT count(*)" FILTER AMONG;

constexpr char kMatchThreads[] = "SELECT t.position FROM threads_fts f CROSS JOIN threads t ON t.position = f.rowid "
                                 "WHERE f.threads_fts MATCH :match AND t.chat_id = :chat";
constexpr char kMatchReplies[] =
    "SELECT t.position FROM replies_fts f CROSS JOIN replies r ON r.position = f.rowid "
    "CROSS JOIN threads t ON t.id = r.thread_id WHERE f.body MATCH :match AND t.chat_id = :chat";
constexpr char kThreadTexts[] =
    "SELECT t.position, t.title || ' ' || t.body FROM threads t INDEXED BY threads_by_activity "
    "WHERE t.chat_id = :chat ORDER BY t.pinned DESC, t.last_activity DESC, t.position DESC LIMIT :window";
constexpr char kReplyTexts[] =
    "SELECT t.position, r.body FROM threads t INDEXED BY threads_by_activity CROSS JOIN replies r "
    "ON r.thread_id = t.id WHERE t.chat_id = :chat "
    "ORDER BY t.pinned DESC, t.last_activity DESC, t.position DESC LIMIT :window";

const char *statementOf(ThreadOrder order, bool among)
{
    switch (order) {
    case ThreadOrder::LastActivity: return among ? kFoundByActivity : kByActivity;
    case ThreadOrder::Newest: return among ? kFoundByAge : kByAge;
    case ThreadOrder::MostReplies: return among ? kFoundByReplies : kByReplies;
    case ThreadOrder::Title: return among ? kFoundByTitle : kByTitle;
    }
    Q_UNREACHABLE();
}

void bindFilter(Statement &statement, const ThreadQuery &query, const std::optional<QByteArray> &positions)
{
    statement.bind(":chat"_L1, query.chat)
        .bind(":least_unread"_L1, query.filter == ThreadFilter::Unread ? 1 : 0)
        .bind(":least_followed"_L1, query.filter == ThreadFilter::Followed ? 1 : 0)
        .bind(":least_outgoing"_L1, query.filter == ThreadFilter::Mine ? 1 : 0);
    if (positions)
        statement.bind(":positions"_L1, QString::fromLatin1(*positions));
}

/// Threads of which a text that the statement reads has the term.
Result<> addHaving(Statement &statement, const QString &foldedTerm, QSet<qint64> &found)
{
    TACET_TRY(statement.run());
    while (true) {
        TACET_TRY_ASSIGN(const bool more, statement.next());
        if (!more)
            return {};
        if (containsAllTerms(statement.row().value(1).toString(), {foldedTerm}))
            found.insert(statement.row().value(0).toLongLong());
    }
}

Result<QSet<qint64>> havingIndexed(VaultDatabase &database, ChatId chat, const QString &term)
{
    QSet<qint64> found;
    for (const char *sql : {kMatchThreads, kMatchReplies}) {
        Statement select(database, sql);
        select.bind(":match"_L1, term).bind(":chat"_L1, chat);
        TACET_TRY_ASSIGN(const auto positions,
                         readAll(select, [](const QSqlQuery &row) { return row.value(0).toLongLong(); }));
        found.unite(QSet<qint64>(positions.cbegin(), positions.cend()));
    }
    return found;
}

Result<QSet<qint64>> havingShort(VaultDatabase &database, ChatId chat, const QString &foldedTerm)
{
    QSet<qint64> found;
    for (const char *sql : {kThreadTexts, kReplyTexts}) {
        Statement select(database, sql);
        select.bind(":chat"_L1, chat).bind(":window"_L1, ThreadVaultStore::kShortTermWindow);
        TACET_TRY(addHaving(select, foldedTerm, found));
    }
    return found;
}

QByteArray jsonOf(const QSet<qint64> &positions)
{
    QByteArrayList numbers;
    for (const qint64 position : positions)
        numbers.append(QByteArray::number(position));
    return '[' + numbers.join(',') + ']';
}

} // namespace

Result<ThreadPage> ThreadVaultStore::list(const ThreadQuery &query)
{
    if (searchTerms(query.words).isEmpty())
        return page(query, std::nullopt);
    TACET_TRY_ASSIGN(const auto found, matching(query.chat, query.words));
    return page(query, jsonOf(found));
}

/// Each of the words somewhere in the thread or its replies, not all of them in one place.
Result<QSet<qint64>> ThreadVaultStore::matching(ChatId chat, const QString &words)
{
    const SearchPlan plan = searchPlan(words);
    std::optional<QSet<qint64>> found;
    const auto narrow = [&found](const QSet<qint64> &having) {
        if (found)
            found->intersect(having);
        else
            found = having;
    };
    for (const QString &term : plan.indexed) {
        TACET_TRY_ASSIGN(const auto having, havingIndexed(m_database, chat, term));
        narrow(having);
    }
    for (const QString &term : plan.tooShort) {
        TACET_TRY_ASSIGN(const auto having, havingShort(m_database, chat, term));
        narrow(having);
    }
    return found.value_or(QSet<qint64>());
}

Result<ThreadPage> ThreadVaultStore::page(const ThreadQuery &query, const std::optional<QByteArray> &positions)
{
    ThreadPage page;
    {
        Statement count(m_database, positions ? kFoundCount : kCount);
        bindFilter(count, query, positions);
        TACET_TRY_ASSIGN(const auto total, readOne(count, [](const QSqlQuery &row) { return row.value(0).toInt(); }));
        page.total = total.value_or(0);
    }
    Statement select(m_database, statementOf(query.order, positions.has_value()));
    bindFilter(select, query, positions);
    select.bind(":limit"_L1, query.limit).bind(":offset"_L1, query.offset);
    TACET_TRY_ASSIGN(page.threads, readAll(select, threadFrom));
    return page;
}

} // namespace tacet
