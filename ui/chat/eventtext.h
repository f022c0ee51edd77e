#pragma once
#include "models/domain/message.h"

namespace tacet {

/// The sentence of an event to paint: names are made harmless and keep their own direction.
QString eventText(const ChatEvent &event, UserId self);

} // namespace tacet
