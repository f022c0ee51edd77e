#pragma once
#include "models/domain/result.h"

#include <QFuture>

namespace tacet {

/// What every use case answers. Continue with `.then(context, …)`; it always finishes with a result.
template <class T = void>
using AsyncResult = QFuture<Result<T>>;

} // namespace tacet
