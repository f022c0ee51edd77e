#include "tests/services/conversationfixture.h"

namespace tacet::tests {

QCA::SecureArray testPassphrase()
{
    return QCA::SecureArray("correct horse battery staple");
}

QByteArray describe(const Error &error)
{
    return QStringList{errorName(error.code()), error.detail(), error.databaseText()}.join(u' ').toUtf8();
}

Person::Person(const QString &username)
    : m_username(username)
    , m_profile(std::make_unique<ProfileService>(directory()))
{
}

/// The service continues with a vault that has no account yet.
Result<> Person::makeCheapVault()
{
    TACET_TRY(VaultSession::create(directory(), testPassphrase(), kCheapCost));
    return {};
}

Result<> Person::create(const std::optional<WorkspaceServer> &server)
{
    TACET_TRY(makeCheapVault());
    TACET_TRY(waitFor(m_profile->createWorkspace({.name = QStringLiteral("Test workspace"),
                                                  .username = m_username,
                                                  .displayName = m_username,
                                                  .passphrase = testPassphrase(),
                                                  .server = server})));
    listen();
    return {};
}

Result<> Person::join(const EnrolmentLink &link)
{
    TACET_TRY(makeCheapVault());
    TACET_TRY(waitFor(m_profile->join(
        {.link = link, .username = m_username, .displayName = m_username, .passphrase = testPassphrase()})));
    listen();
    return {};
}

Result<> Person::link(LinkRequest request)
{
    request.passphrase = testPassphrase();
    TACET_TRY(waitFor(m_profile->link(request)));
    listen();
    return {};
}

Result<> Person::lock()
{
    return waitFor(m_profile->lock());
}

Result<> Person::unlock()
{
    TACET_TRY(waitFor(m_profile->unlock(testPassphrase())));
    listen();
    return {};
}

Result<std::unique_ptr<VaultSession>> Person::openVault()
{
    auto opened = VaultSession::open(directory(), testPassphrase());
    const auto isHeld = [&] { return !opened && opened.error().code() == ErrorCode::AlreadyRunning; };
    // The executor's thread may still be closing it.
    for (QDeadlineTimer deadline(10'000); isHeld() && !deadline.hasExpired(); QTest::qWait(20))
        opened = VaultSession::open(directory(), testPassphrase());
    return opened;
}

void Person::listen()
{
    QObject::connect(&session().messages(), &MessageService::messageStored, &session(), [this](const Message &message) {
        if (!message.outgoing)
            m_received += message;
    });
}

bool Person::goOnline()
{
    session().connection().start();
    const bool online = QTest::qWaitFor(
        [this] { return session().connection().state().kind == ConnectionState::Kind::Online; }, 30'000);
    if (const auto reason = session().connection().state().reason; !online && reason)
        qWarning("%s cannot connect: %s", qPrintable(m_username), qPrintable(errorName(*reason)));
    return online;
}

Result<Chat> Person::chatWith(const QString &username)
{
    TACET_TRY_ASSIGN(const auto peer, waitFor(session().people().findByUsername(username)));
    return waitFor(session().chats().startDirect(peer.id));
}

Result<Message> Person::send(const QString &to, const QString &text)
{
    TACET_TRY_ASSIGN(const Chat chat, chatWith(to));
    return waitFor(session().messages().send(chat.id, text));
}

QStringList Person::textsWith(const QString &username)
{
    QStringList texts;
    const auto chat = chatWith(username);
    if (!chat)
        return texts;
    const auto page = waitFor(session().messages().page(chat->id));
    if (!page)
        return texts;
    for (const Message &message : page->messages)
        texts.prepend(message.text);
    return texts;
}

DeliveryState Person::stateOf(const Message &message)
{
    const auto page = waitFor(session().messages().page(message.chat));
    if (page) {
        for (const Message &candidate : page->messages) {
            if (candidate.id == message.id)
                return candidate.state;
        }
    }
    return DeliveryState::Failed;
}

} // namespace tacet::tests
