#pragma once
#include "models/domain/ids.h"
#include "models/domain/result.h"
#include "models/vault/vaultdatabase.h"

#include <optional>

namespace tacet {

/// Bodies too large for the row of their message, which is read with every page of a chat; compressed if
/// that makes them smaller. They go with their message, and stay with it when it is archived.
///
/// The text of a message stays in its row: the search index reads it there. Here belong bodies of
/// threads and whatever else is shown one at a time.
class MessageContentStore
{
public:
    /// Below, compression costs more than it saves.
    static constexpr qsizetype kCompressFrom = 512;
    static constexpr qsizetype kBytesMax = qsizetype{1} << 20;

    explicit MessageContentStore(VaultDatabase &database)
        : m_database(database)
    {
    }

    /// Replaces what was there. NotFound for an unknown message, InvalidInput above kBytesMax.
    Result<> save(MessageId message, const QByteArray &content);
    /// Damaged if it does not unpack to what was stored.
    Result<std::optional<QByteArray>> find(MessageId message);
    /// Bytes in the vault; 0 if there is none.
    Result<qint64> storedSize(MessageId message);
    Result<> remove(MessageId message);

private:
    VaultDatabase &m_database;
};

} // namespace tacet
