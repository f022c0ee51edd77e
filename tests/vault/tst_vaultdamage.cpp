#include "vaultfixture.h"

#include "models/vault/accountstore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/vaultfiles.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

/// Bytes of the vault's files are changed behind its back: every answer is then an error or the right
/// content, never another one.
class TestVaultDamage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyByteOfTheKeyFileIsNoticed();
    void aFlippedByteInAnyPageIsAnErrorAndNeverOtherContent();
    void aTruncatedDatabaseIsDamage();
    void swappedPagesAreDamage();
    void aLogCutAnywhereOpensAtAnEarlierCommit();
    void aLogFlippedAnywhereNeverShowsOtherContent();
};

namespace {

constexpr qint64 kPageSize = 4096;
constexpr int kMessages = 600;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
        throw std::runtime_error("the file cannot be written");
}

QString textOf(int number)
{
    return u"message %1 "_s.arg(number) + QString(500, QChar(u'a' + number % 26));
}

struct Filled {
    VaultFixture vault;
    ChatId chat;
    QByteArray content;

    Filled()
        : chat(vault.addChat())
    {
        need(vault.session->transact([&]() -> Result<> {
            for (int i = 0; i < kMessages; ++i)
                TACET_TRY(vault.session->messages().insert(incoming(chat, textOf(i), i)));
            return {};
        }));
        vault.session.reset();
        content = contentOf(path());
    }
    QString path() const { return VaultFiles{vault.directory()}.database(); }
};

enum class Outcome { Refused, Right, Wrong };

/// Opens the vault and reads all messages.
Outcome readAllOf(const Filled &filled)
{
    auto session = VaultSession::open(filled.vault.directory(), passphrase());
    if (!session)
        return session.error().code() == ErrorCode::Damaged ? Outcome::Refused : Outcome::Wrong;
    const auto page = (*session)->messages().page(filled.chat, std::numeric_limits<qint64>::max(), kMessages);
    if (!page)
        return page.error().code() == ErrorCode::Damaged ? Outcome::Refused : Outcome::Wrong;
    if (page->messages.size() != kMessages)
        return Outcome::Wrong;
    for (int i = 0; i < kMessages; ++i) {
        if (page->messages.at(kMessages - 1 - i).text != textOf(i))
            return Outcome::Wrong;
    }
    return Outcome::Right;
}

} // namespace

void TestVaultDamage::everyByteOfTheKeyFileIsNoticed()
{
    VaultFixture vault;
    vault.session.reset();
    const QString path = VaultFiles{vault.directory()}.key();
    const QByteArray content = contentOf(path);
    for (qsizetype i = 0; i < content.size(); ++i) {
        QByteArray flipped = content;
        flipped[i] = char(flipped[i] ^ 0x20);
        replace(path, flipped);
        QCOMPARE(codeOf(VaultSession::open(vault.directory(), passphrase())), ErrorCode::Damaged);
    }
    replace(path, content);
    vault.reopen();
}

void TestVaultDamage::aFlippedByteInAnyPageIsAnErrorAndNeverOtherContent()
{
    const Filled filled;
    const qint64 pages = filled.content.size() / kPageSize;
    QCOMPARE_GE(pages, 100);
    int refused = 0;
    int untouchedByReading = 0;
    int foundByCheck = 0;
    for (qint64 page = 0; page < 100; ++page) {
        QByteArray flipped = filled.content;
        const qint64 offset = page * pages / 100 * kPageSize + (page * 1543) % kPageSize;
        flipped[offset] = char(flipped[offset] ^ (1 << (page % 8)));
        replace(filled.path(), flipped);
        const Outcome outcome = readAllOf(filled);
        QVERIFY2(outcome != Outcome::Wrong, qPrintable(u"page %1"_s.arg(page)));
        refused += outcome == Outcome::Refused;
        if (outcome == Outcome::Right) {
            // A page of the search index, for instance: reading messages does not touch it.
            ++untouchedByReading;
            replace(filled.path(), flipped);
            auto session = VaultSession::open(filled.vault.directory(), passphrase());
            foundByCheck += !session || codeOf((*session)->checkIntegrity()) == ErrorCode::Damaged;
        }
    }
    qInfo("100 pages: %d refused on reading, %d of %d others by the check", refused, foundByCheck, untouchedByReading);
    QCOMPARE(foundByCheck, untouchedByReading);
    QCOMPARE_GT(refused, 0);
    replace(filled.path(), filled.content);
    QCOMPARE(readAllOf(filled), Outcome::Right);
}

void TestVaultDamage::aTruncatedDatabaseIsDamage()
{
    const Filled filled;
    for (const qint64 size :
         {qint64(1), kPageSize - 1, kPageSize, filled.content.size() / 2, filled.content.size() - kPageSize}) {
        replace(filled.path(), filled.content.first(size));
        QCOMPARE(readAllOf(filled), Outcome::Refused);
    }
}

void TestVaultDamage::swappedPagesAreDamage()
{
    const Filled filled;
    const qint64 pages = filled.content.size() / kPageSize;
    QByteArray swapped = filled.content;
    for (qint64 page = 1; page + 1 < pages; page += 2) {
        swapped.replace(page * kPageSize, kPageSize, filled.content.sliced((page + 1) * kPageSize, kPageSize));
        swapped.replace((page + 1) * kPageSize, kPageSize, filled.content.sliced(page * kPageSize, kPageSize));
    }
    replace(filled.path(), swapped);
    QCOMPARE(readAllOf(filled), Outcome::Refused);
}

namespace {

/// A vault whose commits are all still in the write-ahead log: number n stands in the ratchet state and
/// in message n, which one transaction wrote.
struct Logged {
    static constexpr int kCommits = 25;
    const DeviceId peer{QUuid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)};

    VaultFixture vault;
    ChatId chat;
    QByteArray content;
    QByteArray log;
    QByteArray marks;

    Logged()
        : chat(vault.addChat())
    {
        for (int i = 1; i <= kCommits; ++i) {
            need(vault.session->transact([&]() -> Result<> {
                TACET_TRY(vault.session->ratchets().save({.device = peer, .user = {}, .state = QByteArray::number(i)}));
                TACET_TRY(vault.session->messages().insert(incoming(chat, textOf(i), i)));
                return {};
            }));
        }
        content = contentOf(VaultFiles{vault.directory()}.database());
        log = contentOf(VaultFiles{vault.directory()}.writeAheadLog());
        marks = contentOf(VaultFiles{vault.directory()}.lock());
        vault.session.reset();
    }

    /// The commit at which such files open; nothing if they are refused as damaged. Throws if they show
    /// anything that was never so.
    std::optional<int> openWith(const QByteArray &changedLog) const
    {
        const VaultFiles files{vault.directory()};
        replace(files.database(), content);
        replace(files.writeAheadLog(), changedLog);
        replace(files.lock(), marks);
        auto session = VaultSession::open(vault.directory(), passphrase());
        if (codeOf(session) == ErrorCode::Damaged)
            return std::nullopt;
        const auto state = need((*session)->ratchets().find(peer));
        const int number = state ? state->state.toInt() : 0;
        // The chat and its person were two transactions of stores, the rest are numbered.
        if (number < kCommits && need((*session)->account().missingCommits()) < kCommits - number)
            throw std::runtime_error("lost commits went unnoticed");
        session->reset();
        const auto reopened = need(VaultSession::open(vault.directory(), passphrase()));
        const auto page = need(reopened->messages().page(chat, std::numeric_limits<qint64>::max(), kCommits));
        if (page.messages.size() != number)
            throw std::runtime_error("messages and ratchet state are of different commits");
        for (int i = 0; i < number; ++i) {
            if (page.messages.at(i).text != textOf(number - i))
                throw std::runtime_error("other content");
        }
        need(reopened->checkIntegrity());
        return number;
    }
};

} // namespace

void TestVaultDamage::aLogCutAnywhereOpensAtAnEarlierCommit()
{
    const Logged logged;
    QCOMPARE(logged.openWith(logged.log), Logged::kCommits);
    int last = 0;
    constexpr int kCuts = 60;
    for (int cut = 0; cut <= kCuts; ++cut) {
        const auto number = logged.openWith(logged.log.first(logged.log.size() * cut / kCuts));
        // Cut before the first chat was stored, there is nothing to show; later it only grows.
        QVERIFY(number);
        QCOMPARE_GE(*number, last);
        last = *number;
    }
    QCOMPARE(last, Logged::kCommits);
}

void TestVaultDamage::aLogFlippedAnywhereNeverShowsOtherContent()
{
    const Logged logged;
    int earlier = 0;
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
        QByteArray flipped = logged.log;
        const qsizetype offset = logged.log.size() * i / 60 + i * 67 % 1000;
        flipped[offset] = char(flipped[offset] ^ (1 << (i % 8)));
        const auto number = logged.openWith(flipped);
        refused += !number;
        earlier += number && *number < Logged::kCommits;
    }
    qInfo("60 flips in the log: %d opened at an earlier commit, %d refused", earlier, refused);
    QCOMPARE_GT(earlier + refused, 0);
}

TACET_VAULT_TEST_MAIN(TestVaultDamage)
#include "tst_vaultdamage.moc"
