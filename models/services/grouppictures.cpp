#include "models/services/grouppictures.h"

#include "crypto/epoch/chattext.h"
#include "models/backend/mediastore.h"
#include "models/domain/picturefile.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/failures.h"
#include "models/services/newid.h"
#include "models/vault/epochkeystore.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(lcGroups, "tacet.services.groups")

/// Media have a description; what is to be said of a picture stands in the log.
const QByteArray kNoMetadata(1, '\0');

MediaPlace placeOf(ChatId chat, MediaId medium)
{
    return {.area = MediaArea::Chat, .holder = chat.uuid(), .id = medium};
}

crypto::ChatTextAddress addressIn(ChatId chat, MediaId medium)
{
    return {.kind = crypto::ChatTextKind::Picture, .chat = idBytes(chat), .subject = idBytes(medium)};
}

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// What the database has, if it is what the log names. NotFound, CryptoFailed.
Result<SealedPicture> download(BackendSession &db, ChatId chat, const QByteArray &hash)
{
    TACET_TRY_ASSIGN(const StoredGroup group, db.groupLog().group(chat));
    SealedPicture picture{.medium = group.settings.avatar, .bytes = {}, .hash = hash};
    if (picture.medium.isNull())
        return fail(ErrorCode::NotFound, QStringLiteral("the picture of a chat"));
    const MediaPlace place = placeOf(chat, picture.medium);
    TACET_TRY_ASSIGN(const StoredMedia medium, db.media().media(place));
    if (medium.contentHash != hash || medium.chunkCount != 1)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("another picture than the log's"));
    TACET_TRY_ASSIGN(picture.bytes, db.media().chunk(place, 0));
    if (hashOf(picture.bytes) != hash)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("another picture than the log's"));
    return picture;
}

/// Nothing while the key that it lies under is not here. CryptoFailed for what is no picture.
Result<std::optional<VaultPicture>> opened(VaultSession &vault, ChatId chat, const SealedPicture &sealed, bool isPublic)
{
    VaultPicture picture{.medium = sealed.medium, .hash = sealed.hash};
    QByteArray encoded = isPublic ? sealed.bytes : QByteArray();
    if (!isPublic) {
        TACET_TRY_ASSIGN(const auto records, vault.epochKeys().list(chat));
        for (const EpochKeyRecord &record : records) {
            TACET_TRY_ASSIGN(const auto bytes, fixedBytes<crypto::kEpochKeySize>(record.key));
            const auto key = crypto::EpochKey::fromBytes(epochName(chat, record.epoch), bytes);
            if (!crypto::isChatTextUnder(viewOf(sealed.bytes), crypto::ChatTextKind::Picture, key))
                continue;
            const auto text = crypto::openChatText(viewOf(sealed.bytes), addressIn(chat, sealed.medium), key);
            if (!text)
                return fail(ErrorCode::CryptoFailed,
                            QStringLiteral("picture (%1)").arg(static_cast<int>(text.error())));
            encoded = toByteArray(*text);
            picture.epoch = record.epoch;
        }
        if (picture.epoch == 0)
            return std::nullopt;
    }
    const auto plain = plainPicture(encoded);
    if (!plain)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no picture of a group"));
    picture.image = *plain;
    return picture;
}

} // namespace

Result<SealedPicture> sealPicture(ChatId chat, const QByteArray &picture, const crypto::EpochKey *key)
{
    const auto plain = plainPicture(picture);
    if (!plain)
        return fail(ErrorCode::InvalidInput, QStringLiteral("no picture of a group"));
    SealedPicture sealed{.medium = newId<MediaId>(), .bytes = *plain, .hash = {}};
    if (key) {
        crypto::SystemRandom random;
        const auto box = crypto::sealChatText(viewOf(*plain), addressIn(chat, sealed.medium), *key, random);
        if (!box)
            return fail(ErrorCode::CryptoFailed, QStringLiteral("picture (%1)").arg(static_cast<int>(box.error())));
        sealed.bytes = toByteArray(*box);
        sealed.epoch = static_cast<qint64>(key->name().epoch);
    }
    sealed.hash = hashOf(sealed.bytes);
    return sealed;
}

Result<> uploadPicture(BackendSession &db, ChatId chat, const SealedPicture &picture)
{
    static_assert(kGroupPictureBytes < MediaStore::kChunkSize / 2, "a picture is one chunk");
    const MediaPlace place = placeOf(chat, picture.medium);
    TACET_TRY_ASSIGN(const MediaState state, db.media().begin({.place = place,
                                                               .kind = MediaKind::Avatar,
                                                               .size = picture.bytes.size(),
                                                               .contentHash = picture.hash,
                                                               .encryptedMetadata = kNoMetadata,
                                                               .thumbnail = {},
                                                               .message = {}}));
    if (state.isComplete)
        return {};
    TACET_TRY(db.media().putChunk(place, 0, picture.bytes));
    TACET_TRY(db.media().finish(place));
    return {};
}

Task<> GroupPictures::fetch(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    struct Wanted {
        QByteArray hash;
        bool isPublic = false;
    };
    TACET_CO_TRY_ASSIGN(
        const Wanted wanted, co_await answerOf(core->vault().run([=](VaultSession &vault) -> Result<Wanted> {
            GroupVault groups(vault, core->account());
            TACET_TRY_ASSIGN(const GroupLogState state, groups.state(chat));
            TACET_TRY_ASSIGN(const VaultPicture known, groups.picture(chat));
            const bool isHere = known.hash == state.settings.pictureHash;
            return Wanted{.hash = isHere ? QByteArray() : state.settings.pictureHash, .isPublic = state.isPublic()};
        })));
    if (wanted.hash.isEmpty() || m_refused.value(chat) == wanted.hash)
        co_return {};
    const auto sealed = co_await answerOf(
        core->backend().run([chat, hash = wanted.hash](BackendSession &db) { return download(db, chat, hash); }));
    if (!sealed && breaksConnection(sealed.error().code()))
        co_return std::unexpected(sealed.error());
    const Result<bool> taken =
        !sealed ? std::unexpected(sealed.error())
                : co_await answerOf(core->vault().run([=, picture = *sealed](VaultSession &vault) {
                      return vault.transact([&]() -> Result<bool> {
                          TACET_TRY_ASSIGN(const auto found, opened(vault, chat, picture, wanted.isPublic));
                          if (found)
                              TACET_TRY(GroupVault(vault, core->account()).setPicture(chat, *found));
                          return found.has_value();
                      });
                  }));
    if (!taken && taken.error().code() == ErrorCode::CryptoFailed) {
        qCWarning(lcGroups) << "refused the picture of" << chat.toString() << taken.error().detail();
        m_refused.insert(chat, wanted.hash);
    }
    if (taken && *taken) {
        core->chats().announce(chat);
        Q_EMIT core->groupLog().groupChanged(chat);
    }
    co_return {};
}

} // namespace tacet
