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
constexpr qint64 kLatestTime = 253'402'300'799'999; ///< the end of the year 9999, in ms

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

/// −1 for anything but an integer: toInteger() of a huge floating-point number is undefined.
qint64 integerAt(const QCborArray &fields, Field field)
{
    const QCborValue value = fields[field];
    return value.isInteger() ? value.toInteger() : -1;
}

bool hasRightTypes(const QCborArray &fields)
{
    for (const Field field : {FromUser, FromDevice, ToUser, ChatField, IdField}) {
        if (!fields[field].isByteArray() || fields[field].toByteArray().size() != 16)
            return false;
    }
    return integerAt(fields, Sequence) >= 1 && isHashOrEmpty(fields[PreviousHash]) && integerAt(fields, SentAt) >= 0 &&
           integerAt(fields, SentAt) <= kLatestTime && integerAt(fields, OwnManifestVersion) >= 1 &&
           isHashOrEmpty(fields[PeerManifestHash]) && fields[Text].isString() &&
           fields[Text].toString().size() <= 2 * limits::kMessageTextMax;
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
    if (integerAt(fields, Version) > kVersion || (fields.size() > 1 && integerAt(fields, Type) > kTextType))
        return fail(ErrorCode::SchemaTooNew, QStringLiteral("message body of a newer version"));
    if (fields.size() != FieldCount || integerAt(fields, Version) != kVersion || integerAt(fields, Type) != kTextType ||
        !hasRightTypes(fields))
        return fail(ErrorCode::InvalidInput, QStringLiteral("message body: wrong fields"));
    MessageBody body;
    body.fromUser = idAt<UserId>(fields, FromUser);
    body.fromDevice = idAt<DeviceId>(fields, FromDevice);
    body.toUser = idAt<UserId>(fields, ToUser);
    body.chat = idAt<ChatId>(fields, ChatField);
    body.id = idAt<MessageId>(fields, IdField);
    body.sequence = integerAt(fields, Sequence);
    body.previousHash = fields[PreviousHash].toByteArray();
    body.sentAt = QDateTime::fromMSecsSinceEpoch(integerAt(fields, SentAt), QTimeZone::UTC);
    body.ownManifestVersion = integerAt(fields, OwnManifestVersion);
    body.peerManifestHash = fields[PeerManifestHash].toByteArray();
    body.text = fields[Text].toString();
    return body;
}

} // namespace tacet
