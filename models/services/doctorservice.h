#pragma once
#include "models/domain/error.h"
#include "models/services/awaiting.h"

#include <QList>
#include <QObject>

namespace tacet {

class AccountCore;

/// One thing that was looked at, in numbers: who shows it finds the words.
struct Finding {
    enum class Check {
        VaultIntegrity,  ///< every page, index and checksum of the vault
        VaultCounter,    ///< whether the vault was copied or restored: `measured` here, `expected` in the database
        Outbox,          ///< `measured` entries wait
        Connection,      ///< the database is reached
        ServerVersion,   ///< PQserverVersion() in `measured`, the floor in `expected`
        SchemaVersion,   ///< the database's interface in `measured`, the program's in `expected`
        Migrations,      ///< `measured` are missing; looked at by who may (WorkspaceService)
        Role,            ///< the database knows this device as this account with this role
        Clock,           ///< `measured` milliseconds ahead of the database's, at most `expected`
        SignedPrekey,    ///< id in `measured`, 0 if none is published
        OneTimePrekeys,  ///< `measured` left, at least `expected`
        KemPrekeys,      ///< `measured` left, at least `expected`
        LastResortPrekey ///< 1 in `measured` if it is published
    };

    Check check;
    bool good = true;
    qint64 measured = 0;
    qint64 expected = 0;
    std::optional<ErrorCode> reason = {}; ///< why it could not be looked at, or what is wrong
};

/// Looks over the account's vault and its place in the workspace, and changes nothing. Lives on its
/// owner's thread.
class DoctorService final : public QObject
{
    Q_OBJECT
public:
    explicit DoctorService(AccountCore &core);

    /// All findings, good ones too. What needs the database is left out while it is not connected.
    AsyncResult<QList<Finding>> examine();

private:
    Task<QList<Finding>> look();

    AccountCore &m_core;
};

} // namespace tacet
