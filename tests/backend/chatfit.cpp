#include "tests/backend/chatfit.h"

#include "tests/backend/rawsession.h"

#include <QDateTime>

namespace tacet {

namespace {

constexpr auto kHeads = "SELECT id, head_sequence, head_hash, epoch FROM tacet.chats WHERE head_sequence > 0";
constexpr auto kBeside = R"(
SELECT format('SELECT DISTINCT chat_id::text, %L, %I::text FROM (SELECT chat_id, %I FROM tacet.%I WHERE %I IS NOT NULL
                 ORDER BY ctid DESC LIMIT 200) x',
        CASE WHEN a.attname <> 'id' THEN a.attname WHEN c.relname = 'chat_roles' THEN 'role_id'
             WHEN c.relname = 'group_invites' THEN 'invite_id'
             ELSE regexp_replace(regexp_replace(c.relname, 'ies$', 'y'), 's$', '') || '_id' END,
        a.attname, a.attname, c.relname, a.attname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  JOIN pg_attribute k ON k.attrelid = c.oid AND k.attname = 'chat_id'
 WHERE n.nspname = 'tacet' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.atttypid = 'uuid'::regtype
   AND a.attname <> 'chat_id' AND NOT a.attisdropped)";
constexpr auto kNobody = "'00000000-0000-0000-0000-000000000000'::pg_catalog.uuid";

quint32 below(std::mt19937_64 &random, qsizetype bound)
{
    return quint32(random() % quint64(bound));
}

} // namespace

QByteArray freshId(std::mt19937_64 &random, qint64 shiftMilliseconds)
{
    const quint64 time = quint64(QDateTime::currentMSecsSinceEpoch() + shiftMilliseconds) & 0xffffffffffffULL;
    const QByteArray head = QByteArray::number(time, 16).rightJustified(12, '0');
    const QByteArray tail = QByteArray::number(quint64(random()), 16).rightJustified(16, '0');
    return head.first(8) + '-' + head.sliced(8, 4) + "-7" + tail.first(3) + "-8" + tail.sliced(3, 3) + '-' +
           tail.sliced(4, 12);
}

void ChatFit::learn(RawSession &superuser)
{
    m_heads.clear();
    m_beside.clear();
    for (const QByteArrayList &row : superuser.table(kHeads))
        m_heads[row[0]] = {.sequence = row[1].toLongLong(), .hash = row[2], .epoch = row[3].toLongLong()};
    const QByteArrayList queries = superuser.list(kBeside);
    for (const QByteArrayList &row : superuser.table(queries.join(" UNION ")))
        m_beside[row[0]][row[1]] += row[2];
}

void ChatFit::fit(const AttackCatalog::Function &function, QByteArrayList &arguments, std::mt19937_64 &random) const
{
    fitToVisibility(function, arguments, random);
    fitNew(function, arguments, random);
    fitSeal(function, arguments, random);
    fitToChat(function, arguments, random);
}

// The place in the chat's log and its epoch, as they are or as they would be next; ids that stand in its rows.
void ChatFit::fitToChat(const AttackCatalog::Function &function, QByteArrayList &arguments,
                        std::mt19937_64 &random) const
{
    Head head;
    QHash<QByteArray, QByteArrayList> beside;
    const bool begins = function.name.contains("begin");
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        const AttackCatalog::Argument &argument = function.arguments[at];
        const QByteArray name = argument.name;
        if (name == "chat_id" && arguments[at].size() > 37) {
            head = m_heads.value(arguments[at].sliced(1, 36));
            beside = m_beside.value(arguments[at].sliced(1, 36));
        }
        if (argument.isArray())
            continue;
        if (beside.contains(name) && below(random, 4) > 0)
            arguments[at] = '\'' + beside[name][below(random, beside[name].size())] + "'::" + argument.type;
        if (name == "epoch")
            arguments[at] = QByteArray::number(std::max<qint64>(1, head.epoch + (begins ? 1 : 0)));
        if (head.hash.isEmpty())
            continue;
        if (name == "sequence")
            arguments[at] = QByteArray::number(head.sequence + 1);
        else if (name == "head_sequence")
            arguments[at] = QByteArray::number(head.sequence);
        else if (name == "previous_hash" || name == "head_hash")
            arguments[at] = quoted(head.hash) + "::" + argument.type;
    }
}

// What is made gets an id that nothing has, and no picture that would have to be there first.
void ChatFit::fitNew(const AttackCatalog::Function &function, QByteArrayList &arguments, std::mt19937_64 &random)
{
    const QByteArray name = function.name.sliced(function.name.indexOf('.') + 1);
    const bool makes = name.startsWith("create_") || name == "post" || name == "reply" || name.startsWith("begin_m") ||
                       name.startsWith("send_") || name.startsWith("post_") || name.startsWith("define_");
    bool first = makes;
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        const AttackCatalog::Argument &argument = function.arguments[at];
        if (argument.name == "avatar")
            arguments[at] = "NULL::" + argument.type;
        if (!first || !argument.type.endsWith(".uuid"))
            continue;
        first = false;
        if (below(random, 4) > 0)
            arguments[at] = '\'' + freshId(random) + "'::" + argument.type;
    }
}

// Chats have a plain name or an encrypted one, by their visibility.
void ChatFit::fitToVisibility(const AttackCatalog::Function &function, QByteArrayList &arguments,
                              std::mt19937_64 &random)
{
    bool found = false;
    bool isPublic = false;
    for (qsizetype at = 0; at < arguments.size(); ++at) {
        const QByteArray name = function.arguments[at].name;
        if (name == "visibility") {
            found = true;
            isPublic = arguments[at].contains("public");
        }
        if (!found)
            continue;
        if (name == "name")
            arguments[at] = isPublic ? "'word" + QByteArray::number(below(random, 1000)) + '\'' : "''";
        else if (name == "encrypted_name")
            arguments[at] = isPublic ? QByteArray("''") : "pg_catalog.sha256('" + freshId(random) + "')";
        else if (name == "description" || name == "encrypted_description")
            arguments[at] = "''";
        else if (name == "open_key")
            arguments[at] = isPublic ? "pg_catalog.sha256('" + freshId(random) + "')" : QByteArray("''");
        else if (name == "max_members")
            arguments[at] = "50";
        else if (name == "role_ids")
            arguments[at] = "ARRAY['" + freshId(random) + "', '" + freshId(random) + "', '" + freshId(random) +
                            "']::pg_catalog.uuid[]";
    }
}

// An epoch post: signed, without a sender key's distribution, the author's first.
void ChatFit::fitSeal(const AttackCatalog::Function &function, QByteArrayList &arguments, std::mt19937_64 &random)
{
    bool sealed = false;
    for (const AttackCatalog::Argument &argument : function.arguments)
        sealed = sealed || argument.name == "author_sequence";
    for (qsizetype at = 0; sealed && at < arguments.size(); ++at) {
        const AttackCatalog::Argument &argument = function.arguments[at];
        if (argument.isArray())
            continue;
        if (argument.name == "distribution_id" || argument.name == "reply_to_id" || argument.name == "parent_reply_id")
            arguments[at] = kNobody;
        else if (argument.name == "author_sequence" || argument.name == "edit_number")
            arguments[at] = "1";
        else if (argument.name == "parent_hash")
            arguments[at] = "''";
        else if (argument.name == "signature")
            arguments[at] = "pg_catalog.sha512('" + freshId(random) + "')";
    }
}

} // namespace tacet
