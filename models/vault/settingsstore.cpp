#include "models/vault/settingsstore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSelect[] = "SELECT value FROM settings WHERE name = :name";
constexpr char kUpsert[] = "INSERT INTO settings (name, value) VALUES (:name, :value) "
                           "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
constexpr char kDelete[] = "DELETE FROM settings WHERE name = :name";

} // namespace

Result<std::optional<QByteArray>> SettingsStore::value(const QString &name)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":name"_L1, name), [](const QSqlQuery &row) { return row.value(0).toByteArray(); });
}

Result<std::optional<QString>> SettingsStore::text(const QString &name)
{
    TACET_TRY_ASSIGN(const auto stored, value(name));
    return stored.transform([](const QByteArray &bytes) { return QString::fromUtf8(bytes); });
}

Result<std::optional<qint64>> SettingsStore::number(const QString &name)
{
    TACET_TRY_ASSIGN(const auto stored, value(name));
    return stored.transform([](const QByteArray &bytes) { return bytes.toLongLong(); });
}

Result<> SettingsStore::setValue(const QString &name, const QByteArray &value)
{
    Statement upsert(m_database, kUpsert);
    return upsert.bind(":name"_L1, name).bind(":value"_L1, value).run();
}

Result<> SettingsStore::setText(const QString &name, const QString &text)
{
    return setValue(name, text.toUtf8());
}

Result<> SettingsStore::setNumber(const QString &name, qint64 number)
{
    return setValue(name, QByteArray::number(number));
}

Result<> SettingsStore::remove(const QString &name)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":name"_L1, name).run();
}

} // namespace tacet
