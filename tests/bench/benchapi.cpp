#include "tests/bench/messaging/report.h"
#include "tests/support/psql.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cstdio>

/// What each call of the database's API costs in a workspace of 10,000 messages and in one of a million: two
/// tenants of one cluster, measured in turns. And what the wall of functions and row security costs.
using namespace tacet;

namespace {

constexpr int kSmall = 10'000;
constexpr int kLarge = 1'000'000;
constexpr int kRounds = 9;
constexpr int kTimes = 30;
constexpr PgStatement kCalls{"api_calls", "SELECT position, call FROM test.calls ORDER BY position"};
constexpr PgStatement kTime{"api_time", "SELECT (test.microseconds($1, $2) * 1000)::bigint"};
constexpr PgStatement kBare{"api_bare", "SELECT (test.bare_fetch_microseconds($1) * 1000)::bigint"};

struct Call {
    int position = 0;
    QString text;

    /// "send_direct" of "SELECT * FROM api.send_direct(…)".
    QString name() const
    {
        static const QRegularExpression function(QStringLiteral("api\\.([a-z_]+)\\("));
        return function.match(text).captured(1);
    }
};

void load(Psql &psql, const QString &file)
{
    if (const QString wrong = Psql::troubles(psql.run(file)); !wrong.isEmpty())
        throw std::runtime_error(wrong.toStdString());
}

std::unique_ptr<Psql> workspace(PostgresFixture &fixture, int messages)
{
    std::fprintf(stderr, "a workspace of %d messages …\n", messages);
    auto psql = std::make_unique<Psql>(fixture, fixture.tenant());
    for (const char *file : {"support/generate.sql", "support/calls.sql", "support/time.sql"})
        load(*psql, QString::fromLatin1(file));
    psql->superuser().setTimeout(std::chrono::minutes(30));
    orThrow(psql->superuser().script("SELECT test.generate_people(1000); SELECT test.generate_chats(5000, 5000, 12)"));
    orThrow(psql->superuser().script("SELECT test.generate_messages(1, " + QByteArray::number(messages) + ')'));
    orThrow(psql->superuser().script("VACUUM ANALYZE"));
    return psql;
}

double number(Psql &psql, const PgStatement &statement, const PgParams &params)
{
    const PgResult result = orThrow(psql.superuser().exec(statement, params));
    return static_cast<double>(orThrow(result.first([](PgRow &row) { return row.int64(0); }))) / 1000;
}

void compareSizes(Psql &small, Psql &large)
{
    const PgResult rows = orThrow(small.superuser().exec(kCalls));
    const auto calls =
        orThrow(rows.list([](PgRow &row) { return Call{.position = row.int32(0), .text = row.text(1)}; }));
    for (const Call &call : calls) {
        std::vector<double> times;
        std::vector<double> ratios;
        for (int round = 0; round < kRounds; ++round) {
            const PgParams params = PgParams().int32(call.position).int32(kTimes);
            const double atLarge = number(large, kTime, params);
            times.push_back(atLarge);
            ratios.push_back(atLarge / number(small, kTime, params));
        }
        bench::report(QStringLiteral("api ") + call.name(), bench::quantile(times, 0.5), QStringLiteral("µs"),
                      bench::quantile(ratios, 0.5), QStringLiteral("10,000 messages instead of 1,000,000"));
    }
}

void compareWithBareTables(Psql &psql)
{
    const PgResult rows = orThrow(psql.superuser().exec(kCalls));
    const auto calls =
        orThrow(rows.list([](PgRow &row) { return Call{.position = row.int32(0), .text = row.text(1)}; }));
    const auto fetch = std::ranges::find(calls, QStringLiteral("fetch_mailbox"), &Call::name);
    std::vector<double> times;
    std::vector<double> ratios;
    for (int round = 0; round < kRounds; ++round) {
        const double ours = number(psql, kTime, PgParams().int32(fetch->position).int32(kTimes));
        times.push_back(ours);
        ratios.push_back(ours / number(psql, kBare, PgParams().int32(kTimes)));
    }
    bench::report(QStringLiteral("inbox fetch of 100 rows"), bench::quantile(times, 0.5), QStringLiteral("µs"),
                  bench::quantile(ratios, 0.5), QStringLiteral("the same query by the superuser on bare tables"));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    PostgresFixture fixture;
    const auto small = workspace(fixture, kSmall);
    const auto large = workspace(fixture, kLarge);
    compareSizes(*small, *large);
    compareWithBareTables(*large);
    return 0;
}
