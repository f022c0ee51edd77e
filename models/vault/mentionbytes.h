#pragma once
#include "models/domain/message.h"

namespace tacet {

/// A message's mentions as they stand in its row; empty for none.
QByteArray bytesFromMentions(const QList<Mention> &mentions);
/// Empty for bytes that are none.
QList<Mention> mentionsFromBytes(const QByteArray &bytes);

} // namespace tacet
