#include "vaultfixture.h"

#include "models/vault/vaultmetricsstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultMetricsStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void measurementsComeBackNewestFirst();
    void numbersThatAreNoneAreRefused();
    void usageAddsUpPerDay();
    void usageStaysWithinItsBounds();
    void oldOnesGo();
    void noListScans();
};

namespace {

Measurement measured(int number, const QString &name = u"vault.vacuum"_s)
{
    return {.measuredAt = VaultFixture::time(number),
            .name = name,
            .value = number * 1.5,
            .unit = u"ms"_s,
            .category = MetricCategory::Storage,
            .metadata = u"{\"full\":true}"_s};
}

constexpr qint64 kMost = std::numeric_limits<qint64>::max();

} // namespace

void TestVaultMetricsStore::measurementsComeBackNewestFirst()
{
    VaultFixture vault;
    VaultMetricsStore &metrics = vault.session->metrics();
    for (int i = 1; i <= 9; ++i) {
        need(metrics.record(measured(i)));
        need(metrics.record(measured(i, u"other"_s)));
    }
    const auto page = need(metrics.ofName(u"vault.vacuum"_s, 4));
    QCOMPARE(page.size(), 4);
    QCOMPARE(page.first().value, 13.5);
    QCOMPARE(page.first().measuredAt, VaultFixture::time(9));
    QCOMPARE(page.first().unit, u"ms"_s);
    QCOMPARE(page.first().category, MetricCategory::Storage);
    QCOMPARE(page.first().metadata, u"{\"full\":true}"_s);
    const auto next = need(metrics.ofName(u"vault.vacuum"_s, 100, page.last().position));
    QCOMPARE(next.size(), 5);
    QCOMPARE(next.first().value, 7.5);
}

void TestVaultMetricsStore::numbersThatAreNoneAreRefused()
{
    VaultFixture vault;
    for (const double value : {qQNaN(), qInf(), -qInf()}) {
        Measurement wrong = measured(1);
        wrong.value = value;
        QCOMPARE(codeOf(vault.session->metrics().record(wrong)), ErrorCode::InvalidInput);
    }
    QCOMPARE(codeOf(vault.session->metrics().record(measured(1, QString()))), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(vault.session->metrics().record(measured(1, QString(65, u'n')))), ErrorCode::Conflict);
    for (const double value : {0.0, -1.25, 1e308, 5e-324}) {
        Measurement extreme = measured(1, u"extreme"_s);
        extreme.value = value;
        need(vault.session->metrics().record(extreme));
        QCOMPARE(need(vault.session->metrics().ofName(u"extreme"_s, 1)).first().value, value);
    }
}

void TestVaultMetricsStore::usageAddsUpPerDay()
{
    VaultFixture vault;
    VaultMetricsStore &metrics = vault.session->metrics();
    const QDate day(2027, 3, 1);
    for (int i = 0; i < 5; ++i)
        need(metrics.count(day, u"messages.sent"_s));
    need(metrics.count(day, u"calls"_s, 7));
    need(metrics.count(day.addDays(1), u"messages.sent"_s, 2));
    need(metrics.count(QDate(1969, 12, 31), u"messages.sent"_s));
    vault.reopen();
    QCOMPARE(need(vault.session->metrics().usage(day, day.addDays(5), 10)),
             (QList<DailyUsage>{{.day = day, .metric = u"calls"_s, .value = 7},
                                {.day = day, .metric = u"messages.sent"_s, .value = 5},
                                {.day = day.addDays(1), .metric = u"messages.sent"_s, .value = 2}}));
    QCOMPARE(need(vault.session->metrics().usage(QDate(1900, 1, 1), QDate(1969, 12, 31), 10)).size(), 1);
}

void TestVaultMetricsStore::usageStaysWithinItsBounds()
{
    VaultFixture vault;
    VaultMetricsStore &metrics = vault.session->metrics();
    const QDate day(2027, 3, 1);
    const auto now = [&] { return need(metrics.usage(day, day, 1)).first().value; };
    need(metrics.count(day, u"m"_s, -5));
    QCOMPARE(now(), 0);
    need(metrics.count(day, u"m"_s, 3));
    need(metrics.count(day, u"m"_s, -2));
    QCOMPARE(now(), 1);
    need(metrics.count(day, u"m"_s, kMost));
    QCOMPARE(now(), kMost);
    need(metrics.count(day, u"m"_s, 1));
    QCOMPARE(now(), kMost);
    need(metrics.count(day, u"m"_s, std::numeric_limits<qint64>::min()));
    QCOMPARE(now(), 0);
    QCOMPARE(codeOf(metrics.count(QDate(), u"m"_s)), ErrorCode::InvalidInput);
    QCOMPARE(codeOf(metrics.count(day, QString())), ErrorCode::InvalidInput);
}

void TestVaultMetricsStore::oldOnesGo()
{
    VaultFixture vault;
    VaultMetricsStore &metrics = vault.session->metrics();
    const QDate day(2027, 3, 1);
    for (int i = 1; i <= 10; ++i) {
        need(metrics.record(measured(i)));
        need(metrics.count(day.addDays(i), u"m"_s));
    }
    QCOMPARE(need(metrics.prune(VaultFixture::time(4))), 3);
    QCOMPARE(need(metrics.pruneUsage(day.addDays(6))), 5);
    QCOMPARE(need(metrics.ofName(u"vault.vacuum"_s, 100)).size(), 7);
    QCOMPARE(need(metrics.usage(day, day.addDays(99), 100)).size(), 5);
}

void TestVaultMetricsStore::noListScans()
{
    VaultFixture vault;
    need(vault.session->metrics().ofName(u"vault.vacuum"_s, 4));
    need(vault.session->metrics().usage(QDate(2027, 1, 1), QDate(2027, 1, 2), 4));
    for (const QString &plan : need(vault.session->database().queryPlans())) {
        if (plan.contains("FROM performance_metrics"_L1) || plan.contains("FROM usage_statistics"_L1))
            QVERIFY2(!plan.contains("SCAN"_L1) && !plan.contains("TEMP B-TREE"_L1), qPrintable(plan));
    }
}

TACET_VAULT_TEST_MAIN(TestVaultMetricsStore)
#include "tst_vaultmetricsstore.moc"
