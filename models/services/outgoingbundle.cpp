#include "models/services/outgoingbundle.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;

QDataStream &operator<<(QDataStream &stream, const DeviceEnvelope &envelope)
{
    return stream << envelope.device.uuid() << envelope.session << envelope.ratchetKey << envelope.previousCount
                  << envelope.number << envelope.ciphertext << envelope.handshake;
}

QDataStream &operator>>(QDataStream &stream, DeviceEnvelope &envelope)
{
    QUuid device;
    stream >> device >> envelope.session >> envelope.ratchetKey >> envelope.previousCount >> envelope.number
        >> envelope.ciphertext >> envelope.handshake;
    envelope.device = DeviceId(device);
    return stream;
}

void write(QDataStream &stream, const OutgoingMessage &message)
{
    stream << message.id.uuid() << message.chat.uuid() << message.encryptedContent << message.contentHash
           << message.envelopes;
}

void write(QDataStream &stream, const OutgoingControl &control)
{
    stream << control.id.uuid() << control.chat.uuid() << control.kind << control.envelopes;
}

void write(QDataStream &stream, const OutgoingAgain &again)
{
    stream << again.id.uuid() << again.envelopes;
}

template <class IdType>
IdType readId(QDataStream &stream)
{
    QUuid id;
    stream >> id;
    return IdType(id);
}

OutgoingMessage readMessage(QDataStream &stream)
{
    OutgoingMessage message;
    message.id = readId<MessageId>(stream);
    message.chat = readId<ChatId>(stream);
    stream >> message.encryptedContent >> message.contentHash >> message.envelopes;
    return message;
}

OutgoingControl readControl(QDataStream &stream)
{
    OutgoingControl control;
    control.id = readId<MessageId>(stream);
    control.chat = readId<ChatId>(stream);
    stream >> control.kind >> control.envelopes;
    return control;
}

OutgoingAgain readAgain(QDataStream &stream)
{
    OutgoingAgain again;
    again.id = readId<MessageId>(stream);
    stream >> again.envelopes;
    return again;
}

} // namespace

QByteArray encodeBundle(const OutgoingBundle &bundle)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_8);
    stream << kVersion << static_cast<quint8>(bundle.index());
    std::visit([&stream](const auto &part) { write(stream, part); }, bundle);
    return bytes;
}

Result<OutgoingBundle> decodeBundle(const QByteArray &bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_8);
    quint8 version = 0;
    quint8 index = 0;
    stream >> version >> index;
    OutgoingBundle bundle;
    if (index == 0)
        bundle = readMessage(stream);
    else if (index == 1)
        bundle = readControl(stream);
    else
        bundle = readAgain(stream);
    if (version != kVersion || index > 2 || stream.status() != QDataStream::Ok || !stream.atEnd())
        return fail(ErrorCode::Damaged, QStringLiteral("outbox: stored ciphertext"));
    return bundle;
}

} // namespace tacet
