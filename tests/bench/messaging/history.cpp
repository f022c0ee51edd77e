#include "tests/bench/messaging/history.h"

#include "crypto/vaultkey/vaultkey.h"
#include "models/services/newid.h"
#include "models/vault/chatstore.h"
#include "models/vault/messagestore.h"
#include "models/vault/peerstore.h"
#include "models/vault/vaultsession.h"
#include "tests/bench/messaging/report.h"
#include "tests/bench/messaging/text.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

namespace tacet::bench {

namespace {

constexpr int kMessages = 100'000;
constexpr int kPerCommit = 10'000;
constexpr int kTextBytes = 80;
constexpr int kPageSize = 60;
constexpr int kPatience = 120'000; ///< milliseconds
constexpr double kNanosPerMilli = 1e6;
constexpr double kTargetMs = 500;
constexpr double kTargetMib = 120;

/// So that opening is measured without the derivation, which is measured by itself.
constexpr crypto::KdfCost kCheapCost{.memoryKib = 64, .passes = 1, .lanes = 1};

QCA::SecureArray passphrase()
{
    return QCA::SecureArray("correct horse battery staple");
}

NewMessage messageNumber(int number, ChatId chat, UserId peer, const QDateTime &start)
{
    NewMessage message;
    message.message.id = newId<MessageId>();
    message.message.chat = chat;
    message.message.author = peer;
    message.message.sentAt = start.addSecs(60LL * number);
    message.message.storedAt = message.message.sentAt;
    message.message.text = textOf(kTextBytes, number);
    message.authorDevice = DeviceId(peer.uuid());
    message.authorSequence = number + 1;
    message.contentHash = QByteArray(32, 'h');
    message.contentKey = QByteArray(32, 'k');
    return message;
}

} // namespace

void fillHistory(VaultSession &vault)
{
    const UserId peer = newId<UserId>();
    const ChatId chat = newId<ChatId>();
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-60LL * kMessages);
    need(vault.peers().learn({.id = peer, .username = "bob", .displayName = "Bob", .masterKey = QByteArray(32, 'm')}));
    need(vault.chats().saveDirect(chat, peer, start));
    for (int from = 0; from < kMessages; from += kPerCommit) {
        need(vault.transact([&]() -> Result<> {
            for (int i = from; i < from + kPerCommit; ++i)
                TACET_TRY(vault.messages().insert(messageNumber(i, chat, peer, start)));
            return {};
        }));
    }
}

int openHistory(const QString &folder)
{
    QElapsedTimer clock;
    clock.start();
    const auto vault = need(VaultSession::open(folder, passphrase()));
    const auto chats = need(vault->chats().list());
    const auto page =
        need(vault->messages().page(chats.constFirst().id, std::numeric_limits<qint64>::max(), kPageSize));
    const double milliseconds = static_cast<double>(clock.nsecsElapsed()) / kNanosPerMilli;
    if (page.messages.size() != kPageSize)
        throw std::runtime_error("the newest page is not whole");
    report("messaging: open a vault of 100,000 messages, list and newest page, without the key derivation",
           milliseconds, "ms", milliseconds / kTargetMs, "the target of 500 ms");
    const double memory = proportionalMemory();
    report("messaging: memory (PSS) with that vault open, without a window", memory, "MiB", memory / kTargetMib,
           "the target of 120 MiB");
    const auto key = crypto::newVaultKey();
    const auto cost = crypto::calibratedKdfCost();
    clock.start();
    if (!crypto::wrapVaultKey(key, passphrase(), cost))
        throw std::runtime_error("the key cannot be wrapped");
    report("messaging: the key derivation that a real vault adds, calibrated on this machine",
           static_cast<double>(clock.nsecsElapsed()) / kNanosPerMilli, "ms", std::nullopt, {});
    return 0;
}

void benchHistory()
{
    const QTemporaryDir folder;
    const QString profile = folder.filePath("profile");
    fillHistory(*need(VaultSession::create(profile, passphrase(), kCheapCost)));
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), {"--open", profile});
    if (!process.waitForFinished(kPatience) || process.exitCode() != 0)
        throw std::runtime_error("the vault could not be opened");
}

} // namespace tacet::bench
