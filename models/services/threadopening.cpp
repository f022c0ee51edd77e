// What ThreadReception checks before it takes anything.
#include "models/services/bytes.h"
#include "models/services/peerdevices.h"
#include "models/services/threadreception.h"
#include "models/vault/chatstore.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/groupcontrolstore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/peerstore.h"
#include "models/vault/vaultsession.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

std::unexpected<Error> refusal(const char *what)
{
    return fail(ErrorCode::CryptoFailed, QStringLiteral("%1 does not fit the row").arg(QLatin1StringView(what)));
}

crypto::Bytes cryptoBytes(const QByteArray &bytes)
{
    const crypto::ByteView view = viewOf(bytes);
    return crypto::Bytes(view.begin(), view.end());
}

} // namespace

/// Errors of the row itself; all others are the vault's.
bool ThreadReception::isRefusal(ErrorCode code)
{
    return code == ErrorCode::CryptoFailed || code == ErrorCode::InvalidInput || code == ErrorCode::SchemaTooNew;
}

Result<ThreadReception::Author> ThreadReception::authorOf(UserId claimed, DeviceId id)
{
    TACET_TRY_ASSIGN(const auto device, m_vault.peers().device(id));
    if (!device || (!claimed.isNull() && device->user != claimed))
        return refusal("device");
    TACET_TRY_ASSIGN(const auto person, m_vault.peers().find(device->user));
    if (!person)
        return refusal("account");
    TACET_TRY_ASSIGN(auto verified, verifiedDevice(*device, person->masterKey));
    return Author{.user = device->user, .device = std::move(verified)};
}

Result<std::optional<ThreadReception::Opened>> ThreadReception::open(const Row &row, const Author &author,
                                                                     const crypto::PostAddress &address)
{
    const auto signature = fixedBytes<crypto::kSignatureSize>(row.seal.signature);
    if (!signature || !address.isSound()) {
        TACET_TRY(refuse(row, Error(ErrorCode::InvalidInput, QStringLiteral("an address that is none"))));
        return std::nullopt;
    }
    const crypto::SealedPost post{.title = cryptoBytes(row.title),
                                  .body = cryptoBytes(row.body),
                                  .signature = crypto::Signature::from(*signature)};
    // Before anything is kept: what nobody signed for this place never waits here.
    if (!post.verify(address, author.device)) {
        TACET_TRY(refuse(row, Error(ErrorCode::CryptoFailed, QStringLiteral("signature"))));
        return std::nullopt;
    }
    TACET_TRY_ASSIGN(const auto key, m_vault.epochKeys().find(row.chat, row.seal.epoch));
    if (!key) {
        TACET_TRY(wait(row));
        return std::nullopt;
    }
    auto read = opened(post, author, address, key->key);
    if (!read && !isRefusal(read.error().code()))
        return std::unexpected(read.error());
    if (!read) {
        TACET_TRY(refuse(row, read.error()));
        return std::nullopt;
    }
    return *std::move(read);
}

Result<ThreadReception::Opened> ThreadReception::opened(const crypto::SealedPost &post, const Author &author,
                                                        const crypto::PostAddress &address, const QByteArray &key)
{
    TACET_TRY_ASSIGN(const auto bytes, fixedBytes<crypto::kEpochKeySize>(key));
    const auto plain = post.open(address, crypto::EpochKey::fromBytes(address.epoch, bytes), author.device);
    if (!plain)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("post (%1)").arg(static_cast<int>(plain.error())));
    Opened read;
    read.title = QString::fromUtf8(toByteArray(plain->title));
    if (address.kind == crypto::PostKind::Thread)
        TACET_TRY(demandThreadTitle(read.title));
    TACET_TRY_ASSIGN(read.text, ThreadText::decode(toByteArray(plain->body)));
    const ChatId chat(QUuid::fromRfc4122(toByteArray(address.epoch.chat)));
    TACET_TRY(checkAuthor(chat, author.user, read.text));
    TACET_TRY(checkHead(chat, read.text));
    read.seal = {.authorDevice = DeviceId(QUuid::fromRfc4122(toByteArray(address.author.device))),
                 .authorSequence = static_cast<qint64>(address.authorSequence),
                 .contentHash = toByteArray(post.hash(address)),
                 .editNumber = static_cast<int>(address.editNumber)};
    return read;
}

/// A member by the log. Somebody who is none any more cannot have seen the log's present end.
Result<> ThreadReception::checkAuthor(ChatId chat, UserId author, const ThreadText &text)
{
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(chat));
    TACET_TRY_ASSIGN(const auto member, m_vault.groups().member(chat, author));
    if (!member || member->isRemoved)
        return state && text.headSequence < state->logSequence ? Result<>() : refusal("membership");
    return {};
}

/// Everybody sees the same log: the same hash at the same place, whoever says it.
Result<> ThreadReception::checkHead(ChatId chat, const ThreadText &text)
{
    TACET_TRY_ASSIGN(const auto state, m_vault.groups().find(chat));
    if (!state)
        return refusal("chat");
    Result<> pinned = m_vault.groupControls().pinHead(chat, state->logSequence, state->logHash);
    if (pinned)
        pinned = m_vault.groupControls().pinHead(chat, text.headSequence, text.headHash);
    const bool isFork = !pinned && pinned.error().code() == ErrorCode::Conflict;
    if (!isFork)
        return pinned;
    TACET_TRY(m_vault.chats().setStanding(chat, ChatStanding::Halted));
    m_outcome.halted += chat;
    return refusal("log");
}

Result<> ThreadReception::wait(const Row &row)
{
    m_outcome.isWaiting = true;
    WaitingPost post;
    post.kind = row.kind;
    post.id = row.id;
    post.chat = row.chat;
    post.epoch = row.seal.epoch;
    post.sender = row.device;
    post.waiting = {.cause = WaitingCause::EpochMissing, .since = QDateTime::currentDateTimeUtc()};
    post.post = row.kept;
    return m_vault.waiting().save(post);
}

Result<> ThreadReception::refuse(const Row &row, const Error &why)
{
    qCWarning(logServices) << "refused a thread or reply" << row.id.toString(QUuid::WithoutBraces) << why.detail();
    m_outcome.refused.insert(row.id, row.chat);
    return m_vault.waiting().remove(row.kind, row.id);
}

} // namespace tacet
