#pragma once

namespace tacet {

class PgParams;
struct PrekeyUpload;

/// Appends the ten parameters by which prekeys are handed to the database: signed id (0 for none), key and
/// signature; then ids, keys and signatures of one-time and of KEM keys, and the ids of last-resort ones.
void addPrekeys(PgParams &params, const PrekeyUpload &upload);

} // namespace tacet
