#include "tests/services/grouptalk.h"

namespace tacet::tests {

Talker::Talker(const QString &username)
    : m_person(username)
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

Result<> Talker::comeBack()
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
    QObject::connect(&m_core->groupSync(), &GroupSync::refused, &m_core->groupSync(),
                     [this](ChatId, MessageId message) { m_refused += message; });
    return {};
}

Result<> Talker::comeOnline()
{
    if (!m_core)
        TACET_TRY(comeBack());
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
    found.removeIf([](const Message &message) { return message.kind == MessageKind::Event; });
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

bool Talker::isMember(ChatId chat)
{
    const auto found = waitFor(m_core->chats().find(chat));
    return found && found->standing == ChatStanding::Member;
}

Result<> GroupTalk::meet(const QStringList &usernames)
{
    for (const QString &username : usernames) {
        auto talker = std::make_unique<Talker>(username);
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

Result<ChatId> GroupTalk::found(ChatType type, const QStringList &usernames, HistoryPolicy history)
{
    NewGroup group;
    group.type = type;
    group.settings.name = QStringLiteral("Talk");
    group.settings.history = history;
    for (const QString &username : usernames.sliced(1))
        group.members += at(username).user();
    TACET_TRY_ASSIGN(const Group made, waitFor(at(usernames.first()).core().groups().create(group)));
    for (const QString &username : usernames) {
        TACET_TRY(waitFor(asFuture(at(username).core().groupSync().readAll(made.id))));
        if (!at(username).isMember(made.id))
            return fail(ErrorCode::NotFound, username);
    }
    return made.id;
}

Result<> GroupTalk::add(ChatId chat, const QString &manager, const QString &username)
{
    TACET_TRY_ASSIGN(const auto added, waitFor(at(manager).core().groups().addMembers(chat, {at(username).user()})));
    return added.size() == 1 && !added.constFirst().failure ? Result<>() : fail(ErrorCode::Internal);
}

Result<> GroupTalk::remove(ChatId chat, const QString &manager, const QString &username)
{
    return waitFor(at(manager).core().groups().removeMember(chat, at(username).user()));
}

bool GroupTalk::settle(ChatId chat, int readable)
{
    return QTest::qWaitFor(
        [&] {
            for (const auto &[username, talker] : m_people) {
                if (talker->isAway() || !talker->isMember(chat))
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
