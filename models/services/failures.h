#pragma once
#include "models/domain/error.h"

namespace tacet {

/// The connection is gone or cannot be relied on: whether the call took effect is not known.
inline bool breaksConnection(ErrorCode code)
{
    return code == ErrorCode::Offline || code == ErrorCode::Timeout || code == ErrorCode::NotOpen;
}

} // namespace tacet
