#include "crypto/epoch/chattext.h"
#include "crypto/epoch/invitecode.h"
#include "crypto/epoch/invitesecret.h"
#include "models/domain/invitelink.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/groupinviteservice.h"
#include "models/vault/groupstatestore.h"

/// How one gets into a group or channel that one is not in.
namespace tacet {

namespace {

/// Others may be quicker so often.
constexpr int kAttempts = 8;

/// What a person typed: a code, or the secret of a link. InvalidInput.
struct Typed {
    QByteArray asks; ///< what the database is asked for
    QString secret;  ///< of a link; empty for a code
};

Result<Typed> typed(const QString &text)
{
    const auto link = InviteLink::fromString(text);
    const std::string plain = (link ? link->secret : text.trimmed()).toStdString();
    if (!link) {
        if (const auto code = crypto::InviteCode::parse(plain))
            return Typed{.asks = toByteArray(code->bytes()), .secret = {}};
    }
    const auto secret = crypto::InviteSecret::parse(plain);
    if (!secret)
        return fail(ErrorCode::InvalidInput, QStringLiteral("no invite"));
    return Typed{.asks = toByteArray(secret->lookupId()), .secret = QString::fromStdString(secret->text())};
}

/// An operation of who comes, behind that head.
GroupOperation joining(const Account &account, ChatId chat, const ChatHead &head, RoleId role, InviteId invite,
                       const QDateTime &time)
{
    GroupOperation operation;
    operation.kind = OperationKind::Join;
    operation.chat = chat;
    operation.sequence = head.sequence + 1;
    operation.previousHash = head.hash;
    operation.actor = account.user;
    operation.device = account.device;
    operation.time = toMilliseconds(time);
    operation.subject = account.user.uuid();
    operation.detail = role.uuid();
    operation.fields = OperationJoin{invite};
    return operation;
}

} // namespace

AsyncResult<InvitePreview> GroupInviteService::preview(const QString &text)
{
    return asFuture(look(text));
}

Task<AskedInvite> GroupInviteService::ask(QString text)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const Typed wanted, typed(text));
    auto asked = co_await answerOf(
        core->backend().run([wanted](BackendSession &db) { return db.groupInvites().ask(wanted.asks); }));
    if (!asked && asked.error().code() == ErrorCode::TokenInvalid)
        co_return fail(ErrorCode::NotFound, QStringLiteral("no invite that can be used"));
    co_return asked;
}

Task<InvitePreview> GroupInviteService::look(QString text)
{
    TACET_CO_TRY_ASSIGN(const AskedInvite asked, co_await ask(text));
    TACET_CO_TRY_ASSIGN(const Typed wanted, typed(text));
    InvitePreview preview{.chat = asked.chat,
                          .type = asked.type,
                          .visibility = asked.visibility,
                          .kind = wanted.secret.isEmpty() ? InviteKind::Code : InviteKind::Link,
                          .name = asked.name,
                          .memberCount = asked.memberCount,
                          .wantsApproval = asked.kind == InviteKind::Code,
                          .expiresAt = asked.expiresAt};
    if (asked.kind == InviteKind::Link && !asked.key.wrappedKey.isEmpty()) {
        const auto secret = crypto::InviteSecret::parse(wanted.secret.toStdString());
        const auto key =
            secret->unwrap(viewOf(asked.key.wrappedKey), epochName(asked.chat, asked.key.epoch), idBytes(asked.id));
        if (key) {
            const auto name = crypto::openChatText(
                viewOf(asked.encryptedName),
                {.kind = crypto::ChatTextKind::Name, .chat = idBytes(asked.chat), .subject = {}}, *key);
            if (name)
                preview.name = QString::fromUtf8(toByteArray(*name));
        }
    }
    co_return preview;
}

AsyncResult<JoinResult> GroupInviteService::join(const QString &text)
{
    return asFuture(joinWith(text));
}

Task<JoinResult> GroupInviteService::joinWith(QString text)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const AskedInvite asked, co_await ask(text));
    TACET_CO_TRY_ASSIGN(const Typed wanted, typed(text));
    const auto known = co_await answerOf(core->groups().find(asked.chat));
    if (known && known->standing == ChatStanding::Member)
        co_return JoinResult{.chat = asked.chat, .outcome = JoinOutcome::AlreadyMember};
    if (asked.kind == InviteKind::Link)
        co_return co_await joinByLink(asked, wanted.secret);
    TACET_CO_TRY(co_await requestJoin(asked));
    co_return JoinResult{.chat = asked.chat, .outcome = JoinOutcome::Requested};
}

Task<> GroupInviteService::requestJoin(AskedInvite invite)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await answerOf(
        core->backend().run([invite](BackendSession &db) { return db.groupInvites().requestToJoin(invite.chat); })));
    co_return co_await answerOf(core->vault().run([invite](VaultSession &vault) {
        return vault.groups().saveRequest({.chat = invite.chat,
                                           .invite = invite.id,
                                           .name = invite.name,
                                           .askedAt = QDateTime::currentDateTimeUtc()});
    }));
}

/// The time that the operation says is not behind the link's end: whether it was, the database's clock has decided.
Task<JoinResult> GroupInviteService::joinByLink(AskedInvite invite, QString secret)
{
    const auto core = m_core.shared_from_this();
    const auto parsed = crypto::InviteSecret::parse(secret.toStdString());
    ChatHead head = invite.head;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const QDateTime time = std::min(QDateTime::currentDateTimeUtc(), invite.expiresAt);
        const GroupOperation operation = joining(core->account(), invite.chat, head, invite.role, invite.id, time);
        const SignedOperation made = signOperation(operation, core->keys().identity);
        const QByteArray proof = toByteArray(parsed->signJoin(viewOf(made.body)).view());
        auto answer = co_await answerOf(core->backend().run(
            [=](BackendSession &db) { return db.groupInvites().joinByLink(invite.chat, invite.id, proof, made); }));
        if (!answer && answer.error().code() == ErrorCode::TokenInvalid)
            co_return fail(ErrorCode::NotFound, QStringLiteral("no invite that can be used"));
        if (!answer)
            co_return std::unexpected(answer.error());
        if (answer->state != OperationAnswer::State::HeadMoved)
            co_return co_await arrive(invite.chat);
        head = answer->head;
    }
    co_return fail(ErrorCode::Conflict, QStringLiteral("others changed the chat all the time"));
}

/// The log is read from its beginning, and the chat stands in the list.
Task<JoinResult> GroupInviteService::arrive(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    co_await answerOf(core->vault().run([chat](VaultSession &vault) { return vault.groups().removeRequest(chat); }));
    TACET_CO_TRY(co_await core->groupSync().readAll(chat));
    // Those who are there hear of it now; the others at their next poll.
    co_await answerOf(core->backend().run([chat](BackendSession &db) { return db.wake().wake(chat); }));
    co_return JoinResult{.chat = chat, .outcome = JoinOutcome::Joined};
}

AsyncResult<QList<PublicChat>> GroupInviteService::searchPublic(const QString &words, int limit)
{
    return m_core.backend().run([words, limit](BackendSession &db) -> Result<QList<PublicChat>> {
        TACET_TRY_ASSIGN(const auto rows, db.groupInvites().search(words, {}, std::clamp(limit, 1, 100)));
        QList<PublicChat> found;
        for (const StoredPublicChat &row : rows)
            found += {.id = row.id,
                      .type = row.type,
                      .name = row.name,
                      .description = row.description,
                      .memberCount = row.memberCount};
        return found;
    });
}

AsyncResult<JoinResult> GroupInviteService::joinPublic(ChatId chat)
{
    return asFuture(enterPublic(chat));
}

Task<JoinResult> GroupInviteService::enterPublic(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    const auto known = co_await answerOf(core->groups().find(chat));
    if (known && known->standing == ChatStanding::Member)
        co_return JoinResult{.chat = chat, .outcome = JoinOutcome::AlreadyMember};
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        TACET_CO_TRY_ASSIGN(const auto entry, co_await answerOf(core->backend().run([chat](BackendSession &db) {
                                return db.groupInvites().publicChat(chat);
                            })));
        const GroupOperation operation =
            joining(core->account(), chat, entry.head, entry.defaultRole, {}, QDateTime::currentDateTimeUtc());
        const SignedOperation made = signOperation(operation, core->keys().identity);
        TACET_CO_TRY_ASSIGN(const auto answer, co_await answerOf(core->backend().run([=](BackendSession &db) {
                                return db.groups().joinPublic(chat, made);
                            })));
        if (answer.state != OperationAnswer::State::HeadMoved)
            co_return co_await arrive(chat);
    }
    co_return fail(ErrorCode::Conflict, QStringLiteral("others changed the chat all the time"));
}

} // namespace tacet
