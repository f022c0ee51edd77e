#include "models/vault/inboxstore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/settingsstore.h"
#include "tests/services/twopeople.h"

#include <QtCrypto>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

namespace {

enum class Fault { Removed, Garbage, RolledBack };

/// Every ratchet state of a vault.
Result<QList<RatchetRecord>> sessionsOf(VaultSession &vault, UserId peer)
{
    TACET_TRY_ASSIGN(const auto devices, vault.ratchets().devicesOf(peer));
    QList<RatchetRecord> records;
    for (const DeviceId &device : devices) {
        TACET_TRY_ASSIGN(const auto record, vault.ratchets().find(device));
        if (record)
            records += *record;
    }
    return records;
}

/// As if the last request had been two hours ago, at either end.
Result<> forgetRepair(VaultSession &vault, DeviceId device)
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-7200);
    TACET_TRY(vault.ratchets().setLastRepair(device, before));
    return vault.settings().setNumber(u"repair/followed/"_s + device.toString(), before.toMSecsSinceEpoch());
}

} // namespace

/// Sessions that are broken at one end, and what becomes of the texts (docs/security.md 2.3).
class SessionRepairTest : public QObject
{
    Q_OBJECT
private:
    TwoPeople m_people;
    UserId m_aliceId;
    UserId m_bobId;
    DeviceId m_aliceDevice;
    DeviceId m_bobDevice;
    int m_number = 0;

    /// Breaks the sessions of one side by one of the faults; `before` are those that RolledBack puts back.
    Result<> breakSessions(VaultSession &vault, UserId peer, Fault fault, const QList<RatchetRecord> &before)
    {
        if (fault == Fault::Removed) {
            TACET_TRY(vault.ratchets().removeAll());
            return {};
        }
        TACET_TRY_ASSIGN(const auto now, sessionsOf(vault, peer));
        for (RatchetRecord record : fault == Fault::RolledBack ? before : now) {
            if (fault == Fault::Garbage)
                record.state = QByteArray(record.state.size(), 'g');
            TACET_TRY(vault.ratchets().save(record));
        }
        return {};
    }

    Result<> talkBothWays()
    {
        const QString text = u"turn %1"_s.arg(++m_number);
        TACET_TRY(m_people.alice.send(u"bob"_s, text));
        if (!QTest::qWaitFor([&] { return m_people.bob.textsWith(u"alice"_s).contains(text); }, 20'000))
            return fail(ErrorCode::Timeout, u"there"_s);
        TACET_TRY(m_people.bob.send(u"alice"_s, text + u" back"_s));
        if (!QTest::qWaitFor([&] { return m_people.alice.textsWith(u"bob"_s).contains(text + u" back"_s); }, 20'000))
            return fail(ErrorCode::Timeout, u"back"_s);
        return {};
    }

    void allowRepairs()
    {
        QVERIFY_RESULT(
            TwoPeople::alter(m_people.alice, [this](VaultSession &vault) { return forgetRepair(vault, m_bobDevice); }));
        QVERIFY_RESULT(
            TwoPeople::alter(m_people.bob, [this](VaultSession &vault) { return forgetRepair(vault, m_aliceDevice); }));
    }

    void verifyQuarantine(tests::Person &person, qsizetype expected)
    {
        qsizetype found = -1;
        QVERIFY_RESULT(TwoPeople::alter(person, [&](VaultSession &vault) -> Result<> {
            TACET_TRY_ASSIGN(const auto kept, vault.inbox().quarantined({}, 100));
            found = kept.size();
            return {};
        }));
        QCOMPARE(found, expected);
    }

private slots:
    void initTestCase()
    {
        QVERIFY_RESULT(m_people.meet());
        m_aliceId = m_people.alice.session().account().user;
        m_bobId = m_people.bob.session().account().user;
        m_aliceDevice = m_people.alice.session().account().device;
        m_bobDevice = m_people.bob.session().account().device;
    }

    void textsAreReadableAgainAfter_data()
    {
        QTest::addColumn<bool>("breakSender");
        QTest::addColumn<Fault>("fault");
        QTest::newRow("the sender's session is gone") << true << Fault::Removed;
        QTest::newRow("the sender's session is garbage") << true << Fault::Garbage;
        QTest::newRow("the sender's session is an older one") << true << Fault::RolledBack;
        QTest::newRow("the receiver's session is gone") << false << Fault::Removed;
        QTest::newRow("the receiver's session is garbage") << false << Fault::Garbage;
        QTest::newRow("the receiver's session is an older one") << false << Fault::RolledBack;
    }

    /// Alice writes, bob reads; one of the two has broken sessions.
    void textsAreReadableAgainAfter()
    {
        QFETCH(const bool, breakSender);
        QFETCH(const Fault, fault);
        allowRepairs();
        tests::Person &broken = breakSender ? m_people.alice : m_people.bob;
        const UserId peer = breakSender ? m_bobId : m_aliceId;
        QList<RatchetRecord> before;
        QVERIFY_RESULT(TwoPeople::alter(broken, [&](VaultSession &vault) -> Result<> {
            TACET_TRY_ASSIGN(before, sessionsOf(vault, peer));
            return {};
        }));
        for (int i = 0; i < 2; ++i)
            QVERIFY_RESULT(talkBothWays());
        QVERIFY_RESULT(m_people.bob.lock());
        QVERIFY_RESULT(TwoPeople::alter(m_people.alice, [&](VaultSession &vault) {
            return breakSender ? breakSessions(vault, peer, fault, before) : Result<>();
        }));
        QStringList texts;
        for (int i = 0; i < 3; ++i) {
            texts += u"%1 %2"_s.arg(QLatin1StringView(QTest::currentDataTag())).arg(i);
            QVERIFY_RESULT(m_people.alice.send(u"bob"_s, texts.constLast()));
        }
        QTRY_COMPARE_WITH_TIMEOUT(*waitFor(m_people.alice.session().messages().countWaiting()), 0, 20'000);
        {
            const auto vault = m_people.bob.openVault();
            QVERIFY_RESULT(vault);
            if (!breakSender)
                QVERIFY_RESULT(breakSessions(**vault, peer, fault, before));
        }
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.bob));
        QTRY_COMPARE_WITH_TIMEOUT(m_people.bob.textsWith(u"alice"_s).last(3), texts, 20'000);
        QVERIFY_RESULT(talkBothWays());
        for (const QString &text : texts)
            QCOMPARE(m_people.bob.textsWith(u"alice"_s).count(text), 1);
        verifyQuarantine(m_people.bob, 0);
        verifyQuarantine(m_people.alice, 0);
    }

    void aDeviceIsAskedAtMostOnceAnHour()
    {
        allowRepairs();
        const auto drop = [](VaultSession &vault) -> Result<> {
            TACET_TRY(vault.ratchets().removeAll());
            return {};
        };
        for (const bool isFirst : {true, false}) {
            QVERIFY_RESULT(TwoPeople::alter(m_people.bob, drop));
            const QString text = isFirst ? u"first"_s : u"second"_s;
            QVERIFY_RESULT(m_people.alice.send(u"bob"_s, text));
            if (isFirst)
                QTRY_VERIFY_WITH_TIMEOUT(m_people.bob.textsWith(u"alice"_s).contains(text), 20'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(*waitFor(m_people.alice.session().messages().countWaiting()), 0, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_people.waitingFor(u"bob"_s), 0, 20'000);
        verifyQuarantine(m_people.bob, 1);
        QVERIFY(!m_people.bob.textsWith(u"alice"_s).contains(u"second"_s));
        // An hour later she is asked, and the text comes.
        allowRepairs();
        QTRY_VERIFY_WITH_TIMEOUT(m_people.bob.textsWith(u"alice"_s).contains(u"second"_s), 20'000);
        verifyQuarantine(m_people.bob, 0);
    }

    void aReplayedRowIsTakenOnce()
    {
        allowRepairs();
        QVERIFY_RESULT(talkBothWays());
        QVERIFY_RESULT(m_people.bob.lock());
        QVERIFY_RESULT(m_people.alice.send(u"bob"_s, u"once"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_people.waitingFor(u"bob"_s) > 0, 20'000);
        const QString columns = u"device_id, kind, source_id, chat_id, sender_user, sender_device, header, ciphertext, "
                                "handshake, stranger"_s;
        QVERIFY_RESULT(m_people.database->script("CREATE TEMP TABLE kept AS TABLE tacet.mailbox"));
        const QString replay = u"INSERT INTO tacet.mailbox (%1) SELECT %1 FROM kept"_s.arg(columns);
        QVERIFY_RESULT(m_people.database->change(replay));
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.bob));
        QTRY_COMPARE_WITH_TIMEOUT(m_people.bob.textsWith(u"alice"_s).count(u"once"_s), 1, 20'000);
        // After a restart too.
        QVERIFY_RESULT(m_people.bob.lock());
        QVERIFY_RESULT(m_people.database->change(replay));
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.bob));
        QTRY_COMPARE_WITH_TIMEOUT(m_people.waitingFor(u"bob"_s), 0, 20'000);
        QCOMPARE(m_people.bob.textsWith(u"alice"_s).count(u"once"_s), 1);
        verifyQuarantine(m_people.bob, 0);
        QVERIFY_RESULT(talkBothWays());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    SessionRepairTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sessionrepair.moc"
