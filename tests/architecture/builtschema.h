#pragma once
#include <QHash>
#include <QString>

namespace tacet::tests {

/// What the migrations of the checkout build, as far as their text tells.
class BuiltSchema
{
public:
    BuiltSchema();

    /// tacet.x and vault.x: tables, views, indexes, triggers, constraints and (x_pkey) primary keys;
    /// tacet.x.y and vault.x.y: columns; api.x, admin.x and s.x: functions.
    bool has(const QString &name) const;

private:
    QString m_tenant;
    QString m_vault;
};

} // namespace tacet::tests
