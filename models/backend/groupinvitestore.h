#pragma once
#include "models/backend/signedoperation.h"
#include "models/backend/storedstate.h"
#include "models/domain/group.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QDateTime>
#include <QList>

#include <chrono>

namespace tacet {

class DatabaseConnection;

/// The newest epoch's key for those who come by a link, wrapped under what its secret gives.
struct InviteKey {
    qint64 epoch = 0;      ///< the chat's present one; 0: without a key
    QByteArray wrappedKey; ///< 32 to 256 bytes; empty without a key
};

/// A code to be made: 8 characters of `[A-Za-z0-9]`, or for a link that wants approval the 32 bytes that its secret
/// gives. The database gets the hash.
struct NewInviteCode {
    InviteId id;                      ///< UUIDv7
    QByteArray codeHash;              ///< SHA-256, 32 bytes
    std::chrono::seconds lifetime{0}; ///< at most 30 days; 0: as long as the workspace says
    qint32 maxUses = 1;               ///< 1 to 1,000,000
};

/// A link to be made. Public key, role, expiry and uses stand in the signed operation too.
struct NewInviteLink {
    InviteId id;           ///< UUIDv7
    QByteArray lookupHash; ///< SHA-256 of the id that the link's secret gives, 32 bytes
    QByteArray publicKey;  ///< Ed25519, 32 bytes
    RoleId role;
    QDateTime expiresAt; ///< within 30 days
    qint32 maxUses = 1;  ///< 1 to 1,000,000
    InviteKey key;
};

/// An invite that can still be used.
struct StoredInvite {
    InviteId id;
    InviteKind kind = InviteKind::Code;
    RoleId role;          ///< of links; null for codes
    QByteArray publicKey; ///< of links, 32 bytes; else empty
    qint64 epoch = 0;     ///< whose key lies with a link; 0 for none
    UserId createdBy;
    QDateTime createdAt; ///< UTC
    QDateTime expiresAt; ///< UTC
    qint32 maxUses = 0;
    qint32 uses = 0;
};

/// What an invite that this device asked for shows.
struct AskedInvite {
    ChatId chat;
    ChatType type = ChatType::Group;
    ChatVisibility visibility = ChatVisibility::Private;
    InviteId id;
    InviteKind kind = InviteKind::Code;
    QDateTime expiresAt; ///< UTC
    QString name;        ///< of public chats
    /// From here on of links only.
    RoleId role;
    QByteArray publicKey; ///< 32 bytes
    InviteKey key;
    QByteArray encryptedName;
    qint32 memberCount = 0;
    ChatHead head;
};

/// Somebody who asks to be let in.
struct StoredJoinRequest {
    UserId user;
    DeviceId device;
    InviteId invite;
    QDateTime createdAt; ///< UTC
};

/// A request of this account.
struct OwnJoinRequest {
    ChatId chat;
    QDateTime createdAt; ///< UTC
};

/// A public chat as everybody sees it.
struct StoredPublicChat {
    ChatId id;
    ChatType type = ChatType::Group;
    QString name;
    QString description;
    MediaId avatar;
    qint32 memberCount = 0;
};

/// What somebody needs to join a public chat.
struct StoredPublicChatEntry {
    StoredPublicChat chat;
    qint32 maxMembers = 0;
    RoleId defaultRole; ///< stands in the signed operation
    ChatHead head;
};

/// The ways into a group or channel: invites, requests, public chats. Synchronous; belongs to the backend
/// executor's thread. Lists are paged by id.
///
/// What is of a chat needs the permission to manage members (NotFound). All that is asked by who is no member
/// yet answers TokenInvalid, whatever the reason.
class GroupInviteStore
{
public:
    explicit GroupInviteStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Not in secret chats. QuotaExceeded: too many.
    Result<StoredState> createCode(ChatId chat, const NewInviteCode &code);
    Result<OperationAnswer> createLink(ChatId chat, const NewInviteLink &link, const SignedOperation &operation);
    /// After each new epoch. Conflict: there is a newer one.
    Result<> setLinkKey(ChatId chat, InviteId invite, const InviteKey &key);
    Result<> revokeCode(ChatId chat, InviteId invite);
    /// Where its key lay with it, nothing can be posted until the next epoch.
    Result<OperationAnswer> revokeLink(ChatId chat, InviteId invite, const SignedOperation &operation);
    /// At most 500.
    Result<QList<StoredInvite>> invites(ChatId chat, InviteId after, int limit);
    /// At most 500.
    Result<QList<StoredJoinRequest>> requests(ChatId chat, UserId after, int limit);
    /// To admit is GroupStore::addMember().
    Result<> decline(ChatId chat, UserId user);

    /// Asks by the 8 characters of a code or the 32 bytes that a link's secret gives. Two transactions, so
    /// that each guess costs. RateLimited. The answer holds for asked() and what joins for 15 minutes.
    Result<AskedInvite> ask(const QByteArray &code);
    /// What was asked for last.
    Result<AskedInvite> asked();
    /// `operation` is signed by this device, `inviteSignature` over it by the link's key. QuotaExceeded: full.
    Result<OperationAnswer> joinByLink(ChatId chat, InviteId invite, const QByteArray &inviteSignature,
                                       const SignedOperation &operation);
    /// With the code that was asked for. Conflict: is a member; QuotaExceeded: too many requests.
    Result<StoredState> requestToJoin(ChatId chat);
    /// Without one: no error.
    Result<> withdraw(ChatId chat);
    /// At most 500.
    Result<QList<OwnJoinRequest>> ownRequests(ChatId after, int limit);

    /// Public chats whose names begin with the text or that have its words, in the order of names, after one
    /// of a page before (null: from the first), at most 100. RateLimited.
    Result<QList<StoredPublicChat>> search(const QString &text, const StoredPublicChat &after, int limit);
    /// NotFound for what is not public.
    Result<StoredPublicChatEntry> publicChat(ChatId chat);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
