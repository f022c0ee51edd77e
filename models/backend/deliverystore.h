#pragma once
#include "models/backend/storedstate.h"
#include "models/domain/ids.h"
#include "models/domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <span>

namespace tacet {

class DatabaseConnection;

/// The ratchet message for one device.
struct DeviceEnvelope {
    DeviceId device;
    QByteArray session;    ///< 1 to 32 bytes; the same at both ends
    QByteArray ratchetKey; ///< X25519, 32 bytes
    quint32 previousCount = 0;
    quint32 number = 0;
    QByteArray ciphertext; ///< AES output ‖ MAC, at most 64 KiB
    QByteArray handshake;  ///< TacetKeyExchange while the session is not answered, else empty; at most 16 KiB
};

/// A message: one body and an envelope per device of the peer and per other device of one's own.
struct OutgoingMessage {
    MessageId id; ///< UUIDv7, at most 35 days old; a repeat changes nothing
    ChatId chat;
    QByteArray encryptedContent;     ///< 1 byte to 1 MiB
    QByteArray contentHash;          ///< its SHA-256
    QList<DeviceEnvelope> envelopes; ///< at most 512
};

/// A message whose ratchet ciphertext is all there is: receipts, heartbeats, reset requests.
struct OutgoingControl {
    MessageId id;
    ChatId chat;
    qint16 kind = 1; ///< 1 to 32,767; 0 stands for messages
    QList<DeviceEnvelope> envelopes;
};

/// What became of one send.
struct SendReceipt {
    using State = StoredState;
    State state = State::Stored;
    /// Newest manifest versions, to see at once that a device was missed.
    qint64 ownManifestVersion = 0;
    qint64 peerManifestVersion = 0;
    /// Addressed devices that got nothing: removed, or not of this chat.
    QList<DeviceId> dropped;
};

enum class RecipientStatus { PendingSync, Synced, Read };

struct DeliveryStatus {
    MessageId message;
    RecipientStatus status = RecipientStatus::PendingSync; ///< the furthest of the peer's devices
};

/// Sending. Synchronous; belongs to the backend executor's thread. Uses binary parameters.
///
/// After Offline or Timeout the outcome is unknown: call again with the same ids.
class DeliveryStore
{
public:
    explicit DeliveryStore(DatabaseConnection &connection)
        : m_connection(connection)
    {
    }

    /// Stores body and envelopes in one transaction. NotFound, Blocked, RateLimited (too much, or too
    /// much for somebody who has not accepted this account yet), Conflict, InvalidInput.
    Result<SendReceipt> send(const OutgoingMessage &message);
    /// All in one transaction, in order; one receipt each. The first refusal stores none of them.
    Result<QList<SendReceipt>> send(std::span<const OutgoingMessage> messages);
    Result<SendReceipt> sendControl(const OutgoingControl &control);
    Result<QList<SendReceipt>> sendControl(std::span<const OutgoingControl> controls);
    /// Envelopes of an own, stored message for devices that were missed: those that have it already
    /// are left alone.
    Result<SendReceipt> addRecipients(MessageId message, const QList<DeviceEnvelope> &envelopes);
    /// The same for devices that could not read it (session repair): replaces what waits there and
    /// delivers again what was acknowledged.
    Result<SendReceipt> sendAgain(MessageId message, const QList<DeviceEnvelope> &envelopes);
    /// Of own messages, at most 512; unknown ones are left out.
    Result<QList<DeliveryStatus>> deliveryStatus(const QList<MessageId> &messages);

private:
    DatabaseConnection &m_connection;
};

} // namespace tacet
