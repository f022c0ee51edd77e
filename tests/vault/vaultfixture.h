#pragma once
#include "models/vault/chatstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/peerstore.h"
#include "models/vault/vaultsession.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>
#include <QtCrypto>

namespace tacet::test {

/// Cheap on purpose: these tests are about files, not about guessing passphrases.
inline constexpr crypto::KdfCost kCheapCost{.memoryKib = 64, .passes = 1, .lanes = 1};

inline QCA::SecureArray passphrase()
{
    return QCA::SecureArray("correct horse battery");
}

/// Fails the test with the error's words.
template <class T>
T need(Result<T> result)
{
    if (!result)
        throw std::runtime_error("unexpected error: " + errorName(result.error().code()).toStdString() + ' ' +
                                 result.error().detail().toStdString() + ' ' +
                                 result.error().databaseText().toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

template <class T>
std::optional<ErrorCode> codeOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code());
}

/// A folder with a new, open vault.
class VaultFixture
{
public:
    VaultFixture() { session = need(VaultSession::create(directory(), passphrase(), kCheapCost)); }

    QString directory() const { return m_folder.filePath(QStringLiteral("profile")); }
    void reopen()
    {
        session.reset();
        session = need(VaultSession::open(directory(), passphrase()));
    }

    UserId addPerson(const QString &username = QStringLiteral("bob"))
    {
        const UserId user(QUuid::createUuid());
        need(session->peers().learn(
            {.id = user, .username = username, .displayName = username.toUpper(), .masterKey = QByteArray(32, 'm')}));
        return user;
    }
    ChatId addChat(const QString &username = QStringLiteral("bob"))
    {
        const ChatId chat(QUuid::createUuid());
        need(session->chats().saveDirect(chat, addPerson(username), time(0)));
        return chat;
    }
    ChatId addGroup(ChatType type = ChatType::Group)
    {
        Chat group;
        group.id = ChatId(QUuid::createUuid());
        group.type = type;
        group.title = QStringLiteral("Boat club");
        group.memberCount = 3;
        group.lastActivity = time(0);
        need(session->chats().saveGroup(group));
        return group.id;
    }

    static QDateTime time(qint64 seconds)
    {
        return QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + seconds * 1000, QTimeZone::UTC);
    }

private:
    QTemporaryDir m_folder;

public:
    std::unique_ptr<VaultSession> session;
};

inline Person personOf(UserId user)
{
    Person person;
    person.id = user;
    return person;
}

inline NewMessage incoming(ChatId chat, const QString &text, qint64 number = 1)
{
    static const UserId author(QUuid::createUuid());
    static const DeviceId device(QUuid::createUuid());
    NewMessage message;
    message.message.id = MessageId(QUuid::createUuid());
    message.message.chat = chat;
    message.message.author = author;
    message.message.sentAt = VaultFixture::time(number);
    message.message.storedAt = VaultFixture::time(number);
    message.message.text = text;
    message.authorDevice = device;
    message.authorSequence = number;
    message.contentHash = QByteArray(32, 'h');
    message.contentKey = QByteArray(32, 'k');
    return message;
}

inline NewMessage outgoing(ChatId chat, const QString &text, qint64 number = 1)
{
    NewMessage message = incoming(chat, text, number);
    static const UserId self(QUuid::createUuid());
    static const DeviceId device(QUuid::createUuid());
    message.message.author = self;
    message.message.outgoing = true;
    message.message.state = DeliveryState::Queued;
    message.authorDevice = device;
    return message;
}

} // namespace tacet::test

/// A main for tests of the vault: QCA lives exactly as long as the program's main.
#define TACET_VAULT_TEST_MAIN(TestClass)                                                                               \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        QCoreApplication application(argc, argv);                                                                      \
        QCA::Initializer qca;                                                                                          \
        TestClass test;                                                                                                \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
