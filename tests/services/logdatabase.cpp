#include "tests/services/logdatabase.h"

#include "models/backend/groupinvitestore.h"
#include "models/backend/groupkeystore.h"
#include "models/backend/groupstore.h"
#include "models/services/bytes.h"

namespace tacet::tests {

namespace {

constexpr PgStatement kLines{
    "test_chat_lines",
    "SELECT concat_ws(' ', 'chat', c.chat_type, c.visibility, c.epoch, c.head_sequence, encode(c.head_hash, 'hex'), "
    "  'most', c.max_members, 'history', c.history_days, 'slow', coalesce(c.slow_mode, 0), 'timer', "
    "  coalesce(c.message_timer, 0), 'members', c.member_count, 'owner', c.owner_id, "
    "  CASE WHEN c.epoch_floor > c.epoch THEN 'wants-epoch' END, CASE WHEN c.succession_due THEN 'succession' END, "
    "  CASE WHEN c.deleted_at IS NOT NULL THEN 'ended' ELSE "
    "  encode(sha256(coalesce(c.encrypted_name, convert_to(c.name, 'UTF8'))), 'hex') END) "
    "  FROM tacet.chats c WHERE c.id = $1 "
    "UNION ALL SELECT concat_ws(' ', 'role', r.id, coalesce(r.built_in, 'none'), r.color, "
    "  (SELECT string_agg(p, ',' ORDER BY p COLLATE \"C\") FROM jsonb_array_elements_text(r.permissions) p), "
    "  CASE WHEN r.is_default THEN 'default' END, CASE WHEN r.name IS NOT NULL THEN 'plain' END, "
    "  encode(sha256(coalesce(r.encrypted_name, convert_to(r.name, 'UTF8'))), 'hex')) "
    "  FROM tacet.chat_roles r WHERE r.chat_id = $1 "
    "UNION ALL SELECT concat_ws(' ', 'member', m.user_id, m.role_id, m.joined_sequence, m.joined_epoch, "
    "  (extract(epoch FROM m.muted_until) * 1000)::bigint) "
    "  FROM tacet.chat_members m JOIN tacet.chats c ON c.id = m.chat_id AND c.deleted_at IS NULL "
    "  WHERE m.chat_id = $1 AND m.left_at IS NULL "
    "UNION ALL SELECT concat_ws(' ', 'removed', m.user_id) "
    "  FROM tacet.chat_members m WHERE m.chat_id = $1 AND m.removed_by IS NOT NULL "
    "UNION ALL SELECT concat_ws(' ', 'departed', m.user_id) "
    "  FROM tacet.chat_members m WHERE m.chat_id = $1 AND m.departed_after IS NOT NULL "
    "UNION ALL SELECT concat_ws(' ', 'link', i.id, i.created_by, i.role_id, i.uses, i.max_uses, "
    "  encode(i.invite_pubkey, 'hex'), CASE WHEN i.revoked_at IS NOT NULL THEN 'revoked' END) "
    "  FROM tacet.group_invites i WHERE i.chat_id = $1 "
    "UNION ALL SELECT concat_ws(' ', 'epoch', e.epoch, e.reason, e.sequence) "
    "  FROM tacet.group_key_epochs e WHERE e.chat_id = $1"};
constexpr PgStatement kDelete{"test_delete_account", "SELECT 1 FROM admin.delete_user($1)"};

// What nobody is to be stopped by here: the fold knows none of it (docs/security-tests.md).
const QString kNoLimits =
    QStringLiteral("{\"group_burst\": 1e9, \"chat_burst\": 1e9, \"redeem_burst\": 1e9, \"invite_burst\": 1e6, "
                   "\"roles_per_chat\": 500, \"invites_per_chat\": 10000, \"group_max_members\": 200, "
                   "\"group_per_second\": 1}");

StoredGroupSettings storedFrom(const OperationSettings &settings)
{
    StoredGroupSettings stored{.visibility = settings.visibility};
    if (settings.visibility == ChatVisibility::Public)
        stored.name = QString::fromUtf8(LogWriter::text());
    else
        stored.encryptedName = LogWriter::text();
    stored.maxMembers = static_cast<qint32>(settings.maxMembers);
    stored.history = settings.history;
    stored.slowMode = std::chrono::seconds(settings.slowModeSeconds);
    stored.messageTimer = std::chrono::seconds(settings.messageTimerSeconds);
    return stored;
}

QByteArray openKey(bool isPublic)
{
    return isPublic ? filler(32, "open") : QByteArray();
}

QString line(const QStringList &words)
{
    QStringList said = words;
    said.removeIf([](const QString &word) { return word.isEmpty(); });
    return said.join(u' ');
}

QString flag(bool is, const char *word)
{
    return is ? QString::fromLatin1(word) : QString();
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString textOf(const QUuid &id)
{
    return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces);
}

QString wordOf(BuiltInRole role)
{
    constexpr std::array kWords{"none", "owner", "admin", "member"};
    for (const char *const word : kWords) {
        if (builtInRoleFrom(QString::fromLatin1(word)) == role)
            return QString::fromLatin1(word);
    }
    return QStringLiteral("none");
}

QString chatLine(const GroupLogState &state)
{
    const OperationSettings &is = state.settings;
    return line({QStringLiteral("chat"),
                 nameOf(state.type),
                 nameOf(is.visibility),
                 QString::number(state.epoch()),
                 QString::number(state.head.sequence),
                 hex(state.head.hash),
                 QStringLiteral("most"),
                 QString::number(is.maxMembers),
                 QStringLiteral("history"),
                 QString::number(is.history.days),
                 QStringLiteral("slow"),
                 QString::number(is.slowModeSeconds),
                 QStringLiteral("timer"),
                 QString::number(is.messageTimerSeconds),
                 QStringLiteral("members"),
                 QString::number(state.members.size()),
                 QStringLiteral("owner"),
                 textOf(state.owner.uuid()),
                 flag(state.wantsEpoch, "wants-epoch"),
                 flag(state.isSuccessionDue, "succession"),
                 state.isDissolved ? QStringLiteral("ended") : hex(is.nameHash)});
}

QString roleLine(RoleId id, const LoggedRole &role)
{
    QStringList permissions = namesOf(role.definition.permissions);
    permissions.sort();
    const bool isPlain = !role.definition.nameHash.isEmpty() && role.definition.nameEpoch == 0;
    return line({QStringLiteral("role"), textOf(id.uuid()), wordOf(role.builtIn), role.definition.color,
                 permissions.join(u','), flag(role.definition.isDefault, "default"), flag(isPlain, "plain"),
                 hex(role.definition.nameHash)});
}

} // namespace

LogDatabase::LogDatabase(PostgresFixture &fixture, int members)
    : m_world(fixture)
{
    for (int i = 0; i < members; ++i)
        m_members.push_back(m_world.join(QStringLiteral("member%1").arg(i)));
    liftLimits();
}

void LogDatabase::liftLimits()
{
    m_world.setPolicy(kNoLimits);
}

void LogDatabase::introduceTo(LogWriter &writer) const
{
    for (const Member &member : m_members)
        writer.addAuthor(member.user, member.device);
}

Result<OperationAnswer> LogDatabase::take(const GroupLogState &before, const LogWriter &writer,
                                          const WrittenOperation &written)
{
    const GroupOperation &wanted = written.operation;
    const Member &by = member(written.author);
    const ChatId chat = before.chat;
    const UserId user(wanted.subject);
    const RoleId role(wanted.detail);
    GroupStore store(by.db());
    switch (wanted.kind) {
    case OperationKind::Create: return create(by, chat, written);
    case OperationKind::Settings: return change(by, chat, written);
    case OperationKind::Dissolve: return store.dissolve(chat, written.made);
    case OperationKind::Owner: return store.passOwnership(chat, user, written.made);
    case OperationKind::Succeed: return store.takeOwnership(chat, written.made);
    case OperationKind::Role: return defineRole(by, chat, written);
    case OperationKind::RoleRemoved: return store.removeRole(chat, RoleId(wanted.subject), written.made);
    case OperationKind::Assign: return store.assignRole(chat, user, role, written.made);
    case OperationKind::Add: return store.addMember(chat, user, role, written.made);
    case OperationKind::Join: return join(by, chat, writer, written);
    case OperationKind::Remove: return store.removeMember(chat, user, written.made);
    case OperationKind::Pardon: return store.pardonMember(chat, user, written.made);
    case OperationKind::Leave: return store.leave(chat, written.made);
    case OperationKind::Mute:
        return store.muteMember(chat, user, std::get<OperationMute>(wanted.fields).until, written.made);
    case OperationKind::Invite: return invite(by, chat, writer, written);
    case OperationKind::InviteRevoked:
        return GroupInviteStore(by.db()).revokeLink(chat, InviteId(wanted.subject), written.made);
    case OperationKind::Epoch: return beginEpoch(by, before, written);
    }
    return fail(ErrorCode::Internal);
}

Result<OperationAnswer> LogDatabase::create(const Member &by, ChatId chat, const WrittenOperation &written)
{
    const auto &made = std::get<OperationCreate>(written.operation.fields);
    const GroupGenesis genesis{.id = chat,
                               .type = made.type,
                               .settings = storedFrom(made.settings),
                               .ownerRole = made.ownerRole,
                               .adminRole = made.adminRole,
                               .memberRole = made.memberRole,
                               .openKey = openKey(made.settings.visibility == ChatVisibility::Public)};
    return GroupStore(by.db()).create(genesis, written.made);
}

Result<OperationAnswer> LogDatabase::change(const Member &by, ChatId chat, const WrittenOperation &written)
{
    return GroupStore(by.db()).change(chat, storedFrom(std::get<OperationSettings>(written.operation.fields)),
                                      written.made);
}

Result<OperationAnswer> LogDatabase::defineRole(const Member &by, ChatId chat, const WrittenOperation &written)
{
    const auto &wanted = std::get<OperationRole>(written.operation.fields);
    RoleDefinition role{.id = RoleId(written.operation.subject),
                        .color = wanted.color,
                        .permissions = wanted.permissions,
                        .isDefault = wanted.isDefault};
    if (!wanted.nameHash.isEmpty() && wanted.nameEpoch == 0)
        role.name = QString::fromUtf8(LogWriter::text());
    else if (!wanted.nameHash.isEmpty())
        role.encryptedName = LogWriter::text();
    return GroupStore(by.db()).defineRole(chat, role, written.made);
}

Result<OperationAnswer> LogDatabase::invite(const Member &by, ChatId chat, const LogWriter &writer,
                                            const WrittenOperation &written)
{
    const auto &terms = std::get<OperationInvite>(written.operation.fields);
    const InviteId id(written.operation.subject);
    const NewInviteLink link{
        .id = id,
        .lookupHash = toByteArray(writer.secretOf(id)->lookupHash()),
        .publicKey = terms.publicKey,
        .role = RoleId(written.operation.detail),
        .expiresAt = terms.expiresAt,
        .maxUses = static_cast<qint32>(terms.maxUses),
        .key = {.epoch = terms.epoch, .wrappedKey = terms.epoch == 0 ? QByteArray() : filler(113, "wrap")}};
    return GroupInviteStore(by.db()).createLink(chat, link, written.made);
}

Result<OperationAnswer> LogDatabase::join(const Member &by, ChatId chat, const LogWriter &writer,
                                          const WrittenOperation &written)
{
    const InviteId id = std::get<OperationJoin>(written.operation.fields).invite;
    if (id.isNull())
        return GroupStore(by.db()).joinPublic(chat, written.made);
    GroupInviteStore invites(by.db());
    // Refused where the link is of no use, and then so is what follows.
    if (const crypto::InviteSecret *const secret = writer.secretOf(id))
        std::ignore = invites.ask(toByteArray(secret->lookupId()));
    return invites.joinByLink(chat, id, written.inviteSignature, written.made);
}

Result<OperationAnswer> LogDatabase::beginEpoch(const Member &by, const GroupLogState &before,
                                                const WrittenOperation &written)
{
    const auto &made = std::get<OperationEpoch>(written.operation.fields);
    return GroupKeyStore(by.db()).beginEpoch(before.chat, made.epoch, made.reason, openKey(before.isPublic()),
                                             written.made);
}

void LogDatabase::deleteAccount(int member)
{
    orThrow(m_world.superuser().exec(kDelete, PgParams().id(this->member(member).user)));
}

QStringList LogDatabase::linesOf(ChatId chat)
{
    const PgResult result = orThrow(m_world.superuser().exec(kLines, PgParams().id(chat)));
    QStringList lines = orThrow(result.list([](PgRow &row) { return row.text(0); }));
    lines.sort();
    return lines;
}

QList<LoggedOperation> LogDatabase::logOf(ChatId chat, int member)
{
    GroupLogStore store(this->member(member).db());
    QList<LoggedOperation> log;
    for (qint64 since = 0;; since = log.constLast().operation.sequence) {
        const QList<LoggedOperation> page = orThrow(store.operations(chat, since, 100));
        if (page.isEmpty())
            return log;
        log += page;
    }
}

QStringList linesOf(const GroupLogState &state)
{
    QStringList lines{chatLine(state)};
    for (const auto &[id, role] : state.roles.asKeyValueRange())
        lines += roleLine(id, role);
    for (const auto &[user, member] : state.members.asKeyValueRange())
        lines +=
            line({QStringLiteral("member"), textOf(user.uuid()), textOf(member.role.uuid()),
                  QString::number(member.joinedSequence), QString::number(member.joinedEpoch),
                  member.mutedUntil.isValid() ? QString::number(member.mutedUntil.toMSecsSinceEpoch()) : QString()});
    for (const UserId user : state.removed)
        lines += line({QStringLiteral("removed"), textOf(user.uuid())});
    for (const UserId user : state.departed)
        lines += line({QStringLiteral("departed"), textOf(user.uuid())});
    for (const auto &[id, link] : state.invites.asKeyValueRange())
        lines += line({QStringLiteral("link"), textOf(id.uuid()), textOf(link.creator.uuid()), textOf(link.role.uuid()),
                       QString::number(link.uses), QString::number(link.terms.maxUses), hex(link.terms.publicKey),
                       flag(link.isRevoked, "revoked")});
    for (const auto &[number, epoch] : state.epochs.asKeyValueRange())
        lines += line(
            {QStringLiteral("epoch"), QString::number(number), nameOf(epoch.reason), QString::number(epoch.sequence)});
    lines.sort();
    return lines;
}

} // namespace tacet::tests
