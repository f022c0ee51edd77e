#include "models/backend/migrator.h"
#include "tests/backend/signinworld.h"

#include <atomic>

using namespace tacet;

namespace {

constexpr int kRacers = 32;
constexpr PgStatement kAttempt{"races_attempt",
                               "INSERT INTO tacet.sign_in_attempts (user_id, id, code_hash, submitted_xid) "
                               "VALUES ($1, $2, $3, '3')"};
constexpr PgStatement kUse{"races_use_token", "SELECT 1 FROM admin.use_token($1, $2, now() + interval '20 seconds')"};
constexpr PgStatement kOpen{"races_open_session", "SELECT 1 FROM admin.open_login_session($1, $2, NULL, '', 3600)"};
constexpr PgStatement kRotate{"races_rotate", "SELECT state FROM admin.rotate_login_session($1, $2, NULL, '')"};
constexpr PgStatement kRequest{"races_request_address", "SELECT 1 FROM api.request_address('email', $1)"};
constexpr PgStatement kConfirm{"races_confirm_address", "SELECT 1 FROM api.confirm_address('email')"};
constexpr PgStatement kDelete{"races_delete", "SELECT 1 FROM admin.delete_user($1)"};
constexpr PgStatement kEpoch{"races_epoch", "SELECT api.begin_history_epoch(1)"};
constexpr PgStatement kBegin{"begin", "SELECT api.begin_administration()"};
constexpr PgStatement kTransfer{"races_transfer", "SELECT 1 FROM api.transfer_ownership($1)"};

} // namespace

/// What may happen once, tried by many at once.
class AccountRacesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;

    /// As the account's login, of which three may be connected at a time: the superuser in its place.
    std::vector<std::unique_ptr<DatabaseConnection>> racers(TenantWorld &world, const QString &role,
                                                            int count = kRacers)
    {
        std::vector<std::unique_ptr<DatabaseConnection>> connections;
        for (int index = 0; index < count; ++index) {
            connections.push_back(m_fixture->admin(world.tenant().address));
            if (!role.isEmpty())
                orThrow(connections.back()->script("SET SESSION AUTHORIZATION \"" + role.toLatin1() + '"'));
        }
        return connections;
    }

    /// Committed attempts with one code, past the lock.
    QList<QUuid> attempts(TenantWorld &world, const TwoStepAccount &account, const QString &code)
    {
        QList<QUuid> ids;
        for (int index = 0; index < kRacers; ++index) {
            ids.append(newId<MessageId>().uuid());
            orThrow(world.superuser().exec(
                kAttempt, PgParams().id(account.member.user).uuid(ids.last()).bytes(sha256(code.toLatin1()))));
        }
        return ids;
    }

    int passed(TenantWorld &world, const TwoStepAccount &account, const QString &code)
    {
        const QList<QUuid> ids = attempts(world, account, code);
        const auto connections = racers(world, account.login.role);
        std::atomic_int right = 0;
        std::atomic_int refused = 0;
        together(
            kRacers, [](int) {},
            [&](int index) {
                const auto answer = SignInStore(*connections.at(static_cast<size_t>(index))).checkCode(ids.at(index));
                right += answer && *answer ? 1 : 0;
                refused += answer ? 0 : 1;
            });
        return refused > 0 ? -1 : right.load();
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void oneRecoveryCodePassesOnce()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        QCOMPARE(passed(world, alice, alice.recoveryCodes.at(3)), 1);
        QCOMPARE(orThrow(alice.store().state()).recoveryCodesLeft, 9);
        QCOMPARE(passed(world, alice, alice.recoveryCodes.at(3)), 0);
    }

    void oneStepOfTheClockPassesOnce()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        QCOMPARE(passed(world, alice, totpCode(alice.secret)), 1);
    }

    void fiveCodesLockHoweverManyComeAtOnce()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        const auto connections = racers(world, alice.login.role);
        std::atomic_int taken = 0;
        together(
            kRacers, [](int) {},
            [&](int index) {
                SignInStore store(*connections.at(static_cast<size_t>(index)));
                taken += store.submitCode(newId<MessageId>().uuid(), QString::number(index)) ? 1 : 0;
            });
        QCOMPARE(taken.load(), 5);
        QCOMPARE(world.number("SELECT count(*) FROM tacet.sign_in_attempts"), 5);
        QVERIFY(orThrow(alice.store().state()).lockedUntil.isValid());
    }

    void onePassedAttemptLinksOneDevice()
    {
        TenantWorld world(*m_fixture);
        const TwoStepAccount alice(world, world.join(QStringLiteral("alice")));
        const auto connections = racers(world, alice.login.role);
        const QUuid attempt = newId<MessageId>().uuid();
        QVERIFY(orThrow(passCode(*connections.front(), attempt, alice.recoveryCodes.at(0))));
        const StoredManifest before = *orThrow(SignInStore(*connections.front()).linkMaterial(attempt)).manifest;
        std::vector<EnrolmentRequest> requests;
        for (int index = 0; index < kRacers; ++index) {
            requests.push_back(world.request({}, QStringLiteral("alice")));
            requests.back().manifest.version = before.version + 1;
            requests.back().manifest.previousHash = before.hash;
        }
        std::atomic_int linked = 0;
        std::atomic_int refused = 0;
        together(
            kRacers, [](int) {},
            [&](int index) {
                const auto at = static_cast<size_t>(index);
                const auto answer = SignInStore(*connections.at(at)).linkDevice(attempt, requests.at(at));
                linked += answer ? 1 : 0;
                refused += !answer && answer.error().code() == ErrorCode::LoginRefused ? 1 : 0;
            });
        QCOMPARE(linked.load(), 1);
        QCOMPARE(refused.load(), kRacers - 1);
        QCOMPARE(world.number("SELECT count(*) FROM tacet.devices"), 2);
    }

    void aTokenOfTheGatewayIsUsedOnce()
    {
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        const auto connections = racers(world, {});
        std::atomic_int used = 0;
        together(
            kRacers, [](int) {},
            [&](int index) {
                used += connections.at(static_cast<size_t>(index))
                                ->exec(kUse, PgParams().bytes(sha256("token")).id(alice.device))
                            ? 1
                            : 0;
            });
        QCOMPARE(used.load(), 1);
    }

    void aRefreshTokenIsRotatedOnceAndItsReuseEndsTheFamily()
    {
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        const QByteArray old = sha256("refresh");
        orThrow(world.superuser().exec(kOpen, PgParams().id(alice.device).bytes(old)));
        const auto connections = racers(world, {});
        std::atomic_int rotated = 0;
        std::atomic_int reused = 0;
        together(
            kRacers, [](int) {},
            [&](int index) {
                const PgResult answer = orThrow(
                    connections.at(static_cast<size_t>(index))
                        ->exec(kRotate, PgParams().bytes(old).bytes(filler(32, "new" + QByteArray::number(index)))));
                const QString state = orThrow(answer.first([](PgRow &row) { return row.text(0); }));
                rotated += state == u"rotated" ? 1 : 0;
                reused += state == u"reused" ? 1 : 0;
            });
        QCOMPARE(rotated.load(), 1);
        QVERIFY(reused.load() >= 1);
        QCOMPARE(world.number("SELECT count(*) FROM tacet.login_sessions WHERE revoked_at IS NULL"), 0);
    }

    void anAddressBelongsToOneAccount()
    {
        TenantWorld world(*m_fixture);
        std::vector<Member> members;
        for (int index = 0; index < 8; ++index) {
            members.push_back(world.join(QStringLiteral("member%1").arg(index)));
            orThrow(members.back().db().exec(kRequest, PgParams().text(QStringLiteral("Shared@example.org"))));
        }
        std::atomic_int mine = 0;
        std::atomic_int taken = 0;
        together(
            8, [](int) {},
            [&](int index) {
                const auto answer = members.at(static_cast<size_t>(index)).db().exec(kConfirm);
                mine += answer ? 1 : 0;
                taken += !answer && answer.error().code() == ErrorCode::Conflict ? 1 : 0;
            });
        QCOMPARE(mine.load(), 1);
        QCOMPARE(taken.load(), 7);
    }

    void aNameIsNotBoundAgainByWhoComesAtTheSameMoment()
    {
        TenantWorld world(*m_fixture);
        const Member owner = world.join(QStringLiteral("owner"));
        for (int round = 0; round < 5; ++round) {
            const Member gone = world.join(QStringLiteral("gone%1").arg(round));
            std::vector<EnrolmentRequest> requests;
            std::vector<std::unique_ptr<DatabaseConnection>> connections;
            for (int index = 0; index < 7; ++index) {
                requests.push_back(world.request(world.tokenOf(owner, TokenKind::Account), gone.username));
                connections.push_back(world.enrolConnection());
            }
            connections.push_back(m_fixture->admin(world.tenant().address));
            std::atomic_int bound = 0;
            together(
                8, [](int) {},
                [&](int index) {
                    const auto at = static_cast<size_t>(index);
                    if (index == 7)
                        orThrow(connections.at(at)->exec(kDelete, PgParams().id(gone.user)));
                    else
                        bound += EnrolmentStore(*connections.at(at)).enrol(requests.at(at)) ? 1 : 0;
                });
            QCOMPARE(bound.load(), 0);
        }
    }

    void anEpochOfHistoryBeginsOnceAndAnOwnerIsOne()
    {
        TenantWorld world(*m_fixture);
        const Member alice = world.join(QStringLiteral("alice"));
        std::vector<Member> others;
        for (int index = 0; index < 4; ++index)
            others.push_back(world.join(QStringLiteral("other%1").arg(index)));
        const auto connections = racers(world, alice.login.role, 8);
        std::atomic_int begun = 0;
        together(
            8, [](int) {},
            [&](int index) { begun += connections.at(static_cast<size_t>(index))->exec(kEpoch) ? 1 : 0; });
        QCOMPARE(begun.load(), 1);
        orThrow(alice.db().exec(kBegin));
        std::atomic_int handed = 0;
        together(
            8, [](int) {},
            [&](int index) {
                handed += connections.at(static_cast<size_t>(index))
                                  ->exec(kTransfer, PgParams().id(others.at(static_cast<size_t>(index % 4)).user))
                              ? 1
                              : 0;
            });
        QCOMPARE(handed.load(), 1);
        QCOMPARE(world.number("SELECT count(*) FROM tacet.users WHERE workspace_role = 'owner'"), 1);
    }
};

QTEST_GUILESS_MAIN(AccountRacesTest)
#include "tst_accountraces.moc"
