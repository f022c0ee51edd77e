#include "tests/services/logwriter.h"

#include "models/services/bytes.h"

#include <QTimeZone>

namespace tacet::tests {

namespace {

QByteArray hashOf(const QByteArray &text)
{
    return operationHash({}, text);
}

template <class Key, class Value>
Key anyKey(const QMap<Key, Value> &map, quint64 place)
{
    return map.isEmpty() ? Key() : std::next(map.keyBegin(), static_cast<qsizetype>(place)).operator*();
}

} // namespace

LoggedOperation WrittenOperation::entry() const
{
    LoggedOperation entry;
    entry.operation = made;
    entry.hash = operationHash(made.previousHash, made.body);
    entry.kind = operation.kind;
    entry.subject = operation.subject;
    entry.detail = operation.detail;
    entry.actor = operation.actor;
    entry.actorDevice = operation.device;
    entry.inviteSignature = inviteSignature;
    entry.createdAt = operation.time;
    return entry;
}

LogWriter::LogWriter(quint64 seed)
    : m_random(seed)
    , m_time(QDateTime::fromSecsSinceEpoch(1'800'000'000, QTimeZone::UTC))
{
}

QByteArray LogWriter::bytes(qsizetype size)
{
    QByteArray made(size, '\0');
    std::ignore = m_random.fill(std::as_writable_bytes(std::span(made.data(), static_cast<size_t>(size))));
    return made;
}

quint64 LogWriter::below(quint64 bound)
{
    quint64 value = 0;
    std::ignore = m_random.fill(std::as_writable_bytes(std::span(&value, 1)));
    return value % bound;
}

QUuid LogWriter::uuid(qint64 milliseconds)
{
    const QByteArray random = bytes(10);
    return uuid7(milliseconds, std::as_bytes(std::span(random.constData(), 10)).first<10>());
}

int LogWriter::addAuthor(UserId user, DeviceId device)
{
    m_authors.push_back({.user = user, .device = device, .identity = *crypto::DeviceIdentity::generate(m_random)});
    return authors() - 1;
}

int LogWriter::addAuthor()
{
    return addAuthor(newId<UserId>(), newId<DeviceId>());
}

OperationSigners LogWriter::signers() const
{
    OperationSigners signers;
    for (const LogAuthor &author : m_authors)
        signers.insert(author.device,
                       {.user = author.user, .identityKey = toByteArray(author.identity.publicKey().view())});
    return signers;
}

WrittenOperation LogWriter::sign(GroupOperation operation, int author)
{
    const LogAuthor &by = this->author(author);
    operation.actor = by.user;
    operation.device = by.device;
    operation.time = m_time;
    return {
        .operation = operation, .made = signOperation(operation, by.identity), .inviteSignature = {}, .author = author};
}

OperationSettings LogWriter::settings(const GroupLogState &state, ChatVisibility visibility) const
{
    return {.visibility = visibility,
            .epoch = visibility == ChatVisibility::Public ? 0 : std::max<qint64>(state.epoch(), 1),
            .nameHash = hashOf(text()),
            .descriptionHash = {},
            .pictureHash = {},
            .maxMembers = 50,
            .history = {},
            .slowModeSeconds = 0,
            .messageTimerSeconds = 0};
}

OperationRole LogWriter::role(const GroupLogState &state, Permissions permissions, bool isDefault) const
{
    return {.nameEpoch = state.epoch(),
            .nameHash = hashOf(text()),
            .color = QStringLiteral("#00ff00"),
            .permissions = permissions,
            .isDefault = isDefault};
}

WrittenOperation LogWriter::genesis(int author, ChatType type, ChatVisibility visibility)
{
    GroupOperation operation;
    operation.kind = OperationKind::Create;
    operation.subject = this->author(author).user.uuid();
    operation.fields = OperationCreate{.type = type,
                                       .nonce = bytes(32),
                                       .ownerRole = newId<RoleId>(),
                                       .adminRole = newId<RoleId>(),
                                       .memberRole = newId<RoleId>(),
                                       .commitment = bytes(32),
                                       .settings = settings({}, visibility)};
    return sign(operation, author);
}

WrittenOperation LogWriter::next(const GroupLogState &state, int author, OperationKind kind, QUuid subject,
                                 QUuid detail, const OperationFields &fields)
{
    GroupOperation operation;
    operation.kind = kind;
    operation.chat = state.chat;
    operation.sequence = state.head.sequence + 1;
    operation.previousHash = state.head.hash;
    operation.subject = subject;
    operation.detail = detail;
    operation.fields = fields;
    return sign(operation, author);
}

WrittenOperation LogWriter::invite(const GroupLogState &state, int author, RoleId role, qint64 maxUses,
                                   std::chrono::seconds lifetime)
{
    const auto id = newId<InviteId>();
    auto secret = *crypto::InviteSecret::generate(m_random);
    const OperationInvite terms{.publicKey = toByteArray(secret.publicKey().view()),
                                .expiresAt = m_time.addSecs(lifetime.count()),
                                .maxUses = maxUses,
                                .epoch = state.epoch()};
    m_invites.emplace(id, std::move(secret));
    return next(state, author, OperationKind::Invite, id.uuid(), role.uuid(), terms);
}

const crypto::InviteSecret *LogWriter::secretOf(InviteId invite) const
{
    const auto found = m_invites.find(invite);
    return found == m_invites.end() ? nullptr : &found->second;
}

WrittenOperation LogWriter::join(const GroupLogState &state, int author, InviteId invite)
{
    const RoleId role = invite.isNull() ? state.defaultRole() : state.invites.value(invite).role;
    WrittenOperation written =
        next(state, author, OperationKind::Join, this->author(author).user.uuid(), role.uuid(), OperationJoin{invite});
    if (const auto secret = m_invites.find(invite); secret != m_invites.end())
        written.inviteSignature = toByteArray(secret->second.signJoin(viewOf(written.made.body)).view());
    return written;
}

RoleId LogWriter::anyRole(const GroupLogState &state)
{
    return anyKey(state.roles, below(static_cast<quint64>(std::max<qsizetype>(state.roles.size(), 1))));
}

OperationFields LogWriter::anyFields(const GroupLogState &state, OperationKind kind)
{
    constexpr std::array kVisibilities{ChatVisibility::Private, ChatVisibility::Secret, ChatVisibility::Public};
    switch (kind) {
    case OperationKind::Settings: {
        const bool keeps = below(10) < 7;
        OperationSettings wanted = settings(state, keeps ? state.settings.visibility : kVisibilities[below(3)]);
        wanted.maxMembers = below(5) == 0 ? 3 : 50;
        return wanted;
    }
    case OperationKind::Role: {
        OperationRole wanted = role(state, Permissions::fromInt(static_cast<int>(below(256))), below(8) == 0);
        // A plain name, which public chats alone may have.
        if (below(6) == 0)
            wanted.nameEpoch = 0;
        return wanted;
    }
    case OperationKind::Mute: return OperationMute{m_time.addSecs(below(2) == 0 ? 3600 : -3600)};
    case OperationKind::Epoch:
        return OperationEpoch{
            .epoch = state.epoch() + (below(10) == 0 ? 2 : 1), .commitment = bytes(32), .reason = EpochReason::Manual};
    default: return std::monostate();
    }
}

WrittenOperation LogWriter::atRandom(const GroupLogState &state)
{
    constexpr std::array kKinds{
        OperationKind::Settings, OperationKind::Owner,       OperationKind::Succeed, OperationKind::Role,
        OperationKind::Role,     OperationKind::RoleRemoved, OperationKind::Assign,  OperationKind::Assign,
        OperationKind::Add,      OperationKind::Add,         OperationKind::Add,     OperationKind::Join,
        OperationKind::Join,     OperationKind::Remove,      OperationKind::Pardon,  OperationKind::Leave,
        OperationKind::Mute,     OperationKind::Invite,      OperationKind::Epoch,   OperationKind::InviteRevoked,
    };
    const OperationKind kind = kKinds[below(kKinds.size())];
    int by = static_cast<int>(below(m_authors.size()));
    // Mostly by who may.
    for (int other = 0; other < authors() && below(3) != 0; ++other) {
        if (author(other).user == state.owner)
            by = other;
    }
    const RoleId knownRole = anyRole(state);
    const InviteId knownInvite =
        anyKey(state.invites, below(static_cast<quint64>(std::max<qsizetype>(state.invites.size(), 1))));
    switch (kind) {
    case OperationKind::Join: {
        by = static_cast<int>(below(m_authors.size()));
        return join(state, by, state.isPublic() && below(2) == 0 ? InviteId() : knownInvite);
    }
    case OperationKind::Invite: return invite(state, by, knownRole);
    case OperationKind::InviteRevoked:
        return next(state, by, kind, knownInvite.isNull() ? newId<InviteId>().uuid() : knownInvite.uuid());
    case OperationKind::Role: {
        const RoleId subject = below(2) == 0 ? newId<RoleId>() : knownRole;
        auto fields = std::get<OperationRole>(anyFields(state, kind));
        if (state.roles.value(subject).builtIn != BuiltInRole::None) {
            fields.nameEpoch = 0;
            fields.nameHash.clear();
        }
        return next(state, by, kind, subject.uuid(), {}, fields);
    }
    case OperationKind::RoleRemoved: return next(state, by, kind, knownRole.uuid());
    case OperationKind::Assign:
    case OperationKind::Add: return next(state, by, kind, anybody().uuid(), knownRole.uuid());
    case OperationKind::Leave:
    case OperationKind::Succeed: return next(state, by, kind, author(by).user.uuid());
    case OperationKind::Settings:
    case OperationKind::Epoch: return next(state, by, kind, {}, {}, anyFields(state, kind));
    default: return next(state, by, kind, anybody().uuid(), {}, anyFields(state, kind));
    }
}

} // namespace tacet::tests
