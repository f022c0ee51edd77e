#pragma once
#include "models/domain/error.h"

namespace tacet {

/// An error in the person's words. Each is one or two whole sentences.
struct ErrorWords {
    QString happened; ///< what happened
    QString meaning;  ///< what it means for the person's data
    QString remedy;   ///< what to do
};

ErrorWords errorWords(ErrorCode code);

/// Why one message was not sent, short enough to stand under its bubble.
QString failureWords(ErrorCode code);

} // namespace tacet
