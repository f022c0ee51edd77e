#pragma once
#include "crypto/identity/deviceidentity.h"
#include "models/backend/signedoperation.h"
#include "models/domain/group.h"
#include "models/domain/groupnames.h"
#include "models/domain/result.h"

#include <QCborArray>

#include <variant>

namespace tacet {

/// What an operation says beside its subject: one struct for each kind that says more. Texts are not in the log:
/// their SHA-256 is, of the ciphertext under the chat's key of `epoch`, or of the plain UTF-8 where that is 0.
struct OperationSettings {
    ChatVisibility visibility = ChatVisibility::Private;
    qint64 epoch = 0;           ///< of the texts; 0 in public chats, which have plain ones
    QByteArray nameHash;        ///< 32 bytes
    QByteArray descriptionHash; ///< 32 bytes, or empty for none
    QByteArray pictureHash;     ///< 32 bytes, or empty for none
    qint64 maxMembers = 1;
    HistoryPolicy history;
    qint64 slowModeSeconds = 0;
    qint64 messageTimerSeconds = 0;

    friend bool operator==(const OperationSettings &, const OperationSettings &) = default;
};

struct OperationCreate {
    ChatType type = ChatType::Group;
    QByteArray nonce; ///< 32 random bytes
    RoleId ownerRole;
    RoleId adminRole;
    RoleId memberRole;
    QByteArray commitment; ///< to the key of epoch 1, 32 bytes
    OperationSettings settings;

    friend bool operator==(const OperationCreate &, const OperationCreate &) = default;
};

struct OperationRole {
    qint64 nameEpoch = 0; ///< 0: a plain name, or none
    QByteArray nameHash;  ///< 32 bytes; empty for built-in roles, which have no name
    QString color;        ///< "#rrggbb" in lower case, or empty
    Permissions permissions;
    bool isDefault = false;

    friend bool operator==(const OperationRole &, const OperationRole &) = default;
};

struct OperationJoin {
    InviteId invite; ///< null: into a public chat

    friend bool operator==(const OperationJoin &, const OperationJoin &) = default;
};

struct OperationMute {
    QDateTime until; ///< UTC, milliseconds; one of the past ends it

    friend bool operator==(const OperationMute &, const OperationMute &) = default;
};

struct OperationInvite {
    QByteArray publicKey; ///< Ed25519, 32 bytes
    QDateTime expiresAt;  ///< UTC, milliseconds
    qint64 maxUses = 1;
    qint64 epoch = 0; ///< whose key lies wrapped for who comes; 0: none

    friend bool operator==(const OperationInvite &, const OperationInvite &) = default;
};

struct OperationEpoch {
    qint64 epoch = 0;
    QByteArray commitment; ///< to the epoch's key, 32 bytes
    EpochReason reason = EpochReason::Manual;

    friend bool operator==(const OperationEpoch &, const OperationEpoch &) = default;
};

using OperationFields = std::variant<std::monostate, OperationCreate, OperationSettings, OperationRole, OperationJoin,
                                     OperationMute, OperationInvite, OperationEpoch>;

/// The fields of an operation of that kind as they stand in it.
QCborArray cborOf(const OperationFields &fields);
/// InvalidInput.
Result<OperationFields> operationFieldsFrom(OperationKind kind, const QCborArray &array);

/// One entry of a chat's signed log as it reads (protocol.md section 5). Everything that the row beside it says
/// stands in it too, and is compared.
struct GroupOperation {
    OperationKind kind = OperationKind::Leave;
    ChatId chat;             ///< null in the first, from whose hash the chat's id is made
    qint64 sequence = 1;     ///< from 1
    QByteArray previousHash; ///< 32 bytes, empty in the first
    UserId actor;
    DeviceId device;
    QDateTime time; ///< UTC, milliseconds, by the actor's clock
    QUuid subject;  ///< user, role or invite, as `kind` says; null for none
    QUuid detail;   ///< the role of assign, add, join and invite
    OperationFields fields = std::monostate();

    /// CBOR (RFC 8949), an array of fixed order in the one encoding that decode() takes.
    QByteArray encode() const;
    /// InvalidInput for anything else than what encode() writes; SchemaTooNew if a newer program wrote it.
    static Result<GroupOperation> decode(const QByteArray &bytes);

    friend bool operator==(const GroupOperation &, const GroupOperation &) = default;
};

/// As operations have times: UTC, without what is below a millisecond.
QDateTime toMilliseconds(const QDateTime &time);

/// SHA-256(previous hash ‖ body), as the database chains the log.
QByteArray operationHash(const QByteArray &previousHash, const QByteArray &body);

/// The id of the chat that this first operation makes, by its nonce, time, maker, type and roles: whoever shows another
/// beginning of the log shows another id. The first key and the texts are bound to the id and so stand outside; that
/// there is one of them only is what the chain of hashes is for.
ChatId chatIdOf(const GroupOperation &genesis);

/// Signs for this device, with the operation's own place in the log.
SignedOperation signOperation(const GroupOperation &operation, const crypto::DeviceIdentity &identity);

/// CryptoFailed if this device did not sign these bytes.
Result<> verifyOperation(const QByteArray &body, const QByteArray &signature, const QByteArray &identityKey);

} // namespace tacet
