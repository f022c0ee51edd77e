#pragma once
#include "models/backend/poststore.h"

namespace tacet {

/// A message as the database had it, for the vault to keep until its key comes; and what is sent, for the vault to
/// keep until the database has it.
QByteArray encodePost(const StoredPost &post);
/// Damaged: only this program writes what is read here.
Result<StoredPost> decodePost(const QByteArray &bytes);

QByteArray encodeOutgoing(const OutgoingPost &post);
Result<OutgoingPost> decodeOutgoing(const QByteArray &bytes);

} // namespace tacet
