#include "models/services/newid.h"
#include "models/vault/inboxstore.h"
#include "models/vault/outboxstore.h"
#include "models/vault/peerstore.h"
#include "models/vault/ratchetstore.h"
#include "tests/services/twopeople.h"

#include <QtCrypto>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

/// An operator who changes what stands in the database (docs/security.md 2.2): nothing is accepted,
/// nothing is encrypted to anybody else, and all goes on when it is as it was.
class HostileDatabaseTest : public QObject
{
    Q_OBJECT
private:
    TwoPeople m_people;
    UserId m_bobId;
    int m_number = 0;

    void change(const QString &sql, const QVariantList &values = {})
    {
        const auto changed = m_people.database->change(sql, values);
        QVERIFY_RESULT(changed);
        QVERIFY2(*changed > 0, "the attack changed nothing");
    }

    /// Twice is as if never.
    void flipBit(const QString &table, const QString &column)
    {
        const QString owner = table == u"devices" ? u"id"_s : u"device_id"_s;
        change(
            u"UPDATE tacet.%1 SET %2 = set_byte(%2, 3, get_byte(%2, 3) # 1) WHERE %3 = :0"_s.arg(table, column, owner),
            {m_people.bob.session().account().device.toString()});
    }

    bool bobHas(const QString &text) { return m_people.bob.textsWith(u"alice"_s).contains(text); }

    Result<> forgetSessions()
    {
        return TwoPeople::alter(m_people.alice, [](VaultSession &vault) -> Result<> {
            TACET_TRY(vault.ratchets().removeAll());
            return {};
        });
    }

    /// Alice writes; it stays in her outbox for that reason, and nothing leaves her computer.
    void verifyHeldBack(ErrorCode reason)
    {
        const int before = total();
        const QString text = u"held back %1"_s.arg(++m_number);
        const auto sent = m_people.alice.send(u"bob"_s, text);
        QVERIFY_RESULT(sent);
        std::optional<ErrorCode> why;
        for (int i = 0; i < 20 && !why; ++i) {
            QTest::qWait(100);
            QVERIFY_RESULT(lastError(sent->id, why));
        }
        QCOMPARE(why, reason);
        QCOMPARE(m_people.alice.stateOf(*sent), DeliveryState::Queued);
        QCOMPARE(total(), before);
    }

    Result<> lastError(MessageId id, std::optional<ErrorCode> &why)
    {
        TACET_TRY(m_people.alice.lock());
        {
            TACET_TRY_ASSIGN(const auto vault, m_people.alice.openVault());
            TACET_TRY_ASSIGN(const auto entry, vault->outbox().find(id));
            if (entry)
                why = entry->lastError;
        }
        return TwoPeople::comeBack(m_people.alice);
    }

    int total()
    {
        const auto count = m_people.database->value(u"SELECT count(*) FROM tacet.messages"_s);
        return count ? count->toInt() : -1;
    }

    /// What was held back arrives, and new texts do.
    void verifyAllGoesOn()
    {
        QVERIFY_RESULT(m_people.alice.lock());
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.alice));
        const QString text = u"all is well %1"_s.arg(++m_number);
        QVERIFY_RESULT(m_people.alice.send(u"bob"_s, text));
        QTRY_VERIFY_WITH_TIMEOUT(bobHas(text), 20'000);
        // Whatever a newer list of devices was said to name is given up when the list was looked for.
        QTRY_COMPARE_WITH_TIMEOUT(*waitFor(m_people.alice.session().messages().countWaiting()), 0, 20'000);
    }

    qsizetype quarantined()
    {
        qsizetype found = -1;
        const auto looked = TwoPeople::alter(m_people.bob, [&found](VaultSession &vault) -> Result<> {
            TACET_TRY_ASSIGN(const auto kept, vault.inbox().quarantined({}, 100));
            found = kept.size();
            return {};
        });
        return looked ? found : -1;
    }

private slots:
    void initTestCase()
    {
        QVERIFY_RESULT(m_people.meet());
        m_bobId = m_people.bob.session().account().user;
    }

    void aReplacedKeyGetsNothing_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("column");
        for (const QString &column : {u"identity_pubkey"_s, u"prekey_pubkey"_s, u"prekey_signature"_s, u"certificate"_s,
                                      u"certificate_signature"_s})
            QTest::addRow("devices.%s", qPrintable(column)) << u"devices"_s << column;
        for (const QString &table : {u"signed_prekeys"_s, u"one_time_prekeys"_s, u"kem_prekeys"_s}) {
            for (const QString &column : {u"pubkey"_s, u"signature"_s})
                QTest::addRow("%s.%s", qPrintable(table), qPrintable(column)) << table << column;
        }
    }

    void aReplacedKeyGetsNothing()
    {
        QFETCH(const QString, table);
        QFETCH(const QString, column);
        QVERIFY_RESULT(forgetSessions());
        flipBit(table, column);
        // Of a device that is known the pinned keys are used, whatever the database says now.
        if (table == u"devices")
            verifyAllGoesOn();
        else
            verifyHeldBack(ErrorCode::CryptoFailed);
        flipBit(table, column);
        verifyAllGoesOn();
    }

    void anInsertedDeviceGetsNothing()
    {
        const QString intruder = newId<DeviceId>().toString();
        change(u"INSERT INTO tacet.devices (id, user_id, db_role, identity_pubkey, prekey_pubkey, prekey_signature, "
               "certificate, certificate_signature, label) SELECT :0, d.user_id, 'd_' || md5('x'), "
               "sha256('i'), sha256('p'), d.prekey_signature, d.certificate, d.certificate_signature, 'new' "
               "FROM tacet.devices d WHERE d.id = :1"_s,
               {intruder, m_people.bob.session().account().device.toString()});
        // The device list is said to be newer, so that alice looks at it.
        change(u"UPDATE tacet.users SET manifest_version = manifest_version + 1 WHERE username = 'bob'"_s);
        verifyAllGoesOn();
        QVERIFY_RESULT(forgetSessions());
        verifyAllGoesOn();
        const auto rows =
            m_people.database->value(u"SELECT count(*) FROM tacet.mailbox WHERE device_id = :0"_s, {intruder});
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->toInt(), 0);
        change(u"DELETE FROM tacet.devices WHERE id = :0"_s, {intruder});
        change(u"UPDATE tacet.users SET manifest_version = manifest_version - 1 WHERE username = 'bob'"_s);
    }

    void aForgedDeviceListChangesNothing()
    {
        const QString flip =
            u"UPDATE tacet.device_manifests SET manifest = set_byte(manifest, 20, get_byte(manifest, 20) # 1),"
            " hash = sha256(set_byte(manifest, 20, get_byte(manifest, 20) # 1)) WHERE user_id = :0"_s;
        change(flip, {m_bobId.toString()});
        change(u"UPDATE tacet.users SET manifest_version = manifest_version + 1 WHERE username = 'bob'"_s);
        verifyAllGoesOn();
        verifyAllGoesOn();
        change(flip, {m_bobId.toString()});
        change(u"UPDATE tacet.users SET manifest_version = manifest_version - 1 WHERE username = 'bob'"_s);
    }

    /// Alice has seen a newer list than the database shows now.
    void anOlderDeviceListIsNotTaken()
    {
        QVERIFY_RESULT(TwoPeople::alter(m_people.alice, [this](VaultSession &vault) -> Result<> {
            TACET_TRY_ASSIGN(auto pinned, vault.peers().manifest(m_bobId));
            TACET_TRY_ASSIGN(const auto devices, vault.peers().devices(m_bobId));
            pinned->version = 5;
            pinned->hash = QByteArray(32, 'h');
            return vault.peers().pinManifest(m_bobId, *pinned, devices);
        }));
        change(u"UPDATE tacet.users SET manifest_version = 9 WHERE username = 'bob'"_s);
        verifyAllGoesOn();
        verifyAllGoesOn();
        QVERIFY_RESULT(TwoPeople::alter(m_people.alice, [this](VaultSession &vault) -> Result<> {
            TACET_TRY_ASSIGN(const auto pinned, vault.peers().manifest(m_bobId));
            return pinned->version == 5 ? Result<>() : fail(ErrorCode::Conflict);
        }));
        change(u"UPDATE tacet.users SET manifest_version = 1 WHERE username = 'bob'"_s);
    }

    void anotherMasterKeyStopsSendingUntilItIsDecided()
    {
        const QString flip = u"UPDATE tacet.users SET master_pubkey = set_byte(master_pubkey, 3, "
                             "get_byte(master_pubkey, 3) # 1) WHERE username = 'bob'"_s;
        QVERIFY_RESULT(waitFor(m_people.alice.session().people().setVerified(m_bobId, true)));
        change(flip);
        QVERIFY_RESULT(waitFor(m_people.alice.session().people().safetyNumber(m_bobId)));
        QCOMPARE(waitFor(m_people.alice.session().people().find(m_bobId))->trust, Trust::Changed);
        verifyHeldBack(ErrorCode::IdentityChanged);
        // Who accepts it all the same gets no further: the key has signed nothing.
        QVERIFY_RESULT(waitFor(m_people.alice.session().people().acceptChangedKey(m_bobId)));
        verifyHeldBack(ErrorCode::CryptoFailed);
        // The right one is back.
        change(flip);
        QVERIFY_RESULT(waitFor(m_people.alice.session().people().safetyNumber(m_bobId)));
        QCOMPARE(waitFor(m_people.alice.session().people().find(m_bobId))->trust, Trust::Changed);
        QVERIFY_RESULT(waitFor(m_people.alice.session().people().acceptChangedKey(m_bobId)));
        verifyAllGoesOn();
    }

    void aMovedOrAlteredRowIsNotTaken_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("bodies swapped")
            << u"UPDATE tacet.mailbox b SET source_id = (SELECT o.source_id FROM tacet.mailbox o "
               "WHERE o.id <> b.id LIMIT 1)"_s;
        QTest::newRow("another chat") << u"UPDATE tacet.mailbox SET chat_id = gen_random_uuid()"_s;
        QTest::newRow("a control message") << u"UPDATE tacet.mailbox SET kind = 1"_s;
        QTest::newRow("another sender") << u"UPDATE tacet.mailbox SET sender_user = gen_random_uuid()"_s;
        QTest::newRow("another device") << u"UPDATE tacet.mailbox SET sender_device = gen_random_uuid()"_s;
        QTest::newRow("another content")
            << u"UPDATE tacet.messages SET encrypted_content = set_byte(encrypted_content, 9, 77), content_hash = "
               "sha256(set_byte(encrypted_content, 9, 77)) WHERE id IN (SELECT source_id FROM tacet.mailbox)"_s;
    }

    void aMovedOrAlteredRowIsNotTaken()
    {
        QFETCH(const QString, sql);
        const qsizetype before = quarantined();
        QVERIFY_RESULT(m_people.bob.lock());
        const QStringList texts{u"moved %1"_s.arg(++m_number), u"moved %1"_s.arg(++m_number)};
        for (const QString &text : texts)
            QVERIFY_RESULT(m_people.alice.send(u"bob"_s, text));
        QTRY_COMPARE_WITH_TIMEOUT(m_people.waitingFor(u"bob"_s), 2, 20'000);
        change(sql);
        QVERIFY_RESULT(TwoPeople::comeBack(m_people.bob));
        QTRY_COMPARE_WITH_TIMEOUT(m_people.waitingFor(u"bob"_s), 0, 20'000);
        for (const QString &text : texts)
            QVERIFY(!bobHas(text));
        QCOMPARE(quarantined(), before + 2);
        verifyAllGoesOn();
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    HostileDatabaseTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hostiledatabase.moc"
