#include "models/vault/messagecontentstore.h"

#include "models/vault/rows.h"

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

// Compression: 0 none, 1 zlib as qCompress writes it (four bytes of length in front).
enum class Compression { None, Zlib };

constexpr char kUpsert[] =
    "INSERT INTO message_content (message_id, compression, original_size, content) "
    "SELECT :id, :compression, :size, :content WHERE EXISTS (SELECT 1 FROM messages m WHERE m.id = :id2) "
    "OR EXISTS (SELECT 1 FROM messages_archive a WHERE a.id = :id3) "
    "ON CONFLICT (message_id) DO UPDATE SET compression = excluded.compression, "
    "original_size = excluded.original_size, content = excluded.content";
constexpr char kSelect[] = "SELECT compression, original_size, content FROM message_content WHERE message_id = :id";
constexpr char kSelectSize[] = "SELECT length(content) FROM message_content WHERE message_id = :id";
constexpr char kDelete[] = "DELETE FROM message_content WHERE message_id = :id";

constexpr qsizetype kLengthPrefix = 4;

struct Stored {
    Compression compression = Compression::None;
    qsizetype originalSize = 0;
    QByteArray content;
};

/// Empty if it is not what was packed. The length in front is looked at first: a wrong one would make
/// qUncompress ask for up to 4 GiB.
std::optional<QByteArray> unpacked(const Stored &stored)
{
    if (stored.compression == Compression::None)
        return stored.content.size() == stored.originalSize ? std::optional(stored.content) : std::nullopt;
    if (stored.compression != Compression::Zlib || stored.content.size() < kLengthPrefix ||
        qFromBigEndian<quint32>(stored.content.constData()) != quint64(stored.originalSize))
        return std::nullopt;
    QByteArray content = qUncompress(stored.content);
    return content.size() == stored.originalSize ? std::optional(std::move(content)) : std::nullopt;
}

} // namespace

Result<> MessageContentStore::save(MessageId message, const QByteArray &content)
{
    if (content.size() > kBytesMax)
        return fail(ErrorCode::InvalidInput, u"a body of more than 1 MiB"_s);
    Stored stored{.originalSize = content.size(), .content = content};
    if (content.size() >= kCompressFrom) {
        const QByteArray packed = qCompress(content);
        if (packed.size() < content.size())
            stored = {.compression = Compression::Zlib, .originalSize = content.size(), .content = packed};
    }
    Statement upsert(m_database, kUpsert);
    return changeOne(upsert.bind(":id"_L1, message)
                         .bind(":id2"_L1, message)
                         .bind(":id3"_L1, message)
                         .bind(":compression"_L1, stored.compression)
                         .bind(":size"_L1, qint64(stored.originalSize))
                         .bind(":content"_L1, stored.content));
}

Result<std::optional<QByteArray>> MessageContentStore::find(MessageId message)
{
    Statement select(m_database, kSelect);
    TACET_TRY_ASSIGN(const auto stored, readOne(select.bind(":id"_L1, message), [](const QSqlQuery &row) {
                         return Stored{.compression = Compression(row.value(0).toInt()),
                                       .originalSize = row.value(1).toLongLong(),
                                       .content = row.value(2).toByteArray()};
                     }));
    if (!stored)
        return std::nullopt;
    auto content = unpacked(*stored);
    if (!content)
        return fail(ErrorCode::Damaged, u"the body of a message"_s);
    return content;
}

Result<qint64> MessageContentStore::storedSize(MessageId message)
{
    Statement select(m_database, kSelectSize);
    TACET_TRY_ASSIGN(const auto size, readOne(select.bind(":id"_L1, message),
                                              [](const QSqlQuery &row) { return row.value(0).toLongLong(); }));
    return size.value_or(0);
}

Result<> MessageContentStore::remove(MessageId message)
{
    Statement remove(m_database, kDelete);
    return remove.bind(":id"_L1, message).run();
}

} // namespace tacet
