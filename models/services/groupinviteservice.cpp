#include "models/services/groupinviteservice.h"

#include "crypto/epoch/invitecode.h"
#include "crypto/epoch/invitesecret.h"
#include "models/domain/invitelink.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/invitesecrets.h"
#include "models/services/newid.h"
#include "models/vault/groupstatestore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr int kPage = 500;

/// What stands behind the `#`, with where the workspace is.
InviteLink linkOf(const WorkspaceAddress &workspace, const QString &secret)
{
    InviteLink link{.workspace = workspace.id, .host = workspace.host, .secret = secret};
    if (workspace.place == WorkspaceAddress::Place::Server)
        link.port = workspace.port;
    return link;
}

} // namespace

GroupInviteService::GroupInviteService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<CreatedInvite> GroupInviteService::create(ChatId chat, const NewInvite &invite)
{
    return asFuture(makeInvite(chat, invite));
}

Task<CreatedInvite> GroupInviteService::makeInvite(ChatId chat, NewInvite invite)
{
    const bool lasts = invite.lifetime >= std::chrono::minutes(1) && invite.lifetime < std::chrono::hours(24 * 30);
    if (!lasts || invite.maxUses < 1 || invite.maxUses > 1'000'000)
        co_return fail(ErrorCode::InvalidInput, QStringLiteral("lifetime or uses"));
    if (invite.kind == InviteKind::Code || invite.wantsApproval)
        co_return co_await makeCode(chat, invite);
    co_return co_await makeLink(chat, invite);
}

/// A link that only asks is a code with a longer name: there is no key in it, and a manager admits.
Task<CreatedInvite> GroupInviteService::makeCode(ChatId chat, NewInvite invite)
{
    const auto core = m_core.shared_from_this();
    crypto::SystemRandom random;
    CreatedInvite created;
    NewInviteCode code{.id = newId<InviteId>(), .codeHash = {}, .lifetime = invite.lifetime, .maxUses = invite.maxUses};
    if (invite.kind == InviteKind::Code) {
        const auto drawn = crypto::InviteCode::generate(random);
        if (!drawn)
            co_return fail(ErrorCode::Internal, QStringLiteral("no randomness"));
        code.codeHash = toByteArray(drawn->hash());
        created.code = QString::fromStdString(drawn->text());
    } else {
        const auto secret = crypto::InviteSecret::generate(random);
        if (!secret)
            co_return fail(ErrorCode::Internal, QStringLiteral("no randomness"));
        code.codeHash = toByteArray(secret->lookupHash());
        created.code = QString::fromStdString(secret->dashedText());
        created.link = linkOf(core->account().workspace, QString::fromStdString(secret->text())).toString();
    }
    created.id = code.id;
    created.expiresAt = QDateTime::currentDateTimeUtc().addSecs(invite.lifetime.count());
    TACET_CO_TRY(co_await answerOf(
        core->backend().run([chat, code](BackendSession &db) { return db.groupInvites().createCode(chat, code); })));
    co_return created;
}

Task<CreatedInvite> GroupInviteService::makeLink(ChatId chat, NewInvite invite)
{
    const auto core = m_core.shared_from_this();
    crypto::SystemRandom random;
    const auto secret = crypto::InviteSecret::generate(random);
    if (!secret)
        co_return fail(ErrorCode::Internal, QStringLiteral("no randomness"));
    const QString text = QString::fromStdString(secret->text());
    const auto link = std::make_shared<NewInviteLink>();
    link->id = newId<InviteId>();
    link->lookupHash = toByteArray(secret->lookupHash());
    link->publicKey = toByteArray(secret->publicKey().view());
    link->expiresAt = toMilliseconds(QDateTime::currentDateTimeUtc().addSecs(invite.lifetime.count()));
    link->maxUses = invite.maxUses;
    const auto make = [=](VaultSession &vault, const GroupLogState &state) -> Result<GroupOperation> {
        GroupVault groups(vault, core->account());
        link->role = invite.role.isNull() ? state.defaultRole() : invite.role;
        link->key = {};
        if (!state.isPublic()) {
            TACET_TRY_ASSIGN(link->key, keyForLink(groups, chat, state.epoch(), link->id, text));
        }
        GroupOperation operation;
        operation.kind = OperationKind::Invite;
        operation.subject = link->id.uuid();
        operation.detail = link->role.uuid();
        operation.fields = OperationInvite{.publicKey = link->publicKey,
                                           .expiresAt = link->expiresAt,
                                           .maxUses = link->maxUses,
                                           .epoch = link->key.epoch};
        return operation;
    };
    const auto send = [=](BackendSession &db, const SignedOperation &made) {
        return db.groupInvites().createLink(chat, *link, made);
    };
    TACET_CO_TRY(co_await core->operations().append(chat, make, send));
    TACET_CO_TRY(co_await answerOf(core->vault().run([=](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY_ASSIGN(auto secrets, inviteSecretsOf(vault, chat));
            secrets.insert(link->id, text);
            return saveInviteSecrets(vault, chat, secrets);
        });
    })));
    co_return CreatedInvite{.id = link->id,
                            .code = QString::fromStdString(secret->dashedText()),
                            .link = linkOf(core->account().workspace, text).toString(),
                            .expiresAt = link->expiresAt};
}

AsyncResult<QList<GroupInvite>> GroupInviteService::list(ChatId chat)
{
    return m_core.backend().run([chat](BackendSession &db) -> Result<QList<GroupInvite>> {
        QList<GroupInvite> invites;
        InviteId after;
        for (bool isLast = false; !isLast;) {
            TACET_TRY_ASSIGN(const auto page, db.groupInvites().invites(chat, after, kPage));
            isLast = page.size() < kPage;
            for (const StoredInvite &row : page) {
                after = row.id;
                invites += {.id = row.id,
                            .kind = row.kind,
                            .role = row.role,
                            .createdBy = row.createdBy,
                            .createdAt = row.createdAt,
                            .expiresAt = row.expiresAt,
                            .maxUses = row.maxUses,
                            .uses = row.uses,
                            .wantsApproval = row.kind == InviteKind::Code};
            }
        }
        std::reverse(invites.begin(), invites.end());
        return invites;
    });
}

AsyncResult<> GroupInviteService::revoke(ChatId chat, InviteId invite)
{
    return asFuture(takeBack(chat, invite));
}

Task<> GroupInviteService::takeBack(ChatId chat, InviteId invite)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const GroupLogState state, co_await core->groupLog().readLog(chat));
    if (!state.invites.contains(invite))
        co_return co_await answerOf(core->backend().run(
            [chat, invite](BackendSession &db) { return db.groupInvites().revokeCode(chat, invite); }));
    const auto make = [invite](VaultSession &, const GroupLogState &) -> Result<GroupOperation> {
        GroupOperation operation;
        operation.kind = OperationKind::InviteRevoked;
        operation.subject = invite.uuid();
        return operation;
    };
    TACET_CO_TRY(co_await core->operations().append(chat, make, [=](BackendSession &db, const SignedOperation &made) {
        return db.groupInvites().revokeLink(chat, invite, made);
    }));
    TACET_CO_TRY(co_await answerOf(core->vault().run([=](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY_ASSIGN(auto secrets, inviteSecretsOf(vault, chat));
            secrets.remove(invite);
            return saveInviteSecrets(vault, chat, secrets);
        });
    })));
    co_return co_await core->groupLog().catchUp(chat);
}

AsyncResult<> GroupInviteService::withdrawRequest(ChatId chat)
{
    return asFuture(takeRequestBack(chat));
}

Task<> GroupInviteService::takeRequestBack(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await answerOf(core->backend().run([chat](BackendSession &db) -> Result<> {
        TACET_TRY_ASSIGN(const auto own, db.groupInvites().ownRequests({}, kPage));
        if (!std::ranges::contains(own, chat, &OwnJoinRequest::chat))
            return fail(ErrorCode::NotFound, QStringLiteral("nothing was asked there"));
        return db.groupInvites().withdraw(chat);
    })));
    co_return co_await answerOf(
        core->vault().run([chat](VaultSession &vault) { return vault.groups().removeRequest(chat); }));
}

AsyncResult<QList<JoinRequest>> GroupInviteService::requests(ChatId chat)
{
    return asFuture(listRequests(chat));
}

Task<QList<JoinRequest>> GroupInviteService::listRequests(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    QList<JoinRequest> requests;
    UserId after;
    for (bool isLast = false; !isLast;) {
        TACET_CO_TRY_ASSIGN(const auto page, co_await answerOf(core->backend().run([=](BackendSession &db) {
                                return db.groupInvites().requests(chat, after, kPage);
                            })));
        isLast = page.size() < kPage;
        for (const StoredJoinRequest &row : page) {
            after = row.user;
            const Result<Person> person = co_await core->directory().learn(row.user);
            if (person)
                requests += {.person = *person, .invite = row.invite, .createdAt = row.createdAt};
        }
    }
    co_return requests;
}

AsyncResult<> GroupInviteService::admit(ChatId chat, UserId user)
{
    return asFuture(letIn(chat, user));
}

Task<> GroupInviteService::letIn(ChatId chat, UserId user)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto added, co_await answerOf(core->groups().addMembers(chat, {user})));
    if (!added.isEmpty() && added.constFirst().failure)
        co_return fail(*added.constFirst().failure);
    Q_EMIT requestsChanged(chat);
    co_return {};
}

AsyncResult<> GroupInviteService::decline(ChatId chat, UserId user)
{
    auto declined =
        m_core.backend().run([chat, user](BackendSession &db) { return db.groupInvites().decline(chat, user); });
    return declined.then(this, [this, chat](Result<> done) {
        if (done)
            Q_EMIT requestsChanged(chat);
        return done;
    });
}

} // namespace tacet
