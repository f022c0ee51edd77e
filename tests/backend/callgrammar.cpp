#include "tests/backend/callgrammar.h"

#include "tests/backend/rawsession.h"

#include <QRegularExpression>

namespace tacet {

namespace {

// Ids in columns, under the name that an argument for them would have.
constexpr auto kIdColumns = R"(
SELECT format('SELECT DISTINCT %L, %I::text FROM (SELECT %I FROM tacet.%I WHERE %I IS NOT NULL ORDER BY ctid DESC LIMIT 40) x',
        CASE WHEN a.attname <> 'id' THEN a.attname
             ELSE regexp_replace(regexp_replace(c.relname, 'ies$', 'y'), '(?<=[^s])s$', '') || '_id' END,
        a.attname, a.attname, c.relname, a.attname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE n.nspname = 'tacet' AND c.relkind = 'r' AND a.atttypid = 'uuid'::regtype AND a.attnum > 0 AND NOT a.attisdropped)";
constexpr auto kSources = R"(
SELECT p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('s', 'api', 'admin')
UNION ALL SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE n.nspname = 'tacet' AND c.contype = 'c' AND c.coninhcount = 0)";

const QByteArrayList kPeople{"other", "peer", "account", "member", "owner", "user", "target", "contact", "account_id"};

const QByteArrayList kOddTexts{"''",
                               "' '",
                               "'%'",
                               "'_'",
                               "E'\\n'",
                               "E'\\x01\\x1b[2J'",
                               "repeat('a', 51)",
                               "repeat('a', 100000)",
                               "'alice'",
                               "'ALICE'",
                               "E'\\u202ecila'",
                               "E'a\\u0300\\u0301'",
                               "U&'\\+01F600'",
                               "'''; DROP TABLE tacet.users; --'",
                               "'$1'",
                               "'%I%s%L'",
                               "'NULL'",
                               "'{}'",
                               "'()'",
                               "'\\'",
                               "'(a+)+$'",
                               "repeat('(', 1000)",
                               "chr(1114111)",
                               "'tacet.users'",
                               "'owner'",
                               "'admin'",
                               "'member'"};
const QByteArrayList kJson{"'{}'",
                           "'[]'",
                           "'null'",
                           "'1'",
                           "'\"x\"'",
                           "'{\"a\": {\"b\": [1, {\"c\": null}]}}'",
                           "'{\"manage_chat\": true}'",
                           "'{\"send_messages\": \"yes\"}'",
                           "'[[[[[[1]]]]]]'",
                           "'{\"__proto__\": 1e308}'",
                           "'{\"\": \"\\u0001\"}'",
                           "(pg_catalog.repeat('[', 3000) || pg_catalog.repeat(']', 3000))"};
const QList<qint64> kEdges{0, 1, 2, 3, 7, 20, 49, 100, 101, 128, 500, 501, 512, 513, 32767, 86400, 2592000};

QByteArray singular(QByteArray name)
{
    if (name.endsWith("hashes"))
        name.chop(2);
    else if (name.endsWith("ies"))
        name = name.chopped(3) + 'y';
    else if (name.endsWith('s') && !name.endsWith("ss") && !name.endsWith("status"))
        name.chop(1);
    return name;
}

QByteArray cast(const QByteArray &literal, const QByteArray &type)
{
    return literal + "::" + type;
}

} // namespace

CallGrammar::CallGrammar(RawSession &superuser, const AttackCatalog &, quint32 seed)
    : m_engine(seed)
    , m_names(superuser.list("SELECT username FROM tacet.users ORDER BY 1 LIMIT 50"))
{
    for (const QByteArray &source : superuser.list(kSources))
        learnWords(source);
    learnIds(superuser);
    learnChats(superuser);
}

void CallGrammar::learnIds(RawSession &superuser)
{
    const QByteArrayList queries = superuser.list(kIdColumns);
    m_ids.clear();
    QSet<QByteArray> all;
    for (const QByteArrayList &row : superuser.table(queries.join(" UNION ") + " ORDER BY 1, 2")) {
        m_ids[singular(row[0])] += row[1];
        all.insert(row[1]);
    }
    m_allIds = all.values();
    std::ranges::sort(m_allIds);
}

void CallGrammar::learnWords(const QByteArray &source)
{
    static const QRegularExpression length(QStringLiteral(
        R"((?:octet|char)_length\(+(?:\w+\.)?(\w+)(?:\[\w+\])?\)+ *(?:=|<=|<|BETWEEN|IN|>=|>) *([\d ,()AND]+))"));
    static const QRegularExpression words(
        QStringLiteral(R"(\b(\w+)\)?(?:\[\w+\])? (?:IN \(|= ANY \(*ARRAY\[|= |<> )('[^)\];]*'))"));
    static const QRegularExpression word(QStringLiteral("'([^']{1,60})'"));
    static const QRegularExpression range(
        QStringLiteral(R"(\b(\w+)\)?(?:\[\w+\])? (?:BETWEEN|<=|>=|<|>) \(?(-?\d+)(?: AND (\d+))?)"));
    static const QRegularExpression digits(QStringLiteral("\\d+"));
    const QString text = QString::fromUtf8(source);
    for (auto it = length.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        for (auto number = digits.globalMatch(match.captured(2)); number.hasNext();)
            m_lengths[singular(match.captured(1).toLatin1())] += number.next().captured().toLongLong();
    }
    for (auto it = words.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        for (auto one = word.globalMatch(match.captured(2)); one.hasNext();)
            m_words[singular(match.captured(1).toLatin1())] += one.next().captured(1).toUtf8();
    }
    for (auto it = range.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        QList<qint64> &known = m_numbers[singular(match.captured(1).toLatin1())];
        known += match.captured(2).toLongLong();
        if (match.hasCaptured(3))
            known += match.captured(3).toLongLong();
    }
}

QByteArrayList CallGrammar::idsFor(const QByteArray &argument) const
{
    const QByteArray name = singular(argument);
    if (m_ids.contains(name))
        return m_ids[name];
    if (kPeople.contains(name))
        return m_ids.value("user_id");
    if (const QByteArray longer = name + "_id"; m_ids.contains(longer))
        return m_ids[longer];
    for (auto it = m_ids.begin(); it != m_ids.end(); ++it) {
        if (name.endsWith(it.key()) || (name.size() > 3 && it.key().startsWith(name)))
            return it.value();
    }
    return {};
}

QByteArray CallGrammar::id(const QByteArray &name, Manners manners)
{
    const QByteArrayList known = idsFor(name);
    if (!m_preferred.isEmpty() && chance(60)) {
        QByteArrayList own = known;
        own.removeIf([this](const QByteArray &one) { return !m_preferred.contains(one); });
        if (!own.isEmpty())
            return any(own);
    }
    if (manners == Manners::Fair || chance(60)) {
        if (!known.isEmpty() && chance(75))
            return any(known);
        return chance(70) || m_allIds.isEmpty() ? freshId(-qint64(below(1000))) : any(m_allIds);
    }
    switch (below(5)) {
    case 0: return "00000000-0000-0000-0000-000000000000";
    case 1: return "ffffffff-ffff-ffff-ffff-ffffffffffff";
    case 2: return freshId(qint64(below(2) ? 1 : -1) * 3'155'760'000'000LL);
    case 3:
        return "0d2a1f3c-4b5d-4e6f-8a7b-" +
               QByteArray::number(quint64(m_engine()), 16).rightJustified(12, '0').right(12);
    default: return m_allIds.isEmpty() ? freshId() : any(m_allIds);
    }
}

QByteArray CallGrammar::bytes(const QByteArray &name, Manners manners)
{
    const QList<qint64> known = m_lengths.value(singular(name), {32, 64, 16, 1});
    qint64 size = known[qsizetype(below(quint32(known.size())))];
    if (manners == Manners::Odd && chance(50))
        size = chance(50) ? 0 : size + (chance(50) ? 1 : -1);
    else if (size > 64 && chance(70))
        size = 16 + below(48);
    else if (size == 1)
        // Else different people would make the same.
        size = 16 + below(48);
    if (size > 256)
        return "pg_catalog.decode(pg_catalog.repeat('5a', " + QByteArray::number(size) + "), 'hex')";
    QByteArray value;
    for (qint64 at = 0; at < size; ++at)
        value += char(m_engine());
    return "'\\x" + value.toHex() + '\'';
}

QByteArray CallGrammar::text(const QByteArray &name, Manners manners)
{
    const QByteArrayList words = m_words.value(singular(name));
    if (!words.isEmpty() && chance(manners == Manners::Fair ? 90 : 50))
        return quoted(any(words));
    if (chance(30) && !m_names.isEmpty())
        return quoted(any(m_names));
    if (manners == Manners::Odd)
        return any(kOddTexts);
    return "'word" + QByteArray::number(below(1000)) + '\'';
}

QByteArray CallGrammar::number(const QByteArray &name, const QByteArray &type, Manners manners)
{
    QList<qint64> known = m_numbers.value(singular(name));
    if (known.isEmpty() || chance(20))
        known = kEdges;
    qint64 value = known[qsizetype(below(quint32(known.size())))];
    if (manners == Manners::Fair)
        return QByteArray::number(type.endsWith("int2") ? std::min<qint64>(value, 100) : value);
    value += qint64(below(3)) - 1;
    if (chance(20))
        value = -value;
    if (type.endsWith("int2"))
        return chance(10) ? "-32768" : QByteArray::number(std::clamp<qint64>(value, -32768, 32767));
    if (type.endsWith("int4"))
        return chance(10) ? "(-2147483648)" : QByteArray::number(std::clamp<qint64>(value, -2147483647, 2147483647));
    return chance(10) ? (chance(50) ? "'-9223372036854775808'" : "9223372036854775807") : QByteArray::number(value);
}

QByteArray CallGrammar::other(const QByteArray &type)
{
    if (type.endsWith(".bool"))
        return chance(50) ? "true" : "false";
    if (type.contains("timestamp") || type.endsWith(".date"))
        return any({"'infinity'", "'-infinity'", "'now'", "'4000-01-01'", "'1000-01-01'", "'294276-12-31'"});
    if (type.endsWith(".interval"))
        return any({"'0'", "'-1 day'", "'178000000 years'", "'1 hour'"});
    if (type.endsWith(".json") || type.endsWith(".jsonb"))
        return any(kJson);
    if (type.endsWith(".float8") || type.endsWith(".numeric"))
        return any({"0", "1", "-1", "'NaN'", "1e300", "0.5"});
    if (type.endsWith(".xid8"))
        return any({"'0'", "'1'", "'18446744073709551615'", "'1000'"});
    if (type.endsWith(".pg_snapshot"))
        return any({"'1:1:'", "'1:1000000:5,6,7'", "pg_catalog.pg_current_snapshot()", "'700:710:'"});
    if (type.endsWith(".inet"))
        return any({"'192.0.2.1'", "'::1/128'", "'10.0.0.0/8'"});
    if (type.endsWith(".regclass"))
        return any({"'pg_catalog.pg_class'", "'pg_catalog.pg_authid'", "0"});
    if (type.endsWith(".char") || type.endsWith(".name"))
        return "'x'";
    return "NULL";
}

QByteArray CallGrammar::scalar(const AttackCatalog::Argument &argument, Manners manners)
{
    const QByteArray type = argument.element();
    if (manners == Manners::Odd && chance(10))
        return cast("NULL", type);
    if (type.endsWith(".uuid"))
        return cast('\'' + id(argument.name, manners) + '\'', type);
    if (type.endsWith(".bytea"))
        return cast(bytes(argument.name, manners), type);
    if (type.endsWith(".text") || type.endsWith(".varchar"))
        return cast(text(argument.name, manners), type);
    if (type.endsWith(".int2") || type.endsWith(".int4") || type.endsWith(".int8"))
        return cast('(' + number(argument.name, type, manners) + ')', type);
    return cast(other(type), type);
}

QByteArray CallGrammar::array(const AttackCatalog::Argument &argument, Manners manners, quint32 size)
{
    const QByteArray type = argument.type;
    if (manners == Manners::Odd && chance(30)) {
        const QByteArray one = scalar(argument, Manners::Fair);
        switch (below(6)) {
        case 0: return cast("NULL", type);
        case 1: return "ARRAY[[" + one + "], [" + one + "]]::" + type;
        case 2: return "pg_catalog.array_fill(" + one + ", ARRAY[1], ARRAY[0])";
        case 3: return "pg_catalog.array_fill(" + one + ", ARRAY[513])";
        case 4: return "ARRAY[NULL, " + one + "]::" + type;
        default: return cast("'{}'", type);
        }
    }
    QByteArrayList elements;
    for (quint32 nth = 0; nth < size; ++nth)
        elements += scalar(argument, manners);
    return "ARRAY[" + elements.join(", ") + "]::" + type;
}

QByteArrayList CallGrammar::arguments(const AttackCatalog::Function &function, Manners manners)
{
    QByteArrayList given;
    const quint32 size = chance(60) ? 1 : below(4);
    qsizetype content = -1; // what a hash that follows would be of
    for (const AttackCatalog::Argument &argument : function.arguments) {
        const Manners here = manners == Manners::Odd && chance(50) ? Manners::Odd : Manners::Fair;
        const QByteArray type = argument.element();
        if (content >= 0 && argument.name.contains("hash") && !argument.name.contains("previous") &&
            type.endsWith(".bytea") && here == Manners::Fair && chance(85) &&
            argument.isArray() == function.arguments[content].isArray())
            given += argument.isArray() ? "ARRAY(SELECT pg_catalog.sha256(x) FROM pg_catalog.unnest(" + given[content] +
                                              ") x)::" + argument.type
                                        : "pg_catalog.sha256(" + given[content] + ')';
        else
            given += argument.isArray() ? array(argument, here, size) : scalar(argument, here);
        if (type.endsWith(".bytea") && !argument.name.contains("hash") && !argument.name.contains("signature"))
            content = given.size() - 1;
    }
    if (chance(manners == Manners::Fair ? 85 : 40)) {
        m_fit.fit(function, given, m_engine);
    }
    return given;
}

QByteArray CallGrammar::call(const AttackCatalog::Function &function, Manners manners)
{
    return callOf(function, arguments(function, manners));
}

} // namespace tacet
