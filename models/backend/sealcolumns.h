#pragma once
#include "models/backend/pgparams.h"
#include "models/backend/pgresult.h"
#include "models/backend/seal.h"

namespace tacet {

/// The columns epoch, author_sequence, parent_hash, signature.
inline constexpr int kSealColumns = 4;

inline Seal sealFrom(PgRow &row, int firstColumn)
{
    return {.epoch = row.optionalInt64(firstColumn),
            .authorSequence = row.optionalInt64(firstColumn + 1),
            .parentHash = row.optionalBytes(firstColumn + 2),
            .signature = row.optionalBytes(firstColumn + 3)};
}

/// The parameters author_sequence, parent_hash, signature, which follow the epoch everywhere.
inline void addSealAfterEpoch(PgParams &params, const Seal &seal)
{
    params.int64(seal.authorSequence).bytes(seal.parentHash).bytes(seal.signature);
}

} // namespace tacet
