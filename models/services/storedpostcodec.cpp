#include "models/services/storedpostcodec.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;

template <class Write>
QByteArray encoded(Write write)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    stream << kVersion;
    write(stream);
    return bytes;
}

template <class Value, class Read>
Result<Value> decoded(const QByteArray &bytes, Read read)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_8);
    quint8 version = 0;
    stream >> version;
    Value value;
    read(stream, value);
    if (version != kVersion || stream.status() != QDataStream::Ok || !stream.atEnd())
        return fail(ErrorCode::Damaged, QStringLiteral("stored post"));
    return value;
}

void write(QDataStream &stream, const Seal &seal)
{
    stream << seal.epoch << seal.authorSequence << seal.parentHash << seal.signature;
}

void read(QDataStream &stream, Seal &seal)
{
    stream >> seal.epoch >> seal.authorSequence >> seal.parentHash >> seal.signature;
}

template <class IdType>
void read(QDataStream &stream, IdType &id)
    requires requires { id.uuid(); }
{
    QUuid uuid;
    stream >> uuid;
    id = IdType(uuid);
}

} // namespace

QByteArray encodePost(const StoredPost &post)
{
    return encoded([&](QDataStream &stream) {
        stream << post.id.uuid() << post.chat.uuid() << post.sender.uuid() << post.senderDevice.uuid();
        write(stream, post.seal);
        stream << post.distribution.uuid() << post.encryptedContent << post.contentHash << post.replyTo.uuid()
               << post.storedAt << post.expiresAt;
    });
}

Result<StoredPost> decodePost(const QByteArray &bytes)
{
    return decoded<StoredPost>(bytes, [](QDataStream &stream, StoredPost &post) {
        read(stream, post.id);
        read(stream, post.chat);
        read(stream, post.sender);
        read(stream, post.senderDevice);
        read(stream, post.seal);
        read(stream, post.distribution);
        stream >> post.encryptedContent >> post.contentHash;
        read(stream, post.replyTo);
        stream >> post.storedAt >> post.expiresAt;
    });
}

QByteArray encodeOutgoing(const OutgoingPost &post)
{
    return encoded([&](QDataStream &stream) {
        stream << post.id.uuid() << post.chat.uuid();
        write(stream, post.seal);
        stream << post.distribution.uuid() << post.encryptedContent << post.contentHash << post.replyTo.uuid();
    });
}

Result<OutgoingPost> decodeOutgoing(const QByteArray &bytes)
{
    return decoded<OutgoingPost>(bytes, [](QDataStream &stream, OutgoingPost &post) {
        read(stream, post.id);
        read(stream, post.chat);
        read(stream, post.seal);
        read(stream, post.distribution);
        stream >> post.encryptedContent >> post.contentHash;
        read(stream, post.replyTo);
    });
}

} // namespace tacet
