#include "models/backend/sessionstore.h"
#include "tests/backend/tenantworld.h"

#include <QRegularExpression>

#include <atomic>

using namespace tacet;

class EnrolmentStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;

    Result<Enrolled> enrol(const EnrolmentRequest &request)
    {
        const auto connection = m_world->enrolConnection();
        return EnrolmentStore(*connection).enrol(request);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
    }

    void cleanupTestCase()
    {
        m_alice.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void theFirstMemberIsTheOwnerAndCanSignIn()
    {
        const Hello hello = orThrow(SessionStore(m_alice->db()).hello(1));
        QCOMPARE(hello.role, WorkspaceRole::Owner);
        QCOMPARE(hello.user, m_alice->user);
        QCOMPARE(hello.device, m_alice->device);
        QCOMPARE(hello.workspace, m_world->tenant().address.id);
        QCOMPARE(hello.username, QStringLiteral("alice"));
        QVERIFY(qAbs(hello.serverTime.msecsTo(QDateTime::currentDateTimeUtc())) < 60'000);
    }

    void theOwnersTokenWorksOnce()
    {
        QCOMPARE_ERROR(enrol(m_world->request(m_world->tenant().ownerToken, QStringLiteral("second"))),
                       ErrorCode::TokenInvalid);
    }

    void theSameRequestAgainAnswersTheSameRole()
    {
        const auto request =
            m_world->request(m_world->tokenOf(*m_alice, TokenKind::Account), QStringLiteral("repeater"));
        const Enrolled first = orThrow(enrol(request));
        const Enrolled second = orThrow(enrol(request));
        QCOMPARE(second.role, first.role);
        QCOMPARE(second.workspace, first.workspace);
        QVERIFY(QRegularExpression(QStringLiteral("^d_[0-9a-f]{32}$")).match(first.role).hasMatch());
    }

    void anythingElseOnAUsedTokenIsRefused_data()
    {
        QTest::addColumn<int>("change");
        QTest::newRow("other device") << 0;
        QTest::newRow("other user") << 1;
        QTest::newRow("other master key") << 2;
        QTest::newRow("other identity") << 3;
        QTest::newRow("other password") << 4;
    }

    void anythingElseOnAUsedTokenIsRefused()
    {
        QFETCH(int, change);
        static int count = 0;
        auto request =
            m_world->request(m_world->tokenOf(*m_alice, TokenKind::Account), QStringLiteral("used%1").arg(++count));
        orThrow(enrol(request));
        const EnrolmentRequest other = m_world->request(request.token, QStringLiteral("other"));
        if (change == 0)
            request.device = other.device;
        if (change == 1)
            request.user = other.user;
        if (change == 2)
            request.masterKey = other.masterKey;
        if (change == 3)
            request.identityKey = other.identityKey;
        if (change == 4)
            request.scramVerifier =
                orThrow(m_world->superuser().scramVerifier(QStringLiteral("d_x"), QStringLiteral("another")));
        QCOMPARE_ERROR(enrol(request), ErrorCode::TokenInvalid);
    }

    void aTakenUsernameLeavesTheTokenUsable()
    {
        auto request = m_world->request(m_world->tokenOf(*m_alice, TokenKind::Account), QStringLiteral("ALICE"));
        QCOMPARE_ERROR(enrol(request), ErrorCode::UsernameTaken);
        request.username = QStringLiteral("not_alice");
        QVERIFY(enrol(request).has_value());
    }

    void expiredUnknownAndDismissedTokensAreRefused()
    {
        QCOMPARE_ERROR(enrol(m_world->request(filler(32, "unknown"), QStringLiteral("nobody"))),
                       ErrorCode::TokenInvalid);
        const QByteArray dismissed = m_world->tokenOf(*m_alice, TokenKind::Account);
        orThrow(EnrolmentStore(m_alice->db()).dismissToken(sha256(dismissed)));
        QCOMPARE_ERROR(enrol(m_world->request(dismissed, QStringLiteral("nobody"))), ErrorCode::TokenInvalid);
        const QByteArray brief = m_world->tokenOf(*m_alice, TokenKind::Account, std::chrono::seconds(1));
        orThrow(m_world->superuser().script(
            "UPDATE tacet.enrollment_tokens SET expires_at = now() - interval '1 s' WHERE used_at IS NULL"));
        QCOMPARE_ERROR(enrol(m_world->request(brief, QStringLiteral("nobody"))), ErrorCode::TokenInvalid);
    }

    void malformedRequestsAreRefusedAndKeepTheToken_data()
    {
        using Change = std::function<void(EnrolmentRequest &)>;
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("short name", [](auto &r) { r.username = QStringLiteral("ab"); });
        row("long name", [](auto &r) { r.username = QString(51, u'a'); });
        row("name with quote", [](auto &r) { r.username = QStringLiteral("a'; DROP ROLE x"); });
        row("name with newline", [](auto &r) { r.username = QStringLiteral("abcd\n"); });
        row("no display name", [](auto &r) { r.displayName.clear(); });
        row("control in display name", [](auto &r) { r.displayName = QStringLiteral("a\tb"); });
        row("plain password", [](auto &r) { r.scramVerifier = "secret"; });
        row("verifier of 4097", [](auto &r) { r.scramVerifier.replace("$4096:", "$4097:"); });
        row("verifier and more", [](auto &r) { r.scramVerifier += "' SUPERUSER"; });
        row("verifier and newline", [](auto &r) { r.scramVerifier += '\n'; });
        row("short master key", [](auto &r) { r.masterKey.chop(1); });
        row("long identity", [](auto &r) { r.identityKey += 'x'; });
        row("short signature", [](auto &r) { r.identityDhSignature.chop(1); });
        row("no certificate", [](auto &r) { r.certificate.clear(); });
        row("huge certificate", [](auto &r) { r.certificate = QByteArray(4097, 'x'); });
        row("old device id", [](auto &r) { r.device = newId<DeviceId>(-36LL * 86'400'000); });
        row("future user id", [](auto &r) { r.user = newId<UserId>(2LL * 86'400'000); });
        row("version 4 id", [](auto &r) { r.device = DeviceId(QUuid::createUuid()); });
        row("no signed prekey", [](auto &r) { r.prekeys.signedPrekey.reset(); });
        row("no last resort", [](auto &r) { r.prekeys.kem = {kemPrekey(1, false)}; });
        row("short kem key", [](auto &r) { r.prekeys.kem[0].publicKey.chop(1); });
        row("prekey id 0", [](auto &r) { r.prekeys.oneTime[0].id = 0; });
        row("prekey twice", [](auto &r) { r.prekeys.oneTime[0].id = r.prekeys.oneTime[1].id; });
        row("wrong manifest hash", [](auto &r) { r.manifest.hash = sha256("x"); });
        row("manifest of version 0", [](auto &r) { r.manifest.version = 0; });
        row("short proof", [](auto &r) { r.inviteProof.chop(1); });
    }

    void malformedRequestsAreRefusedAndKeepTheToken()
    {
        QFETCH(std::function<void(EnrolmentRequest &)>, change);
        static int count = 0;
        auto request =
            m_world->request(m_world->tokenOf(*m_alice, TokenKind::Account), QStringLiteral("ok%1").arg(++count));
        auto bad = request;
        change(bad);
        QCOMPARE_ERROR(enrol(bad), ErrorCode::InvalidInput);
        if (count == 1)
            QVERIFY(enrol(request).has_value());
    }

    void manyRacersWithOneTokenMakeOneRole()
    {
        constexpr int kRacers = 32;
        orThrow(m_world->superuser().script(orThrow(
            withPlaceholders("ALTER ROLE @enrol@ CONNECTION LIMIT 40", m_world->tenant().names.placeholders()))));
        const QByteArray token = m_world->tokenOf(*m_alice, TokenKind::Account);
        const qint64 rolesBefore = m_world->number("SELECT count(*) FROM pg_roles WHERE rolname ~ '^d_'");
        QList<EnrolmentRequest> requests;
        for (int index = 0; index < kRacers; ++index)
            requests.append(m_world->request(token, QStringLiteral("racer%1").arg(index)));
        std::atomic_int won = 0;
        std::atomic_int refused = 0;
        std::vector<std::unique_ptr<DatabaseConnection>> connections(kRacers);
        const auto connect = [&](int index) {
            connections.at(static_cast<size_t>(index)) = m_world->enrolConnection();
        };
        together(kRacers, connect, [&](int index) {
            const auto connection = std::move(connections.at(static_cast<size_t>(index)));
            const auto answer = EnrolmentStore(*connection).enrol(requests.at(index));
            won += answer.has_value();
            refused += !answer && answer.error().code() == ErrorCode::TokenInvalid;
        });
        QCOMPARE(won.load(), 1);
        QCOMPARE(refused.load(), kRacers - 1);
        QCOMPARE(m_world->number("SELECT count(*) FROM pg_roles WHERE rolname ~ '^d_'"), rolesBefore + 1);
    }

    void theInviterSeesWhoJoinedAndTheProof()
    {
        const QByteArray token = m_world->tokenOf(*m_alice, TokenKind::Account);
        const auto request = m_world->request(token, QStringLiteral("invited"));
        orThrow(enrol(request));
        EnrolmentStore store(m_alice->db());
        const auto find = [&]() -> std::optional<Invitation> {
            for (const Invitation &invitation : orThrow(store.invitations())) {
                if (invitation.tokenHash == sha256(token))
                    return invitation;
            }
            return std::nullopt;
        };
        const auto invitation = find();
        QVERIFY(invitation);
        QCOMPARE(invitation->usedBy, request.user);
        QCOMPARE(invitation->proof, request.inviteProof);
        QCOMPARE(invitation->joinedMasterKey, request.masterKey);
        orThrow(store.dismissToken(sha256(token)));
        QVERIFY(!find());
    }

    void nobodySeesOrDismissesTokensOfOthers()
    {
        const Member eve = m_world->join(QStringLiteral("eve"));
        const QByteArray token = m_world->tokenOf(*m_alice, TokenKind::Account);
        QVERIFY(orThrow(EnrolmentStore(eve.db()).invitations()).isEmpty());
        QCOMPARE_ERROR(EnrolmentStore(eve.db()).dismissToken(sha256(token)), ErrorCode::NotFound);
        QCOMPARE_ERROR(EnrolmentStore(eve.db()).createToken(sha256(token), TokenKind::Account, std::chrono::hours(1)),
                       ErrorCode::Conflict);
    }

    void membersInviteOnlyWhereThePolicyLetsThem()
    {
        const Member frank = m_world->join(QStringLiteral("frank"));
        m_world->setPolicy(QStringLiteral("{\"members_may_invite\": false}"));
        QCOMPARE_ERROR(EnrolmentStore(frank.db()).createToken(sha256("t1"), TokenKind::Account, std::chrono::hours(1)),
                       ErrorCode::NotFound);
        QVERIFY(EnrolmentStore(m_alice->db()).createToken(sha256("t2"), TokenKind::Account, std::chrono::hours(1)));
        m_world->setPolicy(QStringLiteral("{\"members_may_invite\": true}"));
        QVERIFY(EnrolmentStore(frank.db()).createToken(sha256("t1"), TokenKind::Account, std::chrono::hours(1)));
    }

    void aDeviceTokenAddsADeviceToItsOwnAccountOnly()
    {
        const Member grace = m_world->join(QStringLiteral("grace"));
        const Member second = m_world->secondDevice(grace);
        QCOMPARE(orThrow(DeviceStore(m_alice->db()).devicesOf(grace.user)).size(), 2);
        auto stranger = m_world->request(m_world->tokenOf(grace, TokenKind::Device), QStringLiteral("grace"));
        QCOMPARE_ERROR(enrol(stranger), ErrorCode::TokenInvalid);
        stranger.user = grace.user;
        QCOMPARE_ERROR(enrol(stranger), ErrorCode::TokenInvalid);
        QCOMPARE(orThrow(SessionStore(second.db()).hello(1)).user, grace.user);
    }

    void anAccountHasAtMostTenDevices()
    {
        const Member heidi = m_world->join(QStringLiteral("heidi"));
        std::vector<Member> more;
        for (int index = 0; index < 9; ++index)
            more.push_back(m_world->secondDevice(heidi));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, m_world->secondDevice(heidi));
        QCOMPARE(orThrow(DeviceStore(heidi.db()).devicesOf(heidi.user)).size(), 10);
    }

    void theEnrolmentRoleCanDoNothingElse()
    {
        const auto connection = m_world->enrolConnection();
        QCOMPARE_ERROR(SessionStore(*connection).hello(1), ErrorCode::NotFound);
        QVERIFY(!EnrolmentStore(*connection).invitations());
        QVERIFY(!connection->script("SELECT * FROM tacet.enrollment_tokens"));
        QVERIFY(!connection->script("SELECT s.make_login('d_00000000000000000000000000000000', 'x')"));
    }
};

QTEST_GUILESS_MAIN(EnrolmentStoreTest)
#include "tst_enrolmentstore.moc"
