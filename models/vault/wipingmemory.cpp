#include "models/vault/wipingmemory.h"

#include <cstring>
#include <sqlite3.h>
#include <string.h>

namespace tacet {

namespace {

// SQLite's interface has no context argument: the methods it used before stand here.
sqlite3_mem_methods plainMethods;

void wipeAndFree(void *memory)
{
    if (!memory)
        return;
    ::explicit_bzero(memory, size_t(plainMethods.xSize(memory)));
    plainMethods.xFree(memory);
}

void *reallocateWiped(void *memory, int size)
{
    const int before = plainMethods.xSize(memory);
    if (size <= before) {
        ::explicit_bzero(static_cast<char *>(memory) + size, size_t(before - size));
        return plainMethods.xRealloc(memory, size);
    }
    void *grown = plainMethods.xMalloc(size);
    if (!grown)
        return nullptr;
    std::memcpy(grown, memory, size_t(before));
    wipeAndFree(memory);
    return grown;
}

bool install()
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plainMethods) != SQLITE_OK)
        return false;
    sqlite3_mem_methods wiping = plainMethods;
    wiping.xFree = wipeAndFree;
    wiping.xRealloc = reallocateWiped;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &wiping) == SQLITE_OK;
}

} // namespace

bool useWipingMemory()
{
    static const bool installed = install();
    return installed;
}

} // namespace tacet
