#include "models/services/groupmessagebody.h"

#include "models/domain/limits.h"
#include "models/domain/mentions.h"
#include "models/services/cborfields.h"

namespace tacet {

namespace {

constexpr int kVersion = 1;
constexpr int kTextType = 1;
constexpr qsizetype kMentionFields = 4;

enum Field {
    Version,
    Type,
    ChatField,
    IdField,
    Author,
    AuthorDevice,
    Sequence,
    PreviousHash,
    SentAt,
    ManifestVersion,
    HeadSequence,
    HeadHash,
    Text,
    Mentions,
    ReplyTo,
    FieldCount
};

bool hasRightTypes(const CborFields &fields)
{
    for (const Field field : {ChatField, IdField, Author, AuthorDevice}) {
        if (!fields.isBytes(field, 16))
            return false;
    }
    return fields.integer(Sequence) >= 1 && (fields.isBytes(PreviousHash, 32) || fields.isBytes(PreviousHash, 0)) &&
           fields.isTime(SentAt) && fields.integer(ManifestVersion) >= 1 && fields.integer(HeadSequence) >= 1 &&
           fields.isBytes(HeadHash, 32) && fields.at(Text).isString() &&
           fields.at(Text).toString().size() <= 2 * limits::kMessageTextMax && fields.at(Mentions).isArray() &&
           fields.at(Mentions).toArray().size() <= kMentionsMax &&
           (fields.isBytes(ReplyTo, 16) || fields.isBytes(ReplyTo, 0));
}

QCborArray encodeMentions(const QList<Mention> &mentions)
{
    QCborArray encoded;
    for (const Mention &mention : mentions)
        encoded +=
            QCborArray{static_cast<int>(mention.kind), mention.target.toRfc4122(), mention.start, mention.length};
    return encoded;
}

Result<QList<Mention>> decodeMentions(const QCborArray &encoded)
{
    constexpr qint64 kEnd = 2 * limits::kMessageTextMax;
    QList<Mention> mentions;
    for (const QCborValue &value : encoded) {
        const CborFields fields(value.toArray());
        const qint64 kind = fields.integer(0);
        if (fields.size() != kMentionFields || kind < 0 || kind > static_cast<qint64>(MentionKind::Everyone) ||
            !fields.isBytes(1, 16) || fields.integer(2) < 0 || fields.integer(2) > kEnd || fields.integer(3) < 1 ||
            fields.integer(3) > kEnd)
            return fail(ErrorCode::InvalidInput, QStringLiteral("group message: mentions"));
        mentions += {.kind = static_cast<MentionKind>(kind),
                     .target = QUuid::fromRfc4122(fields.bytes(1)),
                     .start = static_cast<int>(fields.integer(2)),
                     .length = static_cast<int>(fields.integer(3))};
    }
    return mentions;
}

GroupMessageBody bodyOf(const CborFields &fields)
{
    GroupMessageBody body;
    body.chat = fields.id<ChatId>(ChatField);
    body.id = fields.id<MessageId>(IdField);
    body.author = fields.id<UserId>(Author);
    body.authorDevice = fields.id<DeviceId>(AuthorDevice);
    body.sequence = fields.integer(Sequence);
    body.previousHash = fields.bytes(PreviousHash);
    body.sentAt = fields.time(SentAt);
    body.manifestVersion = fields.integer(ManifestVersion);
    body.headSequence = fields.integer(HeadSequence);
    body.headHash = fields.bytes(HeadHash);
    body.text = fields.at(Text).toString();
    if (fields.isBytes(ReplyTo, 16))
        body.replyTo = fields.id<MessageId>(ReplyTo);
    return body;
}

} // namespace

QByteArray GroupMessageBody::encode() const
{
    const QCborArray fields{kVersion,
                            kTextType,
                            chat.toBytes(),
                            id.toBytes(),
                            author.toBytes(),
                            authorDevice.toBytes(),
                            sequence,
                            previousHash,
                            sentAt.toMSecsSinceEpoch(),
                            manifestVersion,
                            headSequence,
                            headHash,
                            text,
                            encodeMentions(mentions),
                            replyTo ? replyTo->toBytes() : QByteArray("")};
    return QCborValue(fields).toCbor();
}

Result<GroupMessageBody> GroupMessageBody::decode(const QByteArray &bytes)
{
    const auto wrong = [] { return fail(ErrorCode::InvalidInput, QStringLiteral("group message: wrong fields")); };
    const CborFields fields = CborFields::parse(bytes);
    if (fields.integer(Version) > kVersion || (fields.size() > Type && fields.integer(Type) > kTextType))
        return fail(ErrorCode::SchemaTooNew, QStringLiteral("group message of a newer version"));
    if (fields.size() != FieldCount || fields.integer(Version) != kVersion || fields.integer(Type) != kTextType ||
        !hasRightTypes(fields))
        return wrong();
    GroupMessageBody body = bodyOf(fields);
    TACET_TRY_ASSIGN(body.mentions, decodeMentions(fields.at(Mentions).toArray()));
    // One meaning, one form.
    if (!areSoundMentions(body.mentions, body.text) || body.encode() != bytes)
        return wrong();
    return body;
}

} // namespace tacet
