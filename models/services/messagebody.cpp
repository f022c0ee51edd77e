#include "models/services/messagebody.h"

#include "models/domain/limits.h"

#include <QCborArray>
#include <QCborValue>
#include <QTimeZone>

namespace tacet {

namespace {

constexpr int kVersion = 1;
constexpr int kTextType = 1;
constexpr int kHashSize = 32;

enum Field {
    Version,
    Type,
    FromUser,
    FromDevice,
    ToUser,
    ChatField,
    IdField,
    Sequence,
    PreviousHash,
    SentAt,
    OwnManifestVersion,
    PeerManifestHash,
    Text,
    FieldCount
};

template <class IdType>
IdType idAt(const QCborArray &fields, Field field)
{
    return IdType(QUuid::fromRfc4122(fields[field].toByteArray()));
}

bool isHashOrEmpty(const QCborValue &value)
{
    const qsizetype size = value.toByteArray().size();
    return value.isByteArray() && (size == 0 || size == kHashSize);
}

bool hasRightTypes(const QCborArray &fields)
{
    for (const Field field : {FromUser, FromDevice, ToUser, ChatField, IdField}) {
        if (!fields[field].isByteArray() || fields[field].toByteArray().size() != 16)
            return false;
    }
    return fields[Sequence].toInteger() >= 1 && isHashOrEmpty(fields[PreviousHash]) && fields[SentAt].isInteger() &&
           fields[OwnManifestVersion].toInteger() >= 1 && isHashOrEmpty(fields[PeerManifestHash]) &&
           fields[Text].isString() && fields[Text].toString().size() <= 2 * limits::kMessageTextMax;
}

} // namespace

QByteArray MessageBody::encode() const
{
    const QCborArray fields{
        kVersion,     kTextType, fromUser.toBytes(), fromDevice.toBytes(),       toUser.toBytes(),   chat.toBytes(),
        id.toBytes(), sequence,  previousHash,       sentAt.toMSecsSinceEpoch(), ownManifestVersion, peerManifestHash,
        text};
    return QCborValue(fields).toCbor();
}

Result<MessageBody> MessageBody::decode(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborArray fields = QCborValue::fromCbor(bytes, &error).toArray();
    if (error.error != QCborError::NoError || error.offset != bytes.size() || fields.isEmpty())
        return fail(ErrorCode::InvalidInput, QStringLiteral("message body: no array"));
    if (fields[Version].toInteger() > kVersion || (fields.size() > 1 && fields[Type].toInteger() > kTextType))
        return fail(ErrorCode::SchemaTooNew, QStringLiteral("message body of a newer version"));
    if (fields.size() != FieldCount || fields[Version].toInteger() != kVersion ||
        fields[Type].toInteger() != kTextType || !hasRightTypes(fields))
        return fail(ErrorCode::InvalidInput, QStringLiteral("message body: wrong fields"));
    MessageBody body;
    body.fromUser = idAt<UserId>(fields, FromUser);
    body.fromDevice = idAt<DeviceId>(fields, FromDevice);
    body.toUser = idAt<UserId>(fields, ToUser);
    body.chat = idAt<ChatId>(fields, ChatField);
    body.id = idAt<MessageId>(fields, IdField);
    body.sequence = fields[Sequence].toInteger();
    body.previousHash = fields[PreviousHash].toByteArray();
    body.sentAt = QDateTime::fromMSecsSinceEpoch(fields[SentAt].toInteger(), QTimeZone::UTC);
    body.ownManifestVersion = fields[OwnManifestVersion].toInteger();
    body.peerManifestHash = fields[PeerManifestHash].toByteArray();
    body.text = fields[Text].toString();
    return body;
}

} // namespace tacet
