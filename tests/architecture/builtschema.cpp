#include "tests/architecture/builtschema.h"

#include "tests/architecture/sourcetree.h"

#include <QRegularExpression>

namespace tacet::tests {

namespace {

QString withoutComments(QString sql)
{
    static const QRegularExpression comment("--[^\n]*");
    return sql.remove(comment);
}

QString migrationsOf(const QString &folder)
{
    QString sql;
    for (const QString &path : sourceFiles({"resources/migrations/" + folder}, {"*.up.sql"}))
        sql += linesOf(path).join('\n') + '\n';
    return withoutComments(sql);
}

/// Made, and not taken away by a later migration.
bool stands(const QString &sql, const QString &kinds, const QString &name)
{
    const QString escaped = QRegularExpression::escape(name);
    const QRegularExpression create(
        QString("CREATE (OR REPLACE |UNIQUE |CONSTRAINT |VIRTUAL )?(%1) (IF NOT EXISTS )?%2[\\s(]")
            .arg(kinds, escaped));
    const QRegularExpression drop(QString("DROP (%1) (IF EXISTS )?%2[\\s(;]").arg(kinds, escaped));
    const qsizetype made = sql.lastIndexOf(create);
    return made >= 0 && sql.lastIndexOf(drop) < made;
}

/// What stands between the name of a table or view and the end of its statement, with what was added later.
QString bodyOf(const QString &sql, const QString &table)
{
    const QString escaped = QRegularExpression::escape(table);
    const QRegularExpression create(
        QString("CREATE (OR REPLACE |VIRTUAL )?(TABLE|VIEW) (IF NOT EXISTS )?%1[\\s(][^;]*").arg(escaped));
    const QRegularExpression alter(QString("ALTER TABLE %1\\s[^;]*").arg(escaped));
    QString body;
    for (auto it = create.globalMatch(sql); it.hasNext();)
        body += it.next().captured() + '\n';
    for (auto it = alter.globalMatch(sql); it.hasNext();)
        body += it.next().captured() + '\n';
    return body;
}

bool hasColumn(const QString &sql, const QString &table, const QString &column)
{
    if (!stands(sql, "TABLE|VIEW", table))
        return false;
    const QString body = bodyOf(sql, table);
    const QRegularExpression defined(QString("([(,]|ADD COLUMN|IF NOT EXISTS)\\s*%1\\s+[A-Za-z]").arg(column));
    const QRegularExpression shown(QString("(\\.|AS )%1\\s*(,|\\s)").arg(column));
    return body.contains(defined) || (stands(sql, "VIEW", table) && body.contains(shown));
}

bool hasObject(const QString &sql, const QString &table, const QString &bare)
{
    if (stands(sql, "TABLE|VIEW", table) || stands(sql, "INDEX|TRIGGER", bare))
        return true;
    if (bare.endsWith("_pkey"))
        return stands(sql, "TABLE", table.chopped(5)) && bodyOf(sql, table.chopped(5)).contains("PRIMARY KEY");
    return sql.contains(QRegularExpression(QString("CONSTRAINT %1\\b").arg(bare)));
}

} // namespace

BuiltSchema::BuiltSchema()
    : m_tenant(migrationsOf("tenant"))
    // The vault makes the table of its migrations itself.
    , m_vault(linesOf("models/vault/vaultmigrations.cpp").join('\n') + migrationsOf("vault"))
{
}

bool BuiltSchema::has(const QString &name) const
{
    const QStringList parts = name.split(u'.');
    const QString &schema = parts.first();
    if (parts.size() < 2 || parts.size() > 3)
        return false;
    if (schema != "tacet" && schema != "vault")
        return parts.size() == 2 && stands(m_tenant, "FUNCTION", name);
    const QString &sql = schema == "vault" ? m_vault : m_tenant;
    const QString &bare = parts.at(1);
    const QString table = schema == "vault" ? bare : "tacet." + bare;
    return parts.size() == 3 ? hasColumn(sql, table, parts.at(2)) : hasObject(sql, table, bare);
}

} // namespace tacet::tests
