#include "models/vault/accountstore.h"
#include "models/vault/inboxstore.h"
#include "models/vault/vaultfiles.h"
#include "tests/services/twopeople.h"

#include <QDir>
#include <QFile>
#include <QtCrypto>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

namespace {

bool copyFile(const QString &from, const QString &to)
{
    QFile::remove(to);
    return !QFile::exists(from) || QFile::copy(from, to);
}

/// The vault's content without its lock, whose file says how many commits there were.
bool copyVault(const QString &from, const QString &to)
{
    const VaultFiles source{from};
    const VaultFiles target{to};
    return QDir().mkpath(to) && copyFile(source.key(), target.key()) &&
           copyFile(source.database(), target.database()) && copyFile(source.writeAheadLog(), target.writeAheadLog());
}

} // namespace

/// State that went back in time, in the database or in the vault (docs/security.md 2.3).
class StateRecoveryTest : public QObject
{
    Q_OBJECT
private:
    TwoPeople m_people;

    bool bobHas(const QString &text) { return m_people.bob.textsWith(u"alice"_s).contains(text); }
    bool aliceHas(const QString &text) { return m_people.alice.textsWith(u"bob"_s).contains(text); }

    int number(const QString &sql)
    {
        const auto value = m_people.database->value(sql);
        return value ? value->toInt() : -1;
    }

    void verifyNoQuarantine(tests::Person &person)
    {
        QVERIFY_RESULT(TwoPeople::alter(person, [](VaultSession &vault) -> Result<> {
            TACET_TRY_ASSIGN(const auto kept, vault.inbox().quarantined({}, 10));
            TACET_TRY_ASSIGN(const qint64 missing, vault.account().missingCommits());
            return kept.isEmpty() && missing == 0 ? Result<>() : fail(ErrorCode::Damaged);
        }));
    }

private slots:
    void initTestCase() { QVERIFY_RESULT(m_people.meet()); }

    void aRestoredDatabaseGetsNewKeysAndWhatItLost()
    {
        QVERIFY_RESULT(m_people.bob.lock());
        const auto kept = m_people.alice.send(u"bob"_s, u"in the backup"_s);
        const auto lost = m_people.alice.send(u"bob"_s, u"after the backup"_s);
        QVERIFY_RESULT(kept);
        QVERIFY_RESULT(lost);
        QTRY_COMPARE_WITH_TIMEOUT(m_people.alice.stateOf(*lost), DeliveryState::Sent, 20'000);
        const int highest = number(u"SELECT max(key_id) FROM tacet.one_time_prekeys"_s);
        QVERIFY_RESULT(m_people.alice.lock());
        // What a restore does: rows are gone, counters are older, the runbook says that it happened.
        for (const QString &table :
             {u"mailbox WHERE source_id"_s, u"message_recipients WHERE message_id"_s, u"messages WHERE id"_s})
            QVERIFY_RESULT(m_people.database->change(u"DELETE FROM tacet.%1 = :0"_s.arg(table), {lost->id.toString()}));
        QVERIFY_RESULT(
            m_people.database->change(u"UPDATE tacet.devices SET counter = counter - 1, counter_nonce = NULL"_s));
        QVERIFY_RESULT(m_people.database->value(u"SELECT admin.new_incarnation()"_s));

        QVERIFY_RESULT(TwoPeople::comeBack(m_people.alice));
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.bob));
        QTRY_VERIFY_WITH_TIMEOUT(bobHas(u"after the backup"_s), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_people.alice.stateOf(*lost), DeliveryState::Delivered, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_people.alice.stateOf(*kept), DeliveryState::Delivered, 20'000);
        QCOMPARE(m_people.bob.textsWith(u"alice"_s).count(u"in the backup"_s), 1);
        QCOMPARE(m_people.bob.textsWith(u"alice"_s).count(u"after the backup"_s), 1);
        QVERIFY(number(u"SELECT min(key_id) FROM tacet.one_time_prekeys"_s) > highest);
        QCOMPARE(number(u"SELECT count(*) FROM tacet.one_time_prekeys"_s), 200);
        verifyNoQuarantine(m_people.alice);
        verifyNoQuarantine(m_people.bob);
    }

    void aVaultThatLostCommitsBeginsAnew()
    {
        QTemporaryDir image;
        QVERIFY_RESULT(m_people.alice.lock());
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.alice));
        QVERIFY(copyVault(m_people.alice.directory(), image.path()));
        for (const QString &text : {u"forgotten one"_s, u"forgotten two"_s})
            QVERIFY_RESULT(m_people.alice.send(u"bob"_s, text));
        QTRY_VERIFY_WITH_TIMEOUT(bobHas(u"forgotten two"_s), 20'000);
        QVERIFY_RESULT(m_people.alice.lock());
        QVERIFY_RESULT(m_people.alice.openVault());
        // The older image, with the lock's file as it is.
        QVERIFY(copyVault(image.path(), m_people.alice.directory()));
        QFile::remove(VaultFiles{m_people.alice.directory()}.sharedMemory());
        {
            const auto vault = m_people.alice.openVault();
            QVERIFY_RESULT(vault);
            QVERIFY(*(*vault)->account().missingCommits() > 0);
        }
        QVERIFY_RESULT(m_people.bob.send(u"alice"_s, u"while she was away"_s));
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.alice));
        QVERIFY_RESULT(m_people.alice.send(u"bob"_s, u"remembered"_s));
        QTRY_VERIFY_WITH_TIMEOUT(bobHas(u"remembered"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(aliceHas(u"while she was away"_s), 20'000);
        QVERIFY_RESULT(m_people.bob.send(u"alice"_s, u"good to have you back"_s));
        QTRY_VERIFY_WITH_TIMEOUT(aliceHas(u"good to have you back"_s), 20'000);
        verifyNoQuarantine(m_people.alice);
        verifyNoQuarantine(m_people.bob);
    }

    void aCopiedVaultSendsNothing()
    {
        QTemporaryDir folder;
        const QString copied = folder.filePath(u"profile"_s);
        QVERIFY_RESULT(m_people.bob.lock());
        QVERIFY_RESULT(m_people.bob.openVault());
        QVERIFY(copyVault(m_people.bob.directory(), copied));
        QVERIFY(copyFile(VaultFiles{m_people.bob.directory()}.lock(), VaultFiles{copied}.lock()));
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.bob));
        QVERIFY_RESULT(m_people.bob.lock());
        QTRY_COMPARE_WITH_TIMEOUT(m_people.waitingFor(u"alice"_s), 0, 20'000);

        ProfileService copy(copied);
        QVERIFY_RESULT(waitFor(copy.unlock(testPassphrase())));
        auto &connection = copy.session()->connection();
        connection.start();
        QTRY_COMPARE_WITH_TIMEOUT(connection.state().kind, ConnectionState::Kind::Refused, 20'000);
        QCOMPARE(connection.state().reason, ErrorCode::Damaged);
        const auto chats = waitFor(copy.session()->chats().list());
        QVERIFY_RESULT(chats);
        const auto sent = waitFor(copy.session()->messages().send(chats->constFirst().id, u"from the copy"_s));
        QVERIFY_RESULT(sent);
        QCOMPARE(sent->state, DeliveryState::Queued);
        connection.retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(connection.state().kind, ConnectionState::Kind::Refused, 20'000);
        QCOMPARE(*waitFor(copy.session()->messages().countWaiting()), 1);
        QVERIFY_RESULT(waitFor(copy.lock()));

        // The original is the one that goes on.
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.bob));
        QVERIFY_RESULT(m_people.bob.send(u"alice"_s, u"from the original"_s));
        QTRY_VERIFY_WITH_TIMEOUT(aliceHas(u"from the original"_s), 20'000);
        QVERIFY(!aliceHas(u"from the copy"_s));
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    StateRecoveryTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_staterecovery.moc"
