#include "models/backend/groupinvitestore.h"

#include "models/backend/databaseconnection.h"
#include "models/backend/operationcall.h"
#include "models/domain/groupnames.h"

namespace tacet {

namespace {

constexpr PgStatement kCreateCode{"invite_create_code", "SELECT api.create_invite_code($1, $2, $3, $4, $5)"};
constexpr PgStatement kCreateLink{
    "invite_create_link", "SELECT api.create_invite_link($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
constexpr PgStatement kSetKey{"invite_set_key", "SELECT 1 FROM api.set_invite_key($1, $2, $3, $4)"};
constexpr PgStatement kRevokeCode{"invite_revoke_code", "SELECT 1 FROM api.revoke_invite_code($1, $2)"};
constexpr PgStatement kRevokeLink{"invite_revoke_link", "SELECT api.revoke_invite_link($1, $2, $3, $4, $5, $6)"};
constexpr PgStatement kInvites{"invite_list", "SELECT id, kind, role_id, invite_pubkey, epoch, created_by, created_at, "
                                              "expires_at, max_uses, uses FROM api.invites($1, $2, $3)"};
constexpr PgStatement kRequests{"invite_requests",
                                "SELECT user_id, device_id, invite_id, created_at FROM api.join_requests($1, $2, $3)"};
constexpr PgStatement kDecline{"invite_decline", "SELECT 1 FROM api.decline_join_request($1, $2)"};
constexpr PgStatement kAsk{"invite_ask", "SELECT 1 FROM api.ask_invite($1)"};
constexpr PgStatement kAsked{"invite_asked",
                             "SELECT chat_id, chat_type, visibility, invite_id, kind, expires_at, name, role_id, "
                             "invite_pubkey, epoch, wrapped_key, encrypted_name, member_count, head_sequence, "
                             "head_hash FROM api.asked_invite()"};
constexpr PgStatement kJoin{"invite_join", "SELECT api.join_by_link($1, $2, $3, $4, $5, $6, $7)"};
constexpr PgStatement kRequest{"invite_request", "SELECT api.request_to_join($1)"};
constexpr PgStatement kWithdraw{"invite_withdraw", "SELECT 1 FROM api.withdraw_join_request($1)"};
constexpr PgStatement kOwnRequests{"invite_own_requests",
                                   "SELECT chat_id, created_at FROM api.my_join_requests($1, $2)"};
constexpr PgStatement kSearch{"public_chat_search", "SELECT id, chat_type, name, description, avatar, member_count "
                                                    "FROM api.find_chats($1, $2, $3, $4)"};
constexpr PgStatement kPublicChat{"public_chat_one",
                                  "SELECT id, chat_type, name, description, avatar, member_count, max_members, "
                                  "default_role, head_sequence, head_hash FROM api.public_chat($1)"};

enum InviteColumn {
    InviteIdent,
    InviteKindName,
    InviteRole,
    InvitePublicKey,
    InviteEpoch,
    InviteCreatedBy,
    InviteCreatedAt,
    InviteExpiresAt,
    InviteMaxUses,
    InviteUses,
};

enum AskedColumn {
    AskedChat,
    AskedType,
    AskedVisibility,
    AskedId,
    AskedKind,
    AskedExpiresAt,
    AskedName,
    AskedRole,
    AskedPublicKey,
    AskedEpoch,
    AskedWrappedKey,
    AskedEncryptedName,
    AskedMemberCount,
    AskedHead, // two columns
};

enum PublicColumn {
    PublicId,
    PublicType,
    PublicName,
    PublicDescription,
    PublicAvatar,
    PublicMemberCount,
    PublicMaxMembers,
    PublicDefaultRole,
    PublicHead, // two columns
};

constexpr qsizetype kKeySize = 32;
constexpr qsizetype kHashSize = 32;

std::optional<InviteKind> inviteKindFrom(QStringView name)
{
    if (name == u"code")
        return InviteKind::Code;
    if (name == u"link")
        return InviteKind::Link;
    return std::nullopt;
}

ChatHead headFrom(PgRow &row, int firstColumn)
{
    return {.sequence = row.int64(firstColumn), .hash = row.bytes(firstColumn + 1, kHashSize)};
}

StoredInvite inviteFrom(PgRow &row)
{
    return {.id = row.id<InviteId>(InviteIdent),
            .kind = row.parsed(InviteKindName, inviteKindFrom),
            .role = row.optionalId<RoleId>(InviteRole),
            .publicKey = row.optionalBytes(InvitePublicKey),
            .epoch = row.optionalInt64(InviteEpoch),
            .createdBy = row.id<UserId>(InviteCreatedBy),
            .createdAt = row.timestamp(InviteCreatedAt),
            .expiresAt = row.timestamp(InviteExpiresAt),
            .maxUses = row.int32(InviteMaxUses),
            .uses = row.int32(InviteUses)};
}

AskedInvite askedFrom(PgRow &row)
{
    AskedInvite asked;
    asked.chat = row.id<ChatId>(AskedChat);
    asked.type = row.parsed(AskedType, chatTypeFrom);
    asked.visibility = row.parsed(AskedVisibility, chatVisibilityFrom);
    asked.id = row.id<InviteId>(AskedId);
    asked.kind = row.parsed(AskedKind, inviteKindFrom);
    asked.expiresAt = row.timestamp(AskedExpiresAt);
    asked.name = row.optionalText(AskedName);
    if (asked.kind == InviteKind::Code)
        return asked;
    asked.role = row.id<RoleId>(AskedRole);
    asked.publicKey = row.bytes(AskedPublicKey, kKeySize);
    asked.key = {.epoch = row.optionalInt64(AskedEpoch), .wrappedKey = row.optionalBytes(AskedWrappedKey)};
    asked.encryptedName = row.optionalBytes(AskedEncryptedName);
    asked.memberCount = row.int32(AskedMemberCount);
    asked.head = headFrom(row, AskedHead);
    return asked;
}

StoredJoinRequest requestFrom(PgRow &row)
{
    return {.user = row.id<UserId>(0),
            .device = row.id<DeviceId>(1),
            .invite = row.id<InviteId>(2),
            .createdAt = row.timestamp(3)};
}

StoredPublicChat publicChatFrom(PgRow &row)
{
    return {.id = row.id<ChatId>(PublicId),
            .type = row.parsed(PublicType, chatTypeFrom),
            .name = row.text(PublicName),
            .description = row.optionalText(PublicDescription),
            .avatar = row.optionalId<MediaId>(PublicAvatar),
            .memberCount = row.int32(PublicMemberCount)};
}

StoredPublicChatEntry publicEntryFrom(PgRow &row)
{
    return {.chat = publicChatFrom(row),
            .maxMembers = row.int32(PublicMaxMembers),
            .defaultRole = row.id<RoleId>(PublicDefaultRole),
            .head = headFrom(row, PublicHead)};
}

StoredState stateFrom(PgRow &row)
{
    return row.parsed(0, storedStateFrom);
}

} // namespace

Result<StoredState> GroupInviteStore::createCode(ChatId chat, const NewInviteCode &code)
{
    PgParams params;
    params.id(chat).id(code.id).bytes(code.codeHash).int64(code.lifetime.count()).int32(code.maxUses);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kCreateCode, params));
    return result.first(stateFrom);
}

Result<OperationAnswer> GroupInviteStore::createLink(ChatId chat, const NewInviteLink &link,
                                                     const SignedOperation &operation)
{
    PgParams params;
    params.id(chat).id(link.id).bytes(link.lookupHash).bytes(link.publicKey).id(link.role);
    params.timestamp(link.expiresAt).int32(link.maxUses).int64(link.key.epoch).bytes(link.key.wrappedKey);
    addOperation(params, operation);
    return operate(m_connection, kCreateLink, params, chat, operation);
}

Result<> GroupInviteStore::setLinkKey(ChatId chat, InviteId invite, const InviteKey &key)
{
    return m_connection.change(kSetKey, PgParams().id(chat).id(invite).int64(key.epoch).bytes(key.wrappedKey));
}

Result<> GroupInviteStore::revokeCode(ChatId chat, InviteId invite)
{
    return m_connection.change(kRevokeCode, PgParams().id(chat).id(invite));
}

Result<OperationAnswer> GroupInviteStore::revokeLink(ChatId chat, InviteId invite, const SignedOperation &operation)
{
    PgParams params;
    params.id(chat).id(invite);
    addOperation(params, operation);
    return operate(m_connection, kRevokeLink, params, chat, operation);
}

Result<QList<StoredInvite>> GroupInviteStore::invites(ChatId chat, InviteId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kInvites, PgParams().id(chat).id(after).int32(limit)));
    return result.list(inviteFrom);
}

Result<QList<StoredJoinRequest>> GroupInviteStore::requests(ChatId chat, UserId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kRequests, PgParams().id(chat).id(after).int32(limit)));
    return result.list(requestFrom);
}

Result<> GroupInviteStore::decline(ChatId chat, UserId user)
{
    return m_connection.change(kDecline, PgParams().id(chat).id(user));
}

Result<AskedInvite> GroupInviteStore::ask(const QByteArray &code)
{
    TACET_TRY(m_connection.exec(kAsk, PgParams().bytes(code)));
    return asked();
}

Result<AskedInvite> GroupInviteStore::asked()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kAsked));
    return result.first(askedFrom);
}

Result<OperationAnswer> GroupInviteStore::joinByLink(ChatId chat, InviteId invite, const QByteArray &inviteSignature,
                                                     const SignedOperation &operation)
{
    PgParams params;
    params.id(chat).id(invite).bytes(inviteSignature);
    addOperation(params, operation);
    return operate(m_connection, kJoin, params, chat, operation, OperationBy::LinkJoiner);
}

Result<StoredState> GroupInviteStore::requestToJoin(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kRequest, PgParams().id(chat)));
    return result.first(stateFrom);
}

Result<> GroupInviteStore::withdraw(ChatId chat)
{
    return m_connection.change(kWithdraw, PgParams().id(chat));
}

Result<QList<OwnJoinRequest>> GroupInviteStore::ownRequests(ChatId after, int limit)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kOwnRequests, PgParams().id(after).int32(limit)));
    return result.list(
        [](PgRow &row) { return OwnJoinRequest{.chat = row.id<ChatId>(0), .createdAt = row.timestamp(1)}; });
}

Result<QList<StoredPublicChat>> GroupInviteStore::search(const QString &text, const StoredPublicChat &after, int limit)
{
    PgParams params;
    params.text(text).text(after.name).id(after.id).int32(limit);
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kSearch, params));
    return result.list(publicChatFrom);
}

Result<StoredPublicChatEntry> GroupInviteStore::publicChat(ChatId chat)
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kPublicChat, PgParams().id(chat)));
    return result.first(publicEntryFrom);
}

} // namespace tacet
