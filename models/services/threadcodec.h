#pragma once
#include "models/backend/threadstore.h"

namespace tacet {

/// Threads and replies as the vault keeps them: what is sent until the database has it, and what the database had
/// until its key comes. Damaged where something else is read than was written.
QByteArray encodeOutgoing(const OutgoingThread &thread);
Result<OutgoingThread> decodeOutgoingThread(const QByteArray &bytes);
QByteArray encodeOutgoing(const OutgoingReply &reply);
Result<OutgoingReply> decodeOutgoingReply(const QByteArray &bytes);

QByteArray encodeStored(const StoredThread &thread);
Result<StoredThread> decodeStoredThread(const QByteArray &bytes);
QByteArray encodeStored(const StoredReply &reply);
Result<StoredReply> decodeStoredReply(const QByteArray &bytes);

} // namespace tacet
