#include "vaultfixture.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestPeerStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void learntPersonIsFound();
    void changedKeyNeverReplacesThePinnedOne();
    void pinnedKeyShownAgainClearsTheChange();
    void acceptedKeyIsPinnedAndDevicesGo();
    void acceptingAKeyThatChangedAgainIsRefused();
    void verifiedIsRefusedWhileTheKeyIsChanged();
    void nameGivenTwiceFindsTheLatest();
    void contactsAreSortedByShownName();
    void nicknameIsKeptApart();
    void pictureIsKeptAndBounded();
    void unknownPersonIsNotFound();
    void manifestNeverGoesBack_data();
    void manifestNeverGoesBack();
    void devicesOfAnOlderManifestBecomeInactive();
    void deviceNeverChangesKeysOrOwner();
};

namespace {

PersonFacts facts(UserId user, const QString &username, const QByteArray &key = QByteArray(32, 'a'))
{
    return {.id = user, .username = username, .displayName = {}, .masterKey = key};
}

PeerDevice peerDevice(UserId user, DeviceId id = DeviceId(QUuid::createUuid()))
{
    return {.id = id,
            .user = user,
            .identityKey = QByteArray(32, 'i'),
            .prekeyKey = QByteArray(32, 'p'),
            .certificate = "certificate",
            .label = u"laptop"_s};
}

UserId newUser()
{
    return UserId(QUuid::createUuid());
}

} // namespace

void TestPeerStore::learntPersonIsFound()
{
    VaultFixture vault;
    const UserId user = newUser();
    const Person learnt = need(vault.session->peers().learn(
        {.id = user, .username = u"Bob_1"_s, .displayName = u"Böb"_s, .masterKey = QByteArray(32, 'k')}));
    QCOMPARE(learnt.trust, Trust::NotCompared);
    QCOMPARE(learnt.relation, Relation::None);
    vault.reopen();
    const Person found = *need(vault.session->peers().findByUsername(u"bOB_1"_s));
    QCOMPARE(found.id, user);
    QCOMPARE(found.username, u"Bob_1"_s);
    QCOMPARE(found.displayName, u"Böb"_s);
    QCOMPARE(found.masterKey, QByteArray(32, 'k'));
    QVERIFY(!need(vault.session->peers().findByUsername(u"Bob"_s)));
    need(vault.session->peers().learn(
        {.id = user, .username = u"Bob_1"_s, .displayName = u"Robert"_s, .masterKey = QByteArray(32, 'k')}));
    QCOMPARE(need(vault.session->peers().find(user))->displayName, u"Robert"_s);
}

void TestPeerStore::changedKeyNeverReplacesThePinnedOne()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = newUser();
    need(peers.learn(facts(user, u"bob"_s)));
    need(peers.setVerified(user, true));
    const Person changed = need(peers.learn(facts(user, u"bob"_s, QByteArray(32, 'b'))));
    QCOMPARE(changed.trust, Trust::Changed);
    QCOMPARE(changed.masterKey, QByteArray(32, 'a'));
    vault.reopen();
    QCOMPARE(need(vault.session->peers().find(user))->trust, Trust::Changed);
    QCOMPARE(need(vault.session->peers().changedKey(user)), QByteArray(32, 'b'));
}

void TestPeerStore::pinnedKeyShownAgainClearsTheChange()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = newUser();
    need(peers.learn(facts(user, u"bob"_s)));
    need(peers.setVerified(user, true));
    need(peers.learn(facts(user, u"bob"_s, QByteArray(32, 'b'))));
    // Not back to verified: a database that plays with keys has lost that trust.
    QCOMPARE(need(peers.learn(facts(user, u"bob"_s))).trust, Trust::NotCompared);
    QCOMPARE(need(peers.find(user))->trust, Trust::NotCompared);
    QVERIFY(!need(peers.changedKey(user)));
}

void TestPeerStore::acceptedKeyIsPinnedAndDevicesGo()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = newUser();
    need(peers.learn(facts(user, u"bob"_s)));
    need(peers.pinManifest(user, {.version = 9, .hash = "h", .bytes = "m"}, {peerDevice(user)}));
    need(peers.learn(facts(user, u"bob"_s, QByteArray(32, 'b'))));
    need(peers.acceptChangedKey(user, QByteArray(32, 'b')));
    const Person person = *need(peers.find(user));
    QCOMPARE(person.masterKey, QByteArray(32, 'b'));
    QCOMPARE(person.trust, Trust::NotCompared);
    QVERIFY(!need(peers.manifest(user)));
    QVERIFY(need(peers.devices(user)).isEmpty());
    // The new master key's manifests begin anew.
    need(peers.pinManifest(user, {.version = 1, .hash = "n", .bytes = "m"}, {peerDevice(user)}));
}

void TestPeerStore::acceptingAKeyThatChangedAgainIsRefused()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = newUser();
    need(peers.learn(facts(user, u"bob"_s)));
    QCOMPARE(codeOf(peers.acceptChangedKey(user, QByteArray(32, 'b'))), ErrorCode::NotFound);
    need(peers.learn(facts(user, u"bob"_s, QByteArray(32, 'c'))));
    QCOMPARE(codeOf(peers.acceptChangedKey(user, QByteArray(32, 'b'))), ErrorCode::Conflict);
    QCOMPARE(need(peers.find(user))->masterKey, QByteArray(32, 'a'));
}

void TestPeerStore::verifiedIsRefusedWhileTheKeyIsChanged()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = newUser();
    need(peers.learn(facts(user, u"bob"_s)));
    need(peers.setVerified(user, true));
    QCOMPARE(need(peers.find(user))->trust, Trust::Verified);
    need(peers.setVerified(user, false));
    QCOMPARE(need(peers.find(user))->trust, Trust::NotCompared);
    need(peers.learn(facts(user, u"bob"_s, QByteArray(32, 'b'))));
    QCOMPARE(codeOf(peers.setVerified(user, true)), ErrorCode::Conflict);
    QCOMPARE(codeOf(peers.setVerified(user, false)), ErrorCode::Conflict);
}

void TestPeerStore::nameGivenTwiceFindsTheLatest()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId first = newUser();
    const UserId second = newUser();
    need(peers.learn(facts(first, u"bob"_s)));
    need(peers.learn(facts(second, u"BOB"_s)));
    QCOMPARE(need(peers.findByUsername(u"bob"_s))->id, second);
    need(peers.learn(facts(first, u"bob"_s)));
    QCOMPARE(need(peers.findByUsername(u"bob"_s))->id, first);
}

void TestPeerStore::contactsAreSortedByShownName()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const auto add = [&](const QString &username, const QString &displayName, Relation relation) {
        const UserId user = newUser();
        need(peers.learn(
            {.id = user, .username = username, .displayName = displayName, .masterKey = QByteArray(32, 'k')}));
        need(peers.setRelation(user, relation));
    };
    add(u"zed"_s, u"anna"_s, Relation::Contact);
    add(u"Bert"_s, QString(), Relation::Contact);
    add(u"aaa"_s, u"Carla"_s, Relation::Contact);
    add(u"mallory"_s, u"Aaron"_s, Relation::Blocked);
    add(u"stranger"_s, u"Abel"_s, Relation::None);
    QStringList names;
    for (const Person &person : need(peers.withRelation(Relation::Contact)))
        names.append(person.shownName());
    QCOMPARE(names, QStringList({u"anna"_s, u"Bert"_s, u"Carla"_s}));
    QCOMPARE(need(peers.withRelation(Relation::Blocked)).size(), 1);
}

void TestPeerStore::nicknameIsKeptApart()
{
    VaultFixture vault;
    const UserId user = vault.addPerson();
    QVERIFY(need(vault.session->peers().nickname(user)).isEmpty());
    need(vault.session->peers().setNickname(user, u"Bobby"_s));
    need(vault.session->peers().learn(facts(user, u"bob"_s, QByteArray(32, 'm'))));
    QCOMPARE(need(vault.session->peers().nickname(user)), u"Bobby"_s);
}

void TestPeerStore::pictureIsKeptAndBounded()
{
    VaultFixture vault;
    const UserId bob = vault.addPerson();
    QCOMPARE(need(vault.session->peers().picture(bob)), QByteArray());
    const QByteArray picture("\x89PNG\0\xff", 6);
    need(vault.session->peers().setPicture(bob, picture));
    vault.reopen();
    PeerStore &peers = vault.session->peers();
    QCOMPARE(need(peers.picture(bob)), picture);
    need(peers.setPicture(bob, QByteArray(PeerStore::kPictureMax, 'p')));
    QCOMPARE(codeOf(peers.setPicture(bob, QByteArray(PeerStore::kPictureMax + 1, 'p'))), ErrorCode::InvalidInput);
    QCOMPARE(need(peers.picture(bob)).size(), PeerStore::kPictureMax);
    need(peers.setPicture(bob, {}));
    QCOMPARE(need(peers.picture(bob)), QByteArray());
    QCOMPARE(codeOf(peers.setPicture(UserId(QUuid::createUuid()), picture)), ErrorCode::NotFound);
    QCOMPARE(codeOf(peers.picture(UserId(QUuid::createUuid()))), ErrorCode::NotFound);
    QCOMPARE(codeOf(vault.session->database().executeScript("UPDATE people SET profile_picture = x''")),
             ErrorCode::Conflict);
}

void TestPeerStore::unknownPersonIsNotFound()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = newUser();
    QVERIFY(!need(peers.find(user)));
    QCOMPARE(codeOf(peers.setRelation(user, Relation::Contact)), ErrorCode::NotFound);
    QCOMPARE(codeOf(peers.setNickname(user, u"x"_s)), ErrorCode::NotFound);
    QCOMPARE(codeOf(peers.nickname(user)), ErrorCode::NotFound);
    QCOMPARE(codeOf(peers.setVerified(user, true)), ErrorCode::NotFound);
    QCOMPARE(codeOf(peers.pinManifest(user, {.version = 1, .hash = "h", .bytes = "m"}, {})), ErrorCode::NotFound);
}

void TestPeerStore::manifestNeverGoesBack_data()
{
    QTest::addColumn<qint64>("version");
    QTest::addColumn<QByteArray>("hash");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("the same") << qint64(5) << QByteArray("five") << true;
    QTest::newRow("the next") << qint64(6) << QByteArray("six") << true;
    QTest::newRow("a later one") << qint64(60) << QByteArray("sixty") << true;
    QTest::newRow("an older one") << qint64(4) << QByteArray("four") << false;
    QTest::newRow("another of the same version") << qint64(5) << QByteArray("other") << false;
}

void TestPeerStore::manifestNeverGoesBack()
{
    QFETCH(qint64, version);
    QFETCH(QByteArray, hash);
    QFETCH(bool, accepted);
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = vault.addPerson();
    const PeerDevice device = peerDevice(user);
    need(peers.pinManifest(user, {.version = 5, .hash = "five", .bytes = "bytes"}, {device}));
    const auto result = peers.pinManifest(user, {.version = version, .hash = hash, .bytes = "bytes"}, {device});
    QCOMPARE(codeOf(result), accepted ? std::optional<ErrorCode>() : ErrorCode::Conflict);
    QCOMPARE(need(peers.manifest(user))->hash, accepted ? hash : QByteArray("five"));
    QCOMPARE(need(peers.devices(user)).size(), 1);
}

void TestPeerStore::devicesOfAnOlderManifestBecomeInactive()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = vault.addPerson();
    const PeerDevice kept = peerDevice(user);
    const PeerDevice dropped = peerDevice(user);
    need(peers.pinManifest(user, {.version = 1, .hash = "1", .bytes = "m"}, {kept, dropped}));
    QCOMPARE(need(peers.devices(user)).size(), 2);
    need(peers.pinManifest(user, {.version = 2, .hash = "2", .bytes = "m"}, {kept}));
    const auto left = need(peers.devices(user));
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().id, kept.id);
    QCOMPARE(left.first().identityKey, kept.identityKey);
    QCOMPARE(left.first().prekeyKey, kept.prekeyKey);
    QCOMPARE(left.first().certificate, kept.certificate);
    QCOMPARE(left.first().label, kept.label);
    QVERIFY(!need(peers.device(dropped.id))->active);
}

void TestPeerStore::deviceNeverChangesKeysOrOwner()
{
    VaultFixture vault;
    PeerStore &peers = vault.session->peers();
    const UserId user = vault.addPerson();
    const UserId thief = vault.addPerson(u"mallory"_s);
    const PeerDevice device = peerDevice(user);
    need(peers.pinManifest(user, {.version = 1, .hash = "1", .bytes = "m"}, {device}));
    QCOMPARE(
        codeOf(peers.pinManifest(thief, {.version = 1, .hash = "1", .bytes = "m"}, {peerDevice(thief, device.id)})),
        ErrorCode::Conflict);
    PeerDevice other = device;
    other.identityKey = QByteArray(32, 'x');
    QCOMPARE(codeOf(peers.pinManifest(user, {.version = 2, .hash = "2", .bytes = "m"}, {other})), ErrorCode::Conflict);
    QCOMPARE(need(peers.manifest(user))->version, 1);
    QVERIFY(!need(peers.manifest(thief)));
    QCOMPARE(need(peers.device(device.id))->user, user);
    QVERIFY(need(peers.device(device.id))->active);
}

TACET_VAULT_TEST_MAIN(TestPeerStore)
#include "tst_peerstore.moc"
