#include "models/services/threadcodec.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr QDataStream::Version kVersion = QDataStream::Qt_6_8;

template <class IdType>
IdType readId(QDataStream &stream)
{
    QUuid id;
    stream >> id;
    return IdType(id);
}

QDataStream &operator<<(QDataStream &stream, const Seal &seal)
{
    return stream << seal.epoch << seal.authorSequence << seal.parentHash << seal.signature;
}

QDataStream &operator>>(QDataStream &stream, Seal &seal)
{
    return stream >> seal.epoch >> seal.authorSequence >> seal.parentHash >> seal.signature;
}

template <class Write>
QByteArray encoded(Write write)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(kVersion);
    write(stream);
    return bytes;
}

template <class Value, class Read>
Result<Value> decoded(const QByteArray &bytes, Read read)
{
    QDataStream stream(bytes);
    stream.setVersion(kVersion);
    Value value;
    read(stream, value);
    if (stream.status() != QDataStream::Ok || !stream.atEnd())
        return fail(ErrorCode::Damaged, QStringLiteral("a kept thread or reply"));
    return value;
}

} // namespace

QByteArray encodeOutgoing(const OutgoingThread &thread)
{
    return encoded([&](QDataStream &stream) {
        stream << thread.id.uuid() << thread.chat.uuid() << thread.seal << thread.encryptedTitle
               << thread.encryptedBody;
    });
}

Result<OutgoingThread> decodeOutgoingThread(const QByteArray &bytes)
{
    return decoded<OutgoingThread>(bytes, [](QDataStream &stream, OutgoingThread &thread) {
        thread.id = readId<ThreadId>(stream);
        thread.chat = readId<ChatId>(stream);
        stream >> thread.seal >> thread.encryptedTitle >> thread.encryptedBody;
    });
}

QByteArray encodeOutgoing(const OutgoingReply &reply)
{
    return encoded([&](QDataStream &stream) {
        stream << reply.id.uuid() << reply.thread.uuid() << reply.parent.uuid() << reply.seal << reply.encryptedBody;
    });
}

Result<OutgoingReply> decodeOutgoingReply(const QByteArray &bytes)
{
    return decoded<OutgoingReply>(bytes, [](QDataStream &stream, OutgoingReply &reply) {
        reply.id = readId<ReplyId>(stream);
        reply.thread = readId<ThreadId>(stream);
        reply.parent = readId<ReplyId>(stream);
        stream >> reply.seal >> reply.encryptedBody;
    });
}

QByteArray encodeStored(const StoredThread &thread)
{
    return encoded([&](QDataStream &stream) {
        stream << thread.id.uuid() << thread.chat.uuid() << thread.author.uuid() << thread.authorDevice.uuid()
               << thread.seal << thread.encryptedTitle << thread.encryptedBody << thread.createdAt << thread.editNumber;
    });
}

Result<StoredThread> decodeStoredThread(const QByteArray &bytes)
{
    return decoded<StoredThread>(bytes, [](QDataStream &stream, StoredThread &thread) {
        thread.id = readId<ThreadId>(stream);
        thread.chat = readId<ChatId>(stream);
        thread.author = readId<UserId>(stream);
        thread.authorDevice = readId<DeviceId>(stream);
        stream >> thread.seal >> thread.encryptedTitle >> thread.encryptedBody >> thread.createdAt >> thread.editNumber;
    });
}

QByteArray encodeStored(const StoredReply &reply)
{
    return encoded([&](QDataStream &stream) {
        stream << reply.id.uuid() << reply.thread.uuid() << reply.parent.uuid() << reply.author.uuid()
               << reply.authorDevice.uuid() << reply.seal << reply.encryptedBody << reply.createdAt << reply.editNumber;
    });
}

Result<StoredReply> decodeStoredReply(const QByteArray &bytes)
{
    return decoded<StoredReply>(bytes, [](QDataStream &stream, StoredReply &reply) {
        reply.id = readId<ReplyId>(stream);
        reply.thread = readId<ThreadId>(stream);
        reply.parent = readId<ReplyId>(stream);
        reply.author = readId<UserId>(stream);
        reply.authorDevice = readId<DeviceId>(stream);
        stream >> reply.seal >> reply.encryptedBody >> reply.createdAt >> reply.editNumber;
    });
}

} // namespace tacet
