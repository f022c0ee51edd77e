// How fast logins of devices are made when there are many, before and after sealing. One JSON line each.
//
//   bench_enrolment [ROLES]     5,000 without a word; each login is a transaction, by s.make_login as enrolment does
#include "models/backend/warden.h"
#include "models/backend/wardensql.h"
#include "tests/backend/hostilesession.h"
#include "tests/backend/tenantworld.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace tacet;

namespace {

constexpr int kAtOnce = 250;

class Enrolments
{
public:
    explicit Enrolments(TenantWorld &world, const DatabaseLogin &superuser)
        : m_session(world.tenant().address, superuser)
        , m_verifier(m_session.value("SELECT rolpassword FROM pg_authid WHERE rolname ~ '^d_' LIMIT 1"))
    {
    }

    int made() const { return m_made; }

    // Logins per second.
    double make(int count)
    {
        QElapsedTimer timer;
        timer.start();
        for (int index = 0; index < count; ++index) {
            const QByteArray name = "d_" + QByteArray::number(++m_made, 16).rightJustified(32, '0');
            if (m_session.run("SELECT s.make_login('" + name + "', '" + m_verifier + "')") != "done")
                throw std::runtime_error(m_session.words().toStdString());
        }
        return count * 1000.0 / static_cast<double>(timer.elapsed());
    }

private:
    HostileSession m_session;
    const QByteArray m_verifier;
    int m_made = 0;
};

void say(const char *name, int roles, double value, const char *unit)
{
    std::printf("{\"name\": \"%s\", \"roles\": %d, \"value\": %.1f, \"unit\": \"%s\"}\n", name, roles, value, unit);
    std::fflush(stdout);
}

void bench(int roles)
{
    PostgresFixture fixture;
    TenantWorld world(fixture);
    const Member first = world.join(QStringLiteral("first"));
    Enrolments enrolments(world, fixture.superuser());
    while (enrolments.made() < roles) {
        say("enrolment.unsealed", enrolments.made(), enrolments.make(kAtOnce), "logins/s");
        enrolments.make(std::min(roles - enrolments.made(), kAtOnce * 3));
    }
    say("enrolment.unsealed", enrolments.made(), enrolments.make(kAtOnce), "logins/s");
    const WorkspaceAddress administration = fixture.cluster().address(QString::fromLatin1(wardensql::kDatabase));
    const QString password = Warden::randomPassword();
    orThrow(Warden::prepare(*fixture.admin(administration), password));
    const auto connection = fixture.connect(administration, {QString::fromLatin1(wardensql::kRole), password});
    QElapsedTimer timer;
    timer.start();
    const qint64 sealed = orThrow(Warden(*connection).seal());
    say("enrolment.sealing", static_cast<int>(sealed),
        static_cast<double>(sealed) * 1000.0 / static_cast<double>(timer.elapsed()), "devices/s");
    say("enrolment.sealed", enrolments.made(), enrolments.make(kAtOnce), "logins/s");
    timer.restart();
    std::ignore = orThrow(Warden(*connection).pass());
    say("warden.pass", enrolments.made(), static_cast<double>(timer.nsecsElapsed()) / 1e6, "ms");
    timer.restart();
    std::ignore = orThrow(Warden(*connection).endRemovedLogins());
    say("warden.sweep", enrolments.made(), static_cast<double>(timer.nsecsElapsed()) / 1e6, "ms");
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    constexpr int kRoles = 5000;
    try {
        bench(argc > 1 ? std::atoi(argv[1]) : kRoles);
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "bench_enrolment: %s\n", exception.what());
        return 1;
    }
    return 0;
}
