// What the vault costs: received messages stored one by one, each in a durable transaction with its
// ratchet state, with the write-ahead log (the product) and with a rollback journal (the reference).
#include "vaultfixture.h"

#include "models/vault/messagearchivestore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultmaintenance.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

namespace {

constexpr int kCommits = 500;
constexpr int kMessages = 100'000;
constexpr qsizetype kStateSize = 1500;

/// `ratio` is null where nothing is there to be held against.
void print(const char *name, double value, const char *unit, const QByteArray &ratio = "null")
{
    std::printf("{\"name\":\"%s\",\"value\":%.1f,\"unit\":\"%s\",\"ratio\":%s}\n", name, value, unit,
                ratio.constData());
}

double storedPerSecond(VaultFixture &vault, ChatId chat)
{
    const DeviceId device(QUuid::createUuid());
    const QByteArray state(kStateSize, 's');
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kCommits; ++i) {
        need(vault.session->transact([&]() -> Result<> {
            TACET_TRY(vault.session->ratchets().find(device));
            TACET_TRY(vault.session->ratchets().save({.device = device, .user = {}, .state = state}));
            TACET_TRY(vault.session->messages().insert(
                incoming(chat, u"a message of ordinary length, number %1"_s.arg(i), i)));
            return {};
        }));
    }
    return kCommits * 1e9 / double(timer.nsecsElapsed());
}

void benchCommits()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    const double withLog = storedPerSecond(vault, chat);
    need(vault.session->database().executeScript("PRAGMA journal_mode = DELETE"));
    const double withJournal = storedPerSecond(vault, chat);
    print("vault: durable received messages", withLog, "1/s", QByteArray::number(withLog / withJournal, 'f', 2));
}

void benchOpening()
{
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    need(vault.session->transact([&]() -> Result<> {
        for (int i = 0; i < kMessages; ++i)
            TACET_TRY(
                vault.session->messages().insert(incoming(chat, u"message number %1 about the weather"_s.arg(i), i)));
        return {};
    }));
    vault.session.reset();
    QElapsedTimer timer;
    timer.start();
    vault.session = need(VaultSession::open(vault.directory(), passphrase()));
    need(vault.session->chats().list());
    need(vault.session->messages().page(chat));
    print("vault: open 100,000 messages, list and first page, without Argon2id", double(timer.nsecsElapsed()) / 1e6,
          "ms");
    timer.restart();
    need(vault.session->messages().search(u"number 73456"_s, std::nullopt, 50));
    print("vault: search for a rare phrase in 100,000 messages", double(timer.nsecsElapsed()) / 1e6, "ms");
}

/// The year's first half of 100,000 messages goes to the archive.
void benchMaintenance()
{
    constexpr qint64 kYear = qint64{365} * 86'400;
    VaultFixture vault;
    const ChatId chat = vault.addChat();
    need(vault.session->transact([&]() -> Result<> {
        for (qint64 i = 0; i < kMessages; ++i)
            TACET_TRY(vault.session->messages().insert(
                incoming(chat, u"message number %1 about the weather"_s.arg(i), kYear * i / kMessages)));
        return {};
    }));
    need(vault.session->chats().markRead(chat, kMessages));
    need(vault.session->settings().setNumber(QString::fromLatin1(VaultMaintenance::kArchiveSetting), 1));
    double checks = 0;
    double rules = 0;
    double rewriting = 0;
    for (const MaintenanceStep step : VaultMaintenance::steps()) {
        QElapsedTimer timer;
        timer.start();
        need(VaultMaintenance(*vault.session, nullptr).run(step, MaintenanceKind::Full, VaultFixture::time(kYear)));
        double &sum = step < MaintenanceStep::ApplyRules    ? checks
                      : step == MaintenanceStep::ApplyRules ? rules
                                                            : rewriting;
        sum += double(timer.nsecsElapsed()) / 1e6;
    }
    print("vault: all checks of 100,000 messages", checks, "ms");
    print("vault: archiving half of 100,000 messages", rules, "ms");
    print("vault: indexes, statistics, vacuum and checkpoint of 100,000 messages", rewriting, "ms");
    QElapsedTimer timer;
    timer.start();
    for (qint64 before = kMessages, done = 0; done == 0;) {
        const auto hits = need(vault.session->archive().search(u"number 734 "_s, chat, 50, before));
        before = hits.lookedBackTo;
        done = hits.reachedOldest ? 1 : 0;
    }
    print("vault: search through 50,000 archived messages", double(timer.nsecsElapsed()) / 1e6, "ms");
    timer.restart();
    need(vault.session->messages().page(chat, kMessages / 2, 60));
    print("vault: a page of the history from the archive", double(timer.nsecsElapsed()) / 1e6, "ms");
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCA::Initializer qca;
    benchCommits();
    benchOpening();
    benchMaintenance();
    return 0;
}
