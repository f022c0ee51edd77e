#include "models/services/controlbody.h"
#include "models/services/messagebody.h"
#include "tests/fuzz/seedwriter.h"

#include <QTimeZone>

namespace tacet::fuzz {
namespace {

template <class IdType>
IdType idOf(char byte)
{
    return IdType(QUuid::fromRfc4122(QByteArray(16, byte)));
}

void write(const SeedWriter &writer, const char *target, const char *name, const QByteArray &bytes)
{
    writer.write(target, name, std::as_bytes(std::span(bytes)));
}

} // namespace

void writeServiceSeeds(const SeedWriter &writer)
{
    MessageBody message;
    message.fromUser = idOf<UserId>('a');
    message.fromDevice = idOf<DeviceId>('d');
    message.toUser = idOf<UserId>('b');
    message.chat = idOf<ChatId>('c');
    message.id = idOf<MessageId>('m');
    message.sequence = 1;
    message.sentAt = QDateTime::fromSecsSinceEpoch(1'800'000'000, QTimeZone::UTC);
    message.ownManifestVersion = 1;
    message.text = QStringLiteral("Hello");
    write(writer, "messagebody", "first", message.encode());
    message.sequence = 2;
    message.previousHash = QByteArray(32, 'h');
    message.peerManifestHash = QByteArray(32, 'p');
    write(writer, "messagebody", "second", message.encode());

    ControlBody control;
    control.kind = ControlKind::Delivered;
    control.fromUser = message.fromUser;
    control.fromDevice = message.fromDevice;
    control.toUser = message.toUser;
    control.chat = message.chat;
    control.messages = {message.id};
    write(writer, "controlbody", "delivered", control.encode());
    control.kind = ControlKind::Repair;
    control.proof = QByteArray(136, 's');
    write(writer, "controlbody", "repair", control.encode());
}

} // namespace tacet::fuzz
