#pragma once
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <optional>

namespace tacet {

/// Settings of this account on this computer, by name.
class SettingsStore
{
public:
    explicit SettingsStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Nothing if it was never set.
    Result<std::optional<QByteArray>> value(const QString &name);
    Result<std::optional<QString>> text(const QString &name);
    Result<std::optional<qint64>> number(const QString &name);
    Result<> setValue(const QString &name, const QByteArray &value);
    Result<> setText(const QString &name, const QString &text);
    Result<> setNumber(const QString &name, qint64 number);
    Result<> remove(const QString &name);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
