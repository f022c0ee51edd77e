#include "models/services/groupcontrolbody.h"

#include "models/services/cborfields.h"

#include <QSet>

namespace tacet {

namespace {

constexpr QByteArrayView kLabel("Tacet-1 group control\0", 22);
constexpr int kVersion = 1;
constexpr qsizetype kBlock = 256;
constexpr qsizetype kIdSize = 16;

enum Field { Version, Kind, FromUser, FromDevice, ChatField, Distributions, Epoch, Share, FieldCount };

bool hasRightTypes(const CborFields &fields)
{
    for (const Field field : {FromUser, FromDevice, ChatField}) {
        if (!fields.isBytes(field, kIdSize))
            return false;
    }
    const qsizetype size = fields.bytes(Distributions).size();
    if (!fields.at(Distributions).isByteArray() || size == 0 || size % kIdSize != 0)
        return false;
    if (fields.integer(Kind) == static_cast<qint64>(GroupControlKind::SenderKey))
        return size == kIdSize && fields.integer(Epoch) >= 1 && fields.isBytes(Share, GroupControlBody::kShareSize);
    return fields.integer(Kind) == static_cast<qint64>(GroupControlKind::KeyRequest) &&
           size <= kIdSize * GroupControlBody::kMaxDistributions && fields.integer(Epoch) == 0 &&
           fields.isBytes(Share, 0);
}

/// What stands before the filling; empty if that is anything but zeros.
QByteArray withoutFilling(const QByteArray &bytes)
{
    QCborParserError error;
    QCborValue::fromCbor(bytes, &error);
    const QByteArrayView filling = QByteArrayView(bytes).sliced(error.offset);
    return error.error == QCborError::NoError && filling.count('\0') == filling.size() ? bytes.first(error.offset)
                                                                                       : QByteArray();
}

} // namespace

bool isGroupControl(qint16 kind)
{
    return kind == static_cast<qint16>(GroupControlKind::SenderKey) ||
           kind == static_cast<qint16>(GroupControlKind::KeyRequest);
}

QByteArray GroupControlBody::encode() const
{
    QByteArray ids;
    for (const DistributionId &id : distributions)
        ids += id.toBytes();
    // A null array would be written as CBOR's null.
    const QCborArray fields{
        kVersion, static_cast<int>(kind), fromUser.toBytes(), fromDevice.toBytes(), chat.toBytes(), ids,
        epoch,    QByteArray("") + share};
    QByteArray bytes = kLabel.toByteArray() + QCborValue(fields).toCbor();
    bytes.append((kBlock - bytes.size() % kBlock) % kBlock, '\0');
    return bytes;
}

Result<GroupControlBody> GroupControlBody::decode(const QByteArray &bytes)
{
    if (!bytes.startsWith(kLabel))
        return fail(ErrorCode::InvalidInput, QStringLiteral("group control message: no label"));
    const CborFields fields = CborFields::parse(withoutFilling(bytes.sliced(kLabel.size())));
    if (fields.integer(Version) > kVersion)
        return fail(ErrorCode::SchemaTooNew, QStringLiteral("group control message of a newer version"));
    if (fields.size() != FieldCount || fields.integer(Version) != kVersion || !hasRightTypes(fields))
        return fail(ErrorCode::InvalidInput, QStringLiteral("group control message: wrong fields"));
    GroupControlBody body;
    body.kind = static_cast<GroupControlKind>(fields.integer(Kind));
    body.fromUser = fields.id<UserId>(FromUser);
    body.fromDevice = fields.id<DeviceId>(FromDevice);
    body.chat = fields.id<ChatId>(ChatField);
    const QByteArray ids = fields.bytes(Distributions);
    for (qsizetype at = 0; at < ids.size(); at += kIdSize)
        body.distributions += DistributionId(QUuid::fromRfc4122(QByteArrayView(ids).sliced(at, kIdSize)));
    body.epoch = fields.integer(Epoch);
    body.share = fields.bytes(Share);
    // One meaning, one form; and nothing is asked for twice.
    const QSet<DistributionId> distinct(body.distributions.cbegin(), body.distributions.cend());
    if (distinct.size() != body.distributions.size() || body.encode() != bytes)
        return fail(ErrorCode::InvalidInput, QStringLiteral("group control message: another form"));
    return body;
}

} // namespace tacet
