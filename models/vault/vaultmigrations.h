#pragma once
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <QList>

namespace tacet {

/// One step of the vault's schema, from `resources/migrations/vault`.
struct VaultMigration {
    int version = 0; ///< 1, 2, 3, … without gaps
    QString name;
    QByteArray up;
    QByteArray down;

    /// SHA-256 of `up`.
    QByteArray checksum() const;
};

/// The migrations this program carries, by version. Internal if there are none or one is missing.
Result<QList<VaultMigration>> embeddedVaultMigrations();

/// Brings the vault to the last of `migrations`; each step is one transaction with its row in
/// `schema_migrations`. SchemaTooNew if the vault has a version beyond them, SchemaEdited if a
/// checksum differs from the one applied; nothing is changed then.
Result<> migrateVaultUp(VaultDatabase &database, const QList<VaultMigration> &migrations);
/// Undoes the steps above `version`, newest first. Destroys what they hold.
Result<> migrateVaultDown(VaultDatabase &database, const QList<VaultMigration> &migrations, int version);
/// 0 for an empty vault.
Result<int> vaultSchemaVersion(VaultDatabase &database);

} // namespace tacet
