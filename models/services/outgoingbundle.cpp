#include "models/services/outgoingbundle.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr quint8 kVersion = 1;

void write(QDataStream &stream, const QList<DeviceEnvelope> &envelopes)
{
    stream << static_cast<quint32>(envelopes.size());
    for (const DeviceEnvelope &envelope : envelopes)
        stream << envelope.device.uuid() << envelope.session << envelope.ratchetKey << envelope.previousCount
               << envelope.number << envelope.ciphertext << envelope.handshake;
}

DeviceEnvelope readEnvelope(QDataStream &stream)
{
    QUuid device;
    DeviceEnvelope envelope;
    stream >> device >> envelope.session >> envelope.ratchetKey >> envelope.previousCount >> envelope.number >>
        envelope.ciphertext >> envelope.handshake;
    envelope.device = DeviceId(device);
    return envelope;
}

QList<DeviceEnvelope> readEnvelopes(QDataStream &stream)
{
    quint32 count = 0;
    stream >> count;
    QList<DeviceEnvelope> envelopes;
    while (count-- > 0 && stream.status() == QDataStream::Ok)
        envelopes += readEnvelope(stream);
    return envelopes;
}

void write(QDataStream &stream, const OutgoingMessage &message)
{
    stream << message.id.uuid() << message.chat.uuid() << message.encryptedContent << message.contentHash;
    write(stream, message.envelopes);
}

void write(QDataStream &stream, const OutgoingControl &control)
{
    stream << control.id.uuid() << control.chat.uuid() << control.kind;
    write(stream, control.envelopes);
}

void write(QDataStream &stream, const OutgoingAgain &again)
{
    stream << again.id.uuid();
    write(stream, again.envelopes);
}

void write(QDataStream &stream, const OutgoingGroupControl &toGroup)
{
    write(stream, toGroup.control);
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
    stream >> message.encryptedContent >> message.contentHash;
    message.envelopes = readEnvelopes(stream);
    return message;
}

OutgoingControl readControl(QDataStream &stream)
{
    OutgoingControl control;
    control.id = readId<MessageId>(stream);
    control.chat = readId<ChatId>(stream);
    stream >> control.kind;
    control.envelopes = readEnvelopes(stream);
    return control;
}

OutgoingAgain readAgain(QDataStream &stream)
{
    OutgoingAgain again;
    again.id = readId<MessageId>(stream);
    again.envelopes = readEnvelopes(stream);
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
    else if (index == 2)
        bundle = readAgain(stream);
    else
        bundle = OutgoingGroupControl{readControl(stream)};
    if (version != kVersion || index > 3 || stream.status() != QDataStream::Ok || !stream.atEnd())
        return fail(ErrorCode::Damaged, QStringLiteral("outbox: stored ciphertext"));
    return bundle;
}

} // namespace tacet
