#pragma once
#include "models/backend/devicestore.h"
#include "models/backend/prekeystore.h"

#include <chrono>

namespace tacet {

/// Everything a new device brings. Lengths as in the structs it is made of.
struct EnrolmentRequest {
    QByteArray token; ///< from the link, 16 to 64 bytes
    UserId user;
    QString username;
    QString displayName;
    QByteArray masterKey; ///< Ed25519, 32 bytes
    DeviceId device;
    QByteArray identityKey;
    QByteArray identityDhKey;
    QByteArray identityDhSignature;
    QByteArray certificate;
    QByteArray certificateSignature;
    QString label;
    QByteArray scramVerifier; ///< SCRAM-SHA-256$4096:… with a 16-byte salt; the password stays here
    StoredManifest manifest;
    PrekeyUpload prekeys;   ///< needs a signed prekey and a last-resort KEM key
    QByteArray inviteProof; ///< HMAC(k, account ‖ master key), 32 bytes, or empty without k
};

struct Enrolled {
    QString role; ///< the device's login role, "d_" and 32 hexadecimal digits
    WorkspaceId workspace;
};

enum class TokenKind { Account, Device };

/// A token that this account made and that is neither used nor revoked, or whose use is to be checked.
struct Invitation {
    QByteArray tokenHash; ///< SHA-256 of the token
    TokenKind kind = TokenKind::Account;
    QDateTime expiresAt; ///< UTC
    std::optional<UserId> usedBy;
    QByteArray proof;           ///< what the joiner posted; empty while unused
    QByteArray joinedMasterKey; ///< as the directory has it now; empty while unused
};

/// Joining a workspace and letting others in. Synchronous; belongs to the backend executor's thread.
class EnrolmentStore
{
public:
    explicit EnrolmentStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Over a connection of the enrolment role. The same request again answers the same role.
    /// TokenInvalid, UsernameTaken (the token stays usable), QuotaExceeded (too many devices), InvalidInput.
    Result<Enrolled> enrol(const EnrolmentRequest &request);

    /// `tokenHash`: SHA-256 of at least 16 random bytes. NotFound if the workspace does not let this
    /// account invite; RateLimited.
    Result<> createToken(const QByteArray &tokenHash, TokenKind kind, std::chrono::seconds lifetime);
    /// Newest first, at most 100; used ones stay for 24 hours after they were checked off.
    Result<QList<Invitation>> invitations();
    /// An unused token stops working; a used one leaves invitations(). NotFound.
    Result<> dismissToken(const QByteArray &tokenHash);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
