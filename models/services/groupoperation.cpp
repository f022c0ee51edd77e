#include "models/services/groupoperation.h"

#include "crypto/primitives/sha256.h"
#include "models/services/bytes.h"

#include <QCborValue>
#include <QTimeZone>

namespace tacet {

namespace {

constexpr int kVersion = 1;
constexpr qsizetype kHashSize = 32;
constexpr qsizetype kMaxBody = 65536;
constexpr qint64 kLatestTime = 253'402'300'799'999; ///< the end of the year 9999, in ms
constexpr qint64 kMaxNumber = 9'007'199'254'740'991;
constexpr qint64 kAllPermissions = 0xFF;
constexpr std::string_view kLabel = "Tacet-1 group operation";
constexpr QByteArrayView kChatLabel("Tacet-1 chat\0", 13);

enum Place { Version, Kind, Chat, Sequence, PreviousHash, Actor, Device, Time, Subject, Detail, Fields, PlaceCount };

/// Reads an array from front to back; whatever is not as expected makes the reading fail as a whole.
class Reader
{
public:
    explicit Reader(QCborArray array)
        : m_array(std::move(array))
    {
    }

    qint64 number(qint64 least, qint64 most)
    {
        const QCborValue value = next();
        const qint64 number = value.isInteger() ? value.toInteger() : least - 1;
        check(value.isInteger() && number >= least && number <= most);
        return number;
    }
    QByteArray bytes(qsizetype size, bool mayBeEmpty)
    {
        const QCborValue value = next();
        const QByteArray found = value.toByteArray();
        check(value.isByteArray() && (found.size() == size || (mayBeEmpty && found.isEmpty())));
        return found;
    }
    QUuid uuid(bool mayBeNull)
    {
        const QByteArray found = bytes(16, mayBeNull);
        const QUuid id = QUuid::fromRfc4122(found);
        check(found.isEmpty() || !id.isNull());
        return id;
    }
    QDateTime time() { return QDateTime::fromMSecsSinceEpoch(number(0, kLatestTime), QTimeZone::UTC); }
    QString text()
    {
        const QCborValue value = next();
        check(value.isString());
        return value.toString();
    }
    bool truth()
    {
        const QCborValue value = next();
        check(value.isBool());
        return value.toBool();
    }
    Reader array()
    {
        const QCborValue value = next();
        check(value.isArray());
        return Reader(value.toArray());
    }
    void check(bool good) { m_good = m_good && good; }
    void check(const Reader &inner) { check(inner.isDone()); }
    /// Everything was as expected, and nothing is left.
    bool isDone() const { return m_good && m_next == m_array.size(); }

private:
    QCborValue next() { return m_array.at(m_next++); }

    QCborArray m_array;
    qsizetype m_next = 0;
    bool m_good = true;
};

QByteArray bytesOf(const QUuid &id)
{
    return id.isNull() ? QByteArray() : id.toRfc4122();
}

QCborArray arrayOf(const OperationSettings &settings)
{
    return {static_cast<int>(settings.visibility),
            settings.epoch,
            settings.nameHash,
            settings.descriptionHash,
            settings.pictureHash,
            settings.maxMembers,
            settings.history.days,
            settings.slowModeSeconds,
            settings.messageTimerSeconds};
}

OperationSettings settingsFrom(Reader &from)
{
    OperationSettings settings;
    settings.visibility = static_cast<ChatVisibility>(from.number(0, static_cast<int>(ChatVisibility::Public)));
    settings.epoch = from.number(0, kMaxNumber);
    settings.nameHash = from.bytes(kHashSize, false);
    settings.descriptionHash = from.bytes(kHashSize, true);
    settings.pictureHash = from.bytes(kHashSize, true);
    settings.maxMembers = from.number(1, 1'000'000);
    settings.history.days = static_cast<int>(from.number(HistoryPolicy::kFromStart, 36'500));
    settings.slowModeSeconds = from.number(0, 86'400);
    settings.messageTimerSeconds = from.number(0, 31'536'000);
    return settings;
}

QCborArray arrayOf(std::monostate)
{
    return {};
}

QCborArray arrayOf(const OperationCreate &create)
{
    return {static_cast<int>(create.type), create.nonce,      create.ownerRole.toBytes(), create.adminRole.toBytes(),
            create.memberRole.toBytes(),   create.commitment, arrayOf(create.settings)};
}

OperationCreate createFrom(Reader &from)
{
    OperationCreate create;
    create.type =
        static_cast<ChatType>(from.number(static_cast<int>(ChatType::Group), static_cast<int>(ChatType::Channel)));
    create.nonce = from.bytes(kHashSize, false);
    create.ownerRole = RoleId(from.uuid(false));
    create.adminRole = RoleId(from.uuid(false));
    create.memberRole = RoleId(from.uuid(false));
    create.commitment = from.bytes(kHashSize, false);
    Reader settings = from.array();
    create.settings = settingsFrom(settings);
    from.check(settings);
    return create;
}

QCborArray arrayOf(const OperationRole &role)
{
    return {role.nameEpoch, role.nameHash, role.color, static_cast<int>(role.permissions.toInt()), role.isDefault};
}

bool isColor(const QString &text)
{
    const auto isDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.isEmpty() ||
           (text.size() == 7 && text[0] == u'#' && std::all_of(text.begin() + 1, text.end(), isDigit));
}

OperationRole roleFrom(Reader &from)
{
    OperationRole role;
    role.nameEpoch = from.number(0, kMaxNumber);
    role.nameHash = from.bytes(kHashSize, true);
    role.color = from.text();
    from.check(isColor(role.color));
    role.permissions = Permissions::fromInt(static_cast<Permissions::Int>(from.number(0, kAllPermissions)));
    role.isDefault = from.truth();
    return role;
}

QCborArray arrayOf(const OperationJoin &join)
{
    return {bytesOf(join.invite.uuid())};
}

QCborArray arrayOf(const OperationMute &mute)
{
    return {mute.until.toMSecsSinceEpoch()};
}

QCborArray arrayOf(const OperationInvite &invite)
{
    return {invite.publicKey, invite.expiresAt.toMSecsSinceEpoch(), invite.maxUses, invite.epoch};
}

OperationInvite inviteFrom(Reader &from)
{
    OperationInvite invite;
    invite.publicKey = from.bytes(kHashSize, false);
    invite.expiresAt = from.time();
    invite.maxUses = from.number(1, 1'000'000);
    invite.epoch = from.number(0, kMaxNumber);
    return invite;
}

QCborArray arrayOf(const OperationEpoch &epoch)
{
    return {epoch.epoch, epoch.commitment, QString(nameOf(epoch.reason))};
}

OperationEpoch epochFrom(Reader &from)
{
    OperationEpoch epoch;
    epoch.epoch = from.number(2, kMaxNumber);
    epoch.commitment = from.bytes(kHashSize, false);
    const auto reason = epochReasonFrom(from.text());
    from.check(reason.has_value() && *reason != EpochReason::Created);
    epoch.reason = reason.value_or(EpochReason::Manual);
    return epoch;
}

OperationFields fieldsFrom(OperationKind kind, Reader &from)
{
    switch (kind) {
    case OperationKind::Create: return createFrom(from);
    case OperationKind::Settings: return settingsFrom(from);
    case OperationKind::Role: return roleFrom(from);
    case OperationKind::Join: return OperationJoin{InviteId(from.uuid(true))};
    case OperationKind::Mute: return OperationMute{from.time()};
    case OperationKind::Invite: return inviteFrom(from);
    case OperationKind::Epoch: return epochFrom(from);
    default: return std::monostate();
    }
}

/// Which kinds have a subject, and which a detail.
bool hasRightSubject(const GroupOperation &operation)
{
    switch (operation.kind) {
    case OperationKind::Settings:
    case OperationKind::Dissolve:
    case OperationKind::Epoch: return operation.subject.isNull() && operation.detail.isNull();
    case OperationKind::Assign:
    case OperationKind::Add:
    case OperationKind::Join:
    case OperationKind::Invite: return !operation.subject.isNull() && !operation.detail.isNull();
    default: return !operation.subject.isNull() && operation.detail.isNull();
    }
}

} // namespace

QCborArray cborOf(const OperationFields &fields)
{
    return std::visit([](const auto &some) { return arrayOf(some); }, fields);
}

Result<OperationFields> operationFieldsFrom(OperationKind kind, const QCborArray &array)
{
    Reader from(array);
    OperationFields fields = fieldsFrom(kind, from);
    if (!from.isDone())
        return fail(ErrorCode::InvalidInput, QStringLiteral("operation: wrong fields"));
    return fields;
}

QByteArray GroupOperation::encode() const
{
    const QCborArray places{kVersion,         QString(nameOf(kind)), bytesOf(chat.uuid()), sequence,
                            previousHash,     actor.toBytes(),       device.toBytes(),     time.toMSecsSinceEpoch(),
                            bytesOf(subject), bytesOf(detail),       cborOf(fields)};
    return QCborValue(places).toCbor();
}

Result<GroupOperation> GroupOperation::decode(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborArray places = bytes.size() > kMaxBody ? QCborArray() : QCborValue::fromCbor(bytes, &error).toArray();
    if (error.error != QCborError::NoError || places.size() < 2)
        return fail(ErrorCode::InvalidInput, QStringLiteral("operation: no array"));
    const auto kind = operationKindFrom(places[Kind].toString());
    if (places[Version].isInteger() && (places[Version].toInteger() > kVersion || !kind))
        return fail(ErrorCode::SchemaTooNew, QStringLiteral("operation of a newer version"));
    if (!kind || places.size() != PlaceCount)
        return fail(ErrorCode::InvalidInput, QStringLiteral("operation: wrong places"));
    Reader from(places);
    GroupOperation operation;
    from.number(kVersion, kVersion);
    from.text();
    operation.kind = *kind;
    const bool isFirst = *kind == OperationKind::Create;
    operation.chat = ChatId(from.uuid(isFirst));
    operation.sequence = from.number(1, kMaxNumber);
    operation.previousHash = from.bytes(kHashSize, isFirst);
    operation.actor = UserId(from.uuid(false));
    operation.device = DeviceId(from.uuid(false));
    operation.time = from.time();
    operation.subject = from.uuid(true);
    operation.detail = from.uuid(true);
    Reader own = from.array();
    operation.fields = fieldsFrom(*kind, own);
    from.check(own);
    if (isFirst)
        from.check(operation.chat.isNull() && operation.previousHash.isEmpty());
    from.check((operation.sequence == 1) == isFirst && hasRightSubject(operation));
    // One meaning has one encoding.
    if (!from.isDone() || operation.encode() != bytes)
        return fail(ErrorCode::InvalidInput, QStringLiteral("operation: wrong fields"));
    return operation;
}

QDateTime toMilliseconds(const QDateTime &time)
{
    return QDateTime::fromMSecsSinceEpoch(time.toMSecsSinceEpoch(), QTimeZone::UTC);
}

QByteArray operationHash(const QByteArray &previousHash, const QByteArray &body)
{
    crypto::Sha256 hash;
    hash.update(viewOf(previousHash)).update(viewOf(body));
    return toByteArray(hash.finish());
}

ChatId chatIdOf(const GroupOperation &genesis)
{
    GroupOperation named = genesis;
    if (auto *const create = std::get_if<OperationCreate>(&named.fields)) {
        create->commitment.clear();
        create->settings = {};
    }
    const QByteArray body = named.encode();
    crypto::Sha256 hash;
    hash.update(std::as_bytes(std::span(kChatLabel.data(), static_cast<size_t>(kChatLabel.size()))))
        .update(viewOf(body));
    const auto digest = hash.finish();
    return ChatId(uuid7(genesis.time.toMSecsSinceEpoch(), crypto::ByteView(digest).first<10>()));
}

SignedOperation signOperation(const GroupOperation &operation, const crypto::DeviceIdentity &identity)
{
    SignedOperation made{.sequence = operation.sequence,
                         .previousHash = operation.previousHash,
                         .body = operation.encode(),
                         .signature = {}};
    made.signature = toByteArray(identity.signLabelled(kLabel, viewOf(made.body)).view());
    return made;
}

Result<> verifyOperation(const QByteArray &body, const QByteArray &signature, const QByteArray &identityKey)
{
    TACET_TRY_ASSIGN(const auto key, fixedBytes<crypto::kEd25519Size>(identityKey));
    TACET_TRY_ASSIGN(const auto signedWith, fixedBytes<crypto::kSignatureSize>(signature));
    if (!crypto::verifyLabelled(crypto::Ed25519PublicKey::from(key), kLabel, viewOf(body),
                                crypto::Signature::from(signedWith)))
        return fail(ErrorCode::CryptoFailed, QStringLiteral("an operation is not signed by its device"));
    return {};
}

} // namespace tacet
