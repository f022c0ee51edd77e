#include "models/services/controlbody.h"
#include "models/services/groupcontrolbody.h"
#include "models/services/groupmessagebody.h"
#include "models/services/groupoperation.h"
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

void writeGroupSeeds(const SeedWriter &writer)
{
    GroupMessageBody message;
    message.chat = idOf<ChatId>('c');
    message.id = idOf<MessageId>('m');
    message.author = idOf<UserId>('a');
    message.authorDevice = idOf<DeviceId>('d');
    message.sequence = 1;
    message.sentAt = QDateTime::fromSecsSinceEpoch(1'800'000'000, QTimeZone::UTC);
    message.manifestVersion = 1;
    message.headSequence = 1;
    message.headHash = QByteArray(32, 'h');
    message.text = QStringLiteral("Hello");
    write(writer, "groupmessagebody", "first", message.encode());
    message.sequence = 2;
    message.previousHash = QByteArray(32, 'p');
    message.text = QStringLiteral("@ada and @everyone");
    message.mentions = {{MentionKind::Person, QUuid::fromRfc4122(QByteArray(16, 'a')), 0, 4},
                        {MentionKind::Everyone, {}, 9, 9}};
    message.replyTo = message.id;
    write(writer, "groupmessagebody", "mentions", message.encode());

    GroupControlBody control;
    control.kind = GroupControlKind::SenderKey;
    control.fromUser = message.author;
    control.fromDevice = message.authorDevice;
    control.chat = message.chat;
    control.distributions = {idOf<DistributionId>('s')};
    control.epoch = 1;
    control.share = QByteArray(GroupControlBody::kShareSize, 'k');
    write(writer, "groupcontrolbody", "senderkey", control.encode());
    control.kind = GroupControlKind::KeyRequest;
    control.distributions += idOf<DistributionId>('t');
    control.epoch = 0;
    control.share.clear();
    write(writer, "groupcontrolbody", "keyrequest", control.encode());
}

void writeOperationSeeds(const SeedWriter &writer)
{
    GroupOperation operation;
    operation.kind = OperationKind::Create;
    operation.actor = idOf<UserId>('a');
    operation.device = idOf<DeviceId>('d');
    operation.time = QDateTime::fromSecsSinceEpoch(1'800'000'000, QTimeZone::UTC);
    operation.subject = operation.actor.uuid();
    OperationSettings settings;
    settings.epoch = 1;
    settings.nameHash = QByteArray(32, 'h');
    OperationRole role;
    role.nameEpoch = 1;
    role.nameHash = QByteArray(32, 'h');
    operation.fields = OperationCreate{.type = ChatType::Group,
                                       .nonce = QByteArray(32, 'n'),
                                       .ownerRole = idOf<RoleId>('1'),
                                       .adminRole = idOf<RoleId>('2'),
                                       .memberRole = idOf<RoleId>('3'),
                                       .commitment = QByteArray(32, 'k'),
                                       .settings = settings};
    write(writer, "groupoperation", "create", operation.encode());
    operation.chat = idOf<ChatId>('c');
    operation.sequence = 2;
    operation.previousHash = QByteArray(32, 'p');
    const auto seed = [&](OperationKind kind, const OperationFields &fields, QUuid subject, QUuid detail) {
        operation.kind = kind;
        operation.fields = fields;
        operation.subject = subject;
        operation.detail = detail;
        write(writer, "groupoperation", nameOf(kind).data(), operation.encode());
    };
    const QUuid one = idOf<UserId>('b').uuid();
    seed(OperationKind::Settings, settings, {}, {});
    seed(OperationKind::Role, role, one, {});
    seed(OperationKind::Add, std::monostate(), one, one);
    seed(OperationKind::Join, OperationJoin{idOf<InviteId>('i')}, one, one);
    seed(OperationKind::Mute, OperationMute{operation.time}, one, {});
    seed(OperationKind::Invite, OperationInvite{.publicKey = QByteArray(32, 'k'), .expiresAt = operation.time}, one,
         one);
    seed(OperationKind::Epoch, OperationEpoch{.epoch = 2, .commitment = QByteArray(32, 'k')}, {}, {});
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
    writeGroupSeeds(writer);
    writeOperationSeeds(writer);
}

} // namespace tacet::fuzz
