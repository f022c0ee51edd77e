#include "models/services/controlbody.h"

#include <QCborArray>
#include <QCborValue>

namespace tacet {

namespace {

constexpr QByteArrayView kLabel("Tacet-1 control\0", 16);
constexpr int kVersion = 1;
constexpr qsizetype kBlock = 256;
constexpr qsizetype kProofMax = 512;

enum Field { Version, Kind, FromUser, FromDevice, ToUser, ChatField, Messages, Proof, FieldCount };

template <class IdType>
IdType idOf(const QCborValue &value)
{
    return IdType(QUuid::fromRfc4122(value.toByteArray()));
}

/// −1 for anything but an integer: toInteger() of a huge floating-point number is undefined.
qint64 integerAt(const QCborArray &fields, Field field)
{
    const QCborValue value = fields[field];
    return value.isInteger() ? value.toInteger() : -1;
}

bool hasRightTypes(const QCborArray &fields)
{
    for (const Field field : {FromUser, FromDevice, ToUser, ChatField}) {
        if (fields[field].toByteArray().size() != 16)
            return false;
    }
    const qint64 kind = integerAt(fields, Kind);
    return kind >= static_cast<qint64>(ControlKind::Delivered) && kind <= static_cast<qint64>(ControlKind::Repair) &&
           fields[Messages].toByteArray().size() % 16 == 0 && fields[Messages].isByteArray() &&
           fields[Messages].toByteArray().size() <= 16 * ControlBody::kMaxMessages &&
           fields[Proof].toByteArray().size() <= kProofMax;
}

} // namespace

QByteArray ControlBody::encode() const
{
    QByteArray ids;
    for (const MessageId &id : messages)
        ids += id.toBytes();
    const QCborArray fields{kVersion,
                            static_cast<int>(kind),
                            fromUser.toBytes(),
                            fromDevice.toBytes(),
                            toUser.toBytes(),
                            chat.toBytes(),
                            ids,
                            proof};
    QByteArray bytes = kLabel.toByteArray() + QCborValue(fields).toCbor();
    bytes.append((kBlock - bytes.size() % kBlock) % kBlock, '\0');
    return bytes;
}

Result<ControlBody> ControlBody::decode(const QByteArray &bytes)
{
    if (!bytes.startsWith(kLabel))
        return fail(ErrorCode::InvalidInput, QStringLiteral("control message: no label"));
    QCborParserError error;
    const QByteArray cbor = bytes.mid(kLabel.size());
    const QCborArray fields = QCborValue::fromCbor(cbor, &error).toArray();
    if (error.error != QCborError::NoError || fields.isEmpty())
        return fail(ErrorCode::InvalidInput, QStringLiteral("control message: no array"));
    if (integerAt(fields, Version) > kVersion)
        return fail(ErrorCode::SchemaTooNew, QStringLiteral("control message of a newer version"));
    const QByteArrayView filling = QByteArrayView(cbor).sliced(error.offset);
    if (fields.size() != FieldCount || !hasRightTypes(fields) || filling.count('\0') != filling.size())
        return fail(ErrorCode::InvalidInput, QStringLiteral("control message: wrong fields"));
    ControlBody body;
    body.kind = static_cast<ControlKind>(integerAt(fields, Kind));
    body.fromUser = idOf<UserId>(fields[FromUser]);
    body.fromDevice = idOf<DeviceId>(fields[FromDevice]);
    body.toUser = idOf<UserId>(fields[ToUser]);
    body.chat = idOf<ChatId>(fields[ChatField]);
    const QByteArray ids = fields[Messages].toByteArray();
    for (qsizetype at = 0; at < ids.size(); at += 16)
        body.messages += MessageId(QUuid::fromRfc4122(QByteArrayView(ids).sliced(at, 16)));
    body.proof = fields[Proof].toByteArray();
    return body;
}

} // namespace tacet
