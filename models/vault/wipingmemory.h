#pragma once

namespace tacet {

/// Gives SQLite a memory that is wiped when it is freed, so that pages, statements and bound values do
/// not stay behind after the vault is locked. Once per process, before SQLite's first use; false if
/// something has used SQLite before and the setting is refused.
///
/// It stands in for `PRAGMA cipher_memory_security`, which besides wiping calls mlock and munlock for
/// each allocation. Measured: storing 5,000 messages took 3.5 s with it and takes 0.17 s without. Nor
/// does it hold what it says: memory locks do not nest, so each munlock opens the whole page that other
/// allocations share. SQLCipher locks and wipes its own keys in any case.
bool useWipingMemory();

} // namespace tacet
