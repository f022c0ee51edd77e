#include "crypto/identity/devicecertificate.h"
#include "crypto/identity/devicemanifest.h"
#include "models/backend/migrator.h"
#include "models/backend/sessionstore.h"
#include "models/services/bytes.h"
#include "models/services/localkeys.h"
#include "models/services/peerdevices.h"
#include "tests/backend/signinworld.h"

using namespace tacet;

namespace {

LocalKeys keysOf(UserId user, DeviceId device)
{
    crypto::SystemRandom random;
    return {.user = user,
            .device = device,
            .master = *crypto::MasterKey::generate(random),
            .identity = *crypto::DeviceIdentity::generate(random)};
}

/// Real signatures in place of the filling: a certificate by `signer` and the manifest that follows `before`.
void certify(EnrolmentRequest &request, const LocalKeys &keys, const crypto::MasterKey &signer,
             const std::optional<StoredManifest> &before)
{
    const crypto::DeviceCertificate certificate{.address = addressOf(request.user, request.device),
                                                .identityKey = keys.identity.publicKey(),
                                                .label = request.label.toStdString(),
                                                .createdAt = cryptoNow()};
    const auto signedCertificate = *crypto::SignedCertificate::make(signer, certificate);
    crypto::DeviceManifest manifest;
    manifest.account = idBytes(request.user);
    if (before) {
        manifest = *crypto::DeviceManifest::decode(viewOf(before->manifest));
        manifest.version += 1;
        manifest.previousHash = *fixedBytes<32>(before->hash);
    }
    manifest.devices.push_back({.device = idBytes(request.device), .identityKey = keys.identity.publicKey()});
    std::ranges::sort(manifest.devices);
    const auto signedManifest = *crypto::SignedManifest::make(signer, manifest);
    request.masterKey = toByteArray(signer.publicKey().key.bytes);
    request.identityKey = toByteArray(keys.identity.publicKey().bytes);
    request.identityDhKey = toByteArray(keys.identity.agreementKey().shared.bytes);
    request.identityDhSignature = toByteArray(keys.identity.signPrekey().bytes);
    request.certificate = toByteArray(signedCertificate.encoded);
    request.certificateSignature = toByteArray(signedCertificate.signature.bytes);
    request.manifest = {.version = static_cast<qint64>(manifest.version),
                        .manifest = toByteArray(signedManifest.encoded),
                        .signature = toByteArray(signedManifest.signature.bytes),
                        .hash = toByteArray(signedManifest.hash()),
                        .previousHash = before ? before->hash : QByteArray()};
}

} // namespace

/// Signing in with password and second factor, over real SCRAM log-ins and with real certificates.
class SignInTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void aDeviceIsLinkedAndPeersTrustItByItsCertificate()
    {
        TenantWorld world(*m_fixture);
        const Member bob = world.join(QStringLiteral("bob"));
        EnrolmentRequest joining = world.request(world.tokenOf(bob, TokenKind::Account), QStringLiteral("Alice"));
        const LocalKeys first = keysOf(joining.user, joining.device);
        certify(joining, first, first.master, std::nullopt);
        const auto enrolment = world.enrolConnection();
        const TwoStepAccount alice(world, world.memberOf(joining, orThrow(EnrolmentStore(*enrolment).enrol(joining))));

        // A new computer: the name, the password and a code are all it has.
        const auto connection = world.connect(alice.login);
        SignInStore signIn(*connection);
        const QUuid attempt = newId<MessageId>().uuid();
        QVERIFY(orThrow(passCode(*connection, attempt, totpCode(alice.secret))));
        const LinkMaterial material = orThrow(signIn.linkMaterial(attempt));
        QCOMPARE(material.user, alice.member.user);
        QCOMPARE(material.masterKey, joining.masterKey);

        // The master key comes from the first device, as the recovery phrase would bring it.
        EnrolmentRequest linking = world.request({}, QStringLiteral("alice"));
        linking.user = material.user;
        const LocalKeys second = keysOf(material.user, linking.device);
        certify(linking, second, first.master, material.manifest);
        const Enrolled linked = orThrow(signIn.linkDevice(attempt, linking));
        QCOMPARE(linked.workspace, world.tenant().address.id);
        QCOMPARE(orThrow(signIn.linkDevice(attempt, linking)).role, linked.role);
        const Member device = world.memberOf(linking, linked);
        QCOMPARE(orThrow(SessionStore(device.db()).hello(1)).user, alice.member.user);

        const auto seen = [&] {
            DeviceStore store(bob.db());
            return orThrow(verifyPeer(alice.member.user, joining.masterKey, std::nullopt,
                                      orThrow(store.manifestsSince(alice.member.user, 0)),
                                      orThrow(store.devicesOf(alice.member.user))));
        };
        QCOMPARE(seen().devices.size(), 2);

        // Whoever has password and code but not the master key gets a login, and no message of anybody.
        const QUuid another = newId<MessageId>().uuid();
        QVERIFY(orThrow(passCode(*connection, another, alice.recoveryCodes.at(0))));
        EnrolmentRequest forged = world.request({}, QStringLiteral("alice"));
        forged.user = material.user;
        const LocalKeys stranger = keysOf(material.user, forged.device);
        certify(forged, stranger, stranger.master, orThrow(signIn.linkMaterial(another)).manifest);
        QVERIFY(signIn.linkDevice(another, forged));
        DeviceStore store(bob.db());
        QVERIFY(!verifyPeer(alice.member.user, joining.masterKey, std::nullopt,
                            orThrow(store.manifestsSince(alice.member.user, 0)),
                            orThrow(store.devicesOf(alice.member.user))));
    }

    void wrongPasswordsAndNamesAreRefusedAlike()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        const QString nobody = SignInStore::loginRole(world.tenant().address.id, QStringLiteral("nobody"));
        for (const QString &role : {alice.login.role, nobody}) {
            const auto refused =
                DatabaseConnection::open(world.tenant().address, {.role = role, .password = QStringLiteral("a guess")});
            QVERIFY(!refused);
            QCOMPARE(errorName(refused.error().code()), errorName(ErrorCode::LoginRefused));
        }
        QCOMPARE(SignInStore::loginRole(world.tenant().address.id, QStringLiteral("ALICE")), alice.login.role);
    }

    void rollingBackBuysNoGuess()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        const auto connection = world.connect(alice.login);
        SignInStore store(*connection);
        // What is rolled back was never answered.
        for (int guess = 0; guess < 20; ++guess) {
            const QUuid attempt = newId<MessageId>().uuid();
            orThrow(connection->script("BEGIN"));
            orThrow(store.submitCode(attempt, alice.recoveryCodes.at(0)));
            QCOMPARE_ERROR(store.checkCode(attempt), ErrorCode::LoginRefused);
            orThrow(connection->script("ROLLBACK"));
            QCOMPARE_ERROR(store.checkCode(attempt), ErrorCode::LoginRefused);
        }
        QCOMPARE(world.number("SELECT failures::bigint FROM tacet.account_logins"), 0);
        // What was answered stays counted, though the answer is rolled back.
        for (int guess = 0; guess < 5; ++guess) {
            const QUuid attempt = newId<MessageId>().uuid();
            orThrow(store.submitCode(attempt, QStringLiteral("000000 is no code")));
            orThrow(connection->script("BEGIN"));
            QVERIFY(!orThrow(store.checkCode(attempt)));
            orThrow(connection->script("ROLLBACK"));
        }
        QCOMPARE_ERROR(store.submitCode(newId<MessageId>().uuid(), totpCode(alice.secret)), ErrorCode::LoginRefused);
        QVERIFY(orThrow(alice.store().state()).lockedUntil.isValid());
        // A savepoint is no other transaction, nor is a right answer that was rolled back a key.
        orThrow(world.superuser().script("UPDATE tacet.account_logins SET failures = 0, locked_until = NULL"));
        const QUuid attempt = newId<MessageId>().uuid();
        orThrow(store.submitCode(attempt, alice.recoveryCodes.at(1)));
        orThrow(connection->script("BEGIN; SAVEPOINT a"));
        QVERIFY(orThrow(store.checkCode(attempt)));
        orThrow(connection->script("RELEASE a; SAVEPOINT b"));
        QCOMPARE_ERROR(store.linkMaterial(attempt), ErrorCode::LoginRefused);
        orThrow(connection->script("ROLLBACK"));
        QCOMPARE_ERROR(store.linkMaterial(attempt), ErrorCode::LoginRefused);
    }

    void aNewPasswordEndsWhatTheOldOneOpened()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        const auto old = world.connect(alice.login);
        const QString next = QStringLiteral("another horse entirely");
        orThrow(alice.store().setPassword(orThrow(alice.member.db().scramVerifier(alice.login.role, next))));
        QVERIFY(!SignInStore(*old).submitCode(newId<MessageId>().uuid(), totpCode(alice.secret)));
        QVERIFY(!DatabaseConnection::open(world.tenant().address, alice.login));
        QVERIFY(DatabaseConnection::open(world.tenant().address, {.role = alice.login.role, .password = next}));
        orThrow(alice.store().clearPassword());
        QVERIFY(!DatabaseConnection::open(world.tenant().address, {.role = alice.login.role, .password = next}));
    }

    /// PostgreSQL lets every login change its own password; nothing here can forbid it, and an own device sets it
    /// right.
    void aLoginMayChangeItsOwnPasswordAndNoOther()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        const Member bob = world.join(QStringLiteral("bob"));
        const auto connection = world.connect(alice.login);
        QVERIFY(connection->script("ALTER ROLE CURRENT_USER PASSWORD 'chosen by a thief'"));
        QVERIFY(!DatabaseConnection::open(world.tenant().address, alice.login));
        QVERIFY(!connection->script("ALTER ROLE \"" + bob.login.role.toLatin1() + "\" PASSWORD 'x'"));
        QVERIFY(!connection->script("ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'"));
        orThrow(alice.store().setPassword(
            orThrow(alice.member.db().scramVerifier(alice.login.role, alice.login.password))));
        QVERIFY(DatabaseConnection::open(world.tenant().address, alice.login));
    }

    /// A database of a version before sign-in, on a cluster without the group, upgraded by a migrator who is no
    /// superuser.
    void anOlderWorkspaceGetsTheGroupWithTheMigration()
    {
        const TenantNames names = TenantNames::generate();
        WorkspaceProvisioner provisioner(m_fixture->cluster().address(QStringLiteral("postgres")),
                                         m_fixture->superuser());
        orThrow(provisioner.makeRoles(names, QStringLiteral("published")));
        orThrow(provisioner.makeDatabase(names));
        const auto address = m_fixture->cluster().address(names.database());
        const auto superuser = m_fixture->admin(address);
        const QByteArray group = QByteArray(names.userRole().toLatin1()).replace("_user", "_signin");
        const QByteArray operatorName = QByteArray(names.userRole().toLatin1()).replace("_user", "_operator");
        orThrow(Migrator(*superuser, orThrow(Migrator::tenantMigrations()), names.placeholders()).down(16));
        orThrow(superuser->script("REVOKE CONNECT ON DATABASE " + names.database().toLatin1() + " FROM " + group +
                                  "; DROP ROLE " + group + "; CREATE ROLE " + operatorName +
                                  " LOGIN PASSWORD 'x' IN ROLE " + names.migratorRole().toLatin1()));
        const auto connection =
            m_fixture->connect(address, {.role = QString::fromLatin1(operatorName), .password = QStringLiteral("x")});
        QVERIFY(orThrow(Migrator(*connection, orThrow(Migrator::tenantMigrations()), names.placeholders()).up()) >= 3);
        const PgStatement mayEnter{
            "signin_group_connect",
            "SELECT has_database_privilege(r.oid, current_database(), 'CONNECT') FROM pg_roles r "
            "WHERE r.rolname = $1 AND NOT r.rolcanlogin"};
        const PgResult found = orThrow(superuser->exec(mayEnter, PgParams().text(QString::fromLatin1(group))));
        QVERIFY(orThrow(found.first([](PgRow &row) { return row.boolean(0); })));
        // And its logins can be made.
        orThrow(superuser->script(
            "SELECT s.make_account_login('a_00000000000000000000000000000001', "
            "'SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:"
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')"));
        orThrow(superuser->script("DROP ROLE a_00000000000000000000000000000001"));
    }
};

QTEST_GUILESS_MAIN(SignInTest)
#include "tst_signin.moc"
