#include "tests/services/twopeople.h"

#include <QtCrypto>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

/// Another computer of alice's, while she and bob are online, and against a database that lies. The tests tell one
/// story and build on each other.
class DeviceLinkingTest : public QObject
{
    Q_OBJECT
private:
    TwoPeople m_people;
    tests::Person m_laptop{u"alice"_s};
    LinkRequest m_request;

    void change(const QString &sql)
    {
        const auto changed = m_people.database->change(sql);
        QVERIFY_RESULT(changed);
        QVERIFY2(*changed > 0, "the attack changed nothing");
    }

    /// Refused, and nothing of it stays on the computer.
    void verifyRefused(const LinkRequest &request, ErrorCode code)
    {
        tests::Person computer(u"alice"_s);
        const auto refused = computer.link(request);
        QVERIFY(!refused);
        QCOMPARE(errorName(refused.error().code()), errorName(code));
        QCOMPARE(computer.profile().state(), ProfileService::State::Empty);
    }

    int devicesOf(tests::Person &person)
    {
        const auto devices = waitFor(person.session().devices().list());
        return devices ? static_cast<int>(devices->size()) : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY_RESULT(m_people.meet());
        AccountSession &alice = m_people.alice.session();
        m_request.username = u"alice"_s;
        m_request.password = u"correct horse battery"_s;
        QVERIFY_RESULT(waitFor(alice.signIn().setPassword(m_request.password)));
        const auto words = waitFor(alice.recovery().createPhrase(RecoveryService::Existing::Keep));
        QVERIFY_RESULT(words);
        auto phrase = crypto::RecoveryPhrase::parse(words->join(u' ').toStdString());
        QVERIFY(phrase);
        m_request.phrase = std::make_shared<const crypto::RecoveryPhrase>(std::move(*phrase));
        const auto workspace = waitFor(alice.recovery().workspaceLink());
        QVERIFY_RESULT(workspace);
        m_request.workspace = *workspace;
    }

    void whoeverIsOnlineWritesToTheNewDeviceFromTheFirstMessageOn()
    {
        QVERIFY_RESULT(m_laptop.link(m_request));
        QVERIFY(m_laptop.goOnline());
        QCOMPARE(devicesOf(m_laptop), 2);
        QVERIFY_RESULT(m_people.bob.send(u"alice"_s, u"from bob"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_laptop.received().size(), 1, 40'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_people.alice.textsWith(u"bob"_s).contains(u"from bob"_s), 40'000);
        // What the first device sends stands on the second one as well, as sent by oneself.
        QVERIFY_RESULT(m_people.alice.send(u"bob"_s, u"from the first device"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_laptop.textsWith(u"bob"_s).contains(u"from the first device"_s), 40'000);
        QVERIFY_RESULT(m_laptop.send(u"bob"_s, u"from the second device"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_people.bob.textsWith(u"alice"_s).contains(u"from the second device"_s), 40'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_people.alice.textsWith(u"bob"_s).contains(u"from the second device"_s), 40'000);
        QCOMPARE(m_laptop.received().size(), 1);
        const auto waiting = waitFor(m_people.bob.session().messages().countWaiting());
        QVERIFY_RESULT(waiting);
        QTRY_COMPARE_WITH_TIMEOUT(*waitFor(m_people.bob.session().messages().countWaiting()), 0, 40'000);
    }

    void aChatThatBeganElsewhereIsTakenUp()
    {
        const auto link = waitFor(m_laptop.session().enrolment().createLink());
        QVERIFY_RESULT(link);
        tests::Person carol(u"carol"_s);
        QVERIFY_RESULT(carol.join(*link));
        QVERIFY(carol.goOnline());
        QVERIFY_RESULT(m_people.alice.send(u"carol"_s, u"welcome"_s));
        QTRY_VERIFY_WITH_TIMEOUT(carol.textsWith(u"alice"_s).contains(u"welcome"_s), 40'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_laptop.textsWith(u"carol"_s).contains(u"welcome"_s), 40'000);
    }

    void linksAtTheSameTimeBothEndWell()
    {
        tests::Person one(u"alice"_s);
        tests::Person two(u"alice"_s);
        LinkRequest request = m_request;
        request.passphrase = testPassphrase();
        const auto first = one.profile().link(request);
        const auto second = two.profile().link(request);
        QVERIFY_RESULT(waitFor(first));
        QVERIFY_RESULT(waitFor(second));
        QCOMPARE(devicesOf(m_laptop), 4);
        QVERIFY(one.goOnline());
        QVERIFY(two.goOnline());
    }

    void anOlderListOfDevicesIsRefused()
    {
        // Sealed by a device that knows the second version; the database goes back to the first.
        const auto words = waitFor(m_laptop.session().recovery().createPhrase(RecoveryService::Existing::Replace));
        QVERIFY_RESULT(words);
        LinkRequest request = m_request;
        auto phrase = crypto::RecoveryPhrase::parse(words->join(u' ').toStdString());
        QVERIFY(phrase);
        request.phrase = std::make_shared<const crypto::RecoveryPhrase>(std::move(*phrase));
        verifyRefused(m_request, ErrorCode::WrongPhrase);
        m_request = request;
        QVERIFY_RESULT(m_people.database->script(
            "CREATE TABLE public.kept AS SELECT * FROM tacet.device_manifests WHERE version > 1;"
            "DELETE FROM tacet.device_manifests m USING public.kept k WHERE m.user_id = k.user_id AND m.version > 1"));
        verifyRefused(m_request, ErrorCode::CryptoFailed);
        QVERIFY_RESULT(m_people.database->script("INSERT INTO tacet.device_manifests SELECT * FROM public.kept"));
    }

    void aKeyOrListThatIsNotThePhrasesIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("key") << u"UPDATE tacet.users SET master_pubkey = set_byte(master_pubkey, 3, "
                                "get_byte(master_pubkey, 3) # 1) WHERE username = 'alice'"_s;
        QTest::newRow("signature")
            << u"UPDATE tacet.device_manifests SET signature = set_byte(signature, 3, get_byte(signature, 3) # 1)"_s;
        QTest::newRow("list")
            << u"UPDATE tacet.device_manifests SET manifest = set_byte(manifest, 60, get_byte(manifest, 60) # 1), "
               "hash = sha256(set_byte(manifest, 60, get_byte(manifest, 60) # 1))"_s;
    }
    void aKeyOrListThatIsNotThePhrasesIsRefused()
    {
        QFETCH(const QString, sql);
        change(sql);
        verifyRefused(m_request, ErrorCode::CryptoFailed);
        // Twice is as if never.
        change(sql);
    }

    void withoutTheLiesItIsLinkedAfterAll()
    {
        tests::Person computer(u"alice"_s);
        QVERIFY_RESULT(computer.link(m_request));
        QVERIFY(computer.goOnline());
        QCOMPARE(devicesOf(computer), 5);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    DeviceLinkingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_devicelinking.moc"
