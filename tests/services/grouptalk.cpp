#include "tests/services/grouptalk.h"

#include "crypto/epoch/epochkey.h"
#include "models/services/bytes.h"
#include "models/services/newid.h"
#include "models/vault/chatstore.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/groupstatestore.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace tacet::tests {

namespace {

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return bytes;
}

Result<> stampLog(VaultSession &vault, const TalkLog &log, UserId own)
{
    const auto self = log.members.find(own);
    Chat chat;
    chat.id = log.chat;
    chat.type = log.type;
    chat.title = QStringLiteral("Talk");
    chat.memberCount = static_cast<int>(log.members.size());
    chat.standing = self == log.members.end() ? ChatStanding::Removed : ChatStanding::Member;
    chat.canSend = self != log.members.end();
    chat.lastActivity = QDateTime::currentDateTimeUtc();
    TACET_TRY(vault.chats().saveGroup(chat));
    TACET_TRY(vault.groups().save({.chat = log.chat,
                                   .logSequence = log.sequence,
                                   .logHash = log.hash,
                                   .ownRole = self == log.members.end() ? RoleId() : self->second.role,
                                   .permissions = Permission::SendMessages,
                                   .epoch = log.epoch,
                                   .epochFloor = log.floor,
                                   .dueReason = {},
                                   .settings = {},
                                   .state = {}}));
    for (const auto &[user, member] : log.members) {
        VaultMember stored;
        stored.person.id = user;
        stored.role = member.role;
        stored.joinedAt = member.joinedAt;
        stored.joinedSequence = member.joinedSequence;
        TACET_TRY(vault.groups().saveMember(log.chat, stored));
    }
    for (const auto &[user, sequence] : log.left) {
        if (!log.members.contains(user))
            TACET_TRY(vault.groups().removeMember(log.chat, user));
    }
    return {};
}

Result<> stampKeys(VaultSession &vault, const TalkLog &log, UserId own)
{
    const auto self = log.members.find(own);
    if (self == log.members.end())
        return {};
    for (const auto &[epoch, key] : log.keys) {
        // Who came later holds the keys from there on.
        if (log.type == ChatType::Channel && self->second.joinedSequence > 20 && epoch < log.epoch)
            continue;
        const auto bytes = fixedBytes<32>(key);
        const auto made = crypto::EpochKey::fromBytes(
            {.chat = idBytes(log.chat), .epoch = static_cast<std::uint64_t>(epoch)}, *bytes);
        TACET_TRY(vault.epochKeys().save({.chat = log.chat,
                                          .epoch = epoch,
                                          .key = key,
                                          .commitment = toByteArray(made.commitment().bytes),
                                          .receivedAt = QDateTime::currentDateTimeUtc()}));
    }
    return {};
}

} // namespace

Talker::Talker(const QString &username, const std::map<ChatId, TalkLog> &logs)
    : m_person(username)
    , m_logs(logs)
{
}

Talker::~Talker()
{
    if (m_core)
        waitFor(m_core->close());
}

Result<> Talker::open()
{
    TACET_TRY(m_person.lock());
    TACET_TRY_ASSIGN(const auto vault, m_person.openVault());
    TACET_TRY_ASSIGN(const auto record, vault->account().find());
    m_account = record->account;
    return {};
}

Result<> Talker::comeOnline()
{
    auto vault = std::make_unique<VaultExecutor>(QStringLiteral("test-vault"));
    auto backend = std::make_unique<BackendExecutor>(QStringLiteral("test-database"));
    TACET_TRY(waitFor(vault->open([this] { return m_person.openVault(); })));
    TACET_TRY_ASSIGN(const auto record,
                     waitFor(vault->run([](VaultSession &opened) { return opened.account().find(); })));
    // Move-only: by pointer through the future.
    const Account account = record->account;
    TACET_TRY_ASSIGN(const auto keys, waitFor(vault->run([account](VaultSession &opened) {
                         return LocalKeys::load(opened, account.user, account.device).transform([](LocalKeys loaded) {
                             return std::make_shared<LocalKeys>(std::move(loaded));
                         });
                     })));
    m_core = AccountCore::create(std::move(vault), std::move(backend), *record, std::move(*keys));
    m_core->groupSync().setLog([this](ChatId chat) { return stamp(chat); });
    QObject::connect(&m_core->groupSync(), &GroupSync::refused, &m_core->groupSync(),
                     [this](ChatId, MessageId message) { m_refused += message; });
    m_core->connection().start();
    const bool online =
        QTest::qWaitFor([this] { return m_core->connection().state().kind == ConnectionState::Kind::Online; }, 30'000);
    return online ? Result<>() : fail(ErrorCode::Offline);
}

Result<> Talker::goAway()
{
    TACET_TRY(waitFor(m_core->close()));
    m_core.reset();
    return {};
}

/// As the keeper of the log does: verified, then stored.
Task<> Talker::stamp(ChatId chat)
{
    const auto core = m_core;
    const auto found = m_logs.find(chat);
    if (found == m_logs.end())
        co_return fail(ErrorCode::NotFound);
    const TalkLog log = found->second;
    const UserId own = user();
    co_return co_await answerOf(core->vault().run([log, own](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            TACET_TRY(stampLog(vault, log, own));
            return stampKeys(vault, log, own);
        });
    }));
}

Result<Message> Talker::send(ChatId chat, const QString &text, const QList<Mention> &mentions,
                             std::optional<MessageId> replyTo)
{
    return waitFor(m_core->messages().send(chat, text, mentions, replyTo));
}

Result<> Talker::synchronise()
{
    TACET_TRY(waitFor(asFuture(m_core->inbox().fetchAll())));
    return waitFor(asFuture(m_core->groupSync().synchronise()));
}

QList<Message> Talker::messages(ChatId chat)
{
    const auto page = waitFor(m_core->messages().page(chat, std::numeric_limits<qint64>::max(), 20'000));
    QList<Message> found = page ? page->messages : QList<Message>();
    std::ranges::reverse(found);
    return found;
}

QStringList Talker::texts(ChatId chat)
{
    QStringList texts;
    for (const Message &message : messages(chat)) {
        if (message.kind == MessageKind::Text)
            texts += message.text;
    }
    return texts;
}

int Talker::waiting(ChatId chat)
{
    const auto all = messages(chat);
    return static_cast<int>(
        std::ranges::count_if(all, [](const Message &message) { return message.kind == MessageKind::Waiting; }));
}

Result<> GroupTalk::meet(const QStringList &usernames)
{
    for (const QString &username : usernames) {
        auto talker = std::make_unique<Talker>(username, m_logs);
        if (m_people.empty()) {
            TACET_TRY(talker->create());
            if (!talker->person().goOnline())
                return fail(ErrorCode::Offline);
            TACET_TRY_ASSIGN(m_database, DatabaseOperator::at(talker->person().session().account().workspace));
        } else {
            Person &owner = at(usernames.first()).person();
            TACET_TRY_ASSIGN(const EnrolmentLink link, waitFor(owner.session().enrolment().createLink()));
            TACET_TRY(talker->join(link));
        }
        m_people.emplace(username, std::move(talker));
    }
    for (const auto &[username, talker] : m_people) {
        TACET_TRY(talker->open());
        TACET_TRY(talker->comeOnline());
    }
    return {};
}

/// Signs nothing: the database does not look at signatures.
template <class Work>
Result<> GroupTalk::operate(TalkLog &log, const QString &who, Work work)
{
    SignedOperation operation{
        .sequence = log.sequence + 1, .previousHash = log.hash, .body = randomBytes(64), .signature = randomBytes(64)};
    TACET_TRY_ASSIGN(const OperationAnswer answer,
                     waitFor(at(who).core().backend().run([=](BackendSession &db) { return work(db, operation); })));
    if (answer.state != OperationAnswer::State::Stored)
        return fail(ErrorCode::Conflict);
    log.hash = QCryptographicHash::hash(operation.previousHash + operation.body, QCryptographicHash::Sha256);
    ++log.sequence;
    return {};
}

Result<ChatId> GroupTalk::found(ChatType type, const QStringList &usernames)
{
    TalkLog log;
    log.chat = newId<ChatId>();
    log.type = type;
    log.ownerRole = newId<RoleId>();
    log.adminRole = newId<RoleId>();
    log.memberRole = newId<RoleId>();
    log.keys[1] = randomBytes(32);
    const GroupGenesis genesis{
        .id = log.chat,
        .type = type,
        .settings = {.encryptedName = "sealed name", .maxMembers = 200},
        .ownerRole = log.ownerRole,
        .adminRole = log.adminRole,
        .memberRole = log.memberRole,
    };
    TACET_TRY(operate(log, usernames.first(), [genesis](BackendSession &db, const SignedOperation &operation) {
        return db.groups().create(genesis, operation);
    }));
    log.members[at(usernames.first()).user()] = {
        .role = log.ownerRole, .joinedSequence = 1, .joinedAt = QDateTime::currentDateTimeUtc().addSecs(-60)};
    m_logs[log.chat] = log;
    for (const QString &username : usernames.sliced(1))
        TACET_TRY(add(log.chat, usernames.first(), username));
    for (const QString &username : usernames)
        TACET_TRY(waitFor(asFuture(at(username).core().groupSync().readAll(log.chat))));
    return log.chat;
}

Result<> GroupTalk::add(ChatId chat, const QString &manager, const QString &username)
{
    TalkLog &log = m_logs.at(chat);
    const UserId user = at(username).user();
    TACET_TRY(operate(log, manager, [=, role = log.memberRole](BackendSession &db, const SignedOperation &operation) {
        return db.groups().addMember(chat, user, role, operation);
    }));
    log.members[user] = {
        .role = log.memberRole, .joinedSequence = log.sequence, .joinedAt = QDateTime::currentDateTimeUtc()};
    return {};
}

Result<> GroupTalk::remove(ChatId chat, const QString &manager, const QString &username)
{
    TalkLog &log = m_logs.at(chat);
    const UserId user = at(username).user();
    TACET_TRY(operate(log, manager, [=](BackendSession &db, const SignedOperation &operation) {
        return db.groups().removeMember(chat, user, operation);
    }));
    log.members.erase(user);
    log.left[user] = log.sequence;
    log.floor = log.epoch + 1;
    TACET_TRY(operate(log, manager, [=, epoch = log.epoch + 1](BackendSession &db, const SignedOperation &operation) {
        return db.groupKeys().beginEpoch(chat, epoch, EpochReason::Removal, {}, operation);
    }));
    ++log.epoch;
    log.keys[log.epoch] = randomBytes(32);
    return {};
}

bool GroupTalk::settle(ChatId chat, int readable)
{
    return QTest::qWaitFor(
        [&] {
            for (const auto &[username, talker] : m_people) {
                if (talker->isAway() || !log(chat).members.contains(talker->user()))
                    continue;
                if (talker->texts(chat).size() >= readable)
                    continue;
                if (!talker->synchronise() || talker->texts(chat).size() < readable)
                    return false;
            }
            return true;
        },
        30'000);
}

} // namespace tacet::tests
