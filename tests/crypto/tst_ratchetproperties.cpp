// Random sequences over PeerSessions. TACET_LONG=1 runs 1,000,000 of them, TACET_SEQUENCES any number, and
// TACET_SEED=n the one with that seed alone.
#include "tests/crypto/ratchetsequence.h"

#include <QTest>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr quint64 kSequences = 20'000;
constexpr quint64 kLongSequences = 1'000'000;
constexpr std::uint64_t kKeySeed = 77;
constexpr int kWorkers = 2;

quint64 wantedSequences()
{
    if (qEnvironmentVariableIsSet("TACET_SEQUENCES"))
        return qEnvironmentVariable("TACET_SEQUENCES").toULongLong();
    return qEnvironmentVariableIsSet("TACET_LONG") ? kLongSequences : kSequences;
}

// What all workers found together.
struct Findings {
    std::mutex mutex;
    QStringList broken;
    std::map<int, quint64> exchanges; ///< needed beyond the first, how often
    quint64 messages = 0;
    quint64 sequences = 0;
};

// The keys are the same in every worker, so that a seed means the same sequence everywhere.
struct Keys {
    SeededRandom random{kKeySeed};
    PublishedDevice alice{1, random};
    PublishedDevice bob{2, random};
};

void runOne(std::uint64_t seed, const Keys &keys, Findings &findings)
{
    RatchetSequence sequence(seed, keys.alice, keys.bob);
    const std::string broken = sequence.run();
    const std::lock_guard lock(findings.mutex);
    ++findings.sequences;
    findings.messages += static_cast<quint64>(sequence.messages());
    ++findings.exchanges[sequence.exchanges()];
    if (!broken.empty() && findings.broken.size() < 10)
        findings.broken << QStringLiteral("TACET_SEED=%1: %2, after %3")
                               .arg(seed)
                               .arg(QString::fromStdString(broken), QString::fromStdString(sequence.trace()));
}

} // namespace

class RatchetPropertiesTest : public QObject
{
    Q_OBJECT
public:
    // The long run takes longer than the 5 minutes after which Qt Test ends a function; ctest has a limit, too.
    RatchetPropertiesTest() { qputenv("QTEST_FUNCTION_TIMEOUT", "7200000"); }

private slots:
    void bothEndsAgreeAfterAnySequence()
    {
        Findings findings;
        if (qEnvironmentVariableIsSet("TACET_SEED")) {
            runOne(qEnvironmentVariable("TACET_SEED").toULongLong(), Keys(), findings);
        } else {
            const quint64 wanted = wantedSequences();
            std::atomic<quint64> next = 1;
            std::vector<std::jthread> workers;
            for (int worker = 0; worker < kWorkers; ++worker) {
                workers.emplace_back([&] {
                    const Keys keys;
                    for (quint64 seed = next++; seed <= wanted; seed = next++)
                        runOne(seed, keys, findings);
                });
            }
            workers.clear();
            QCOMPARE(findings.sequences, wanted);
        }
        QString histogram;
        for (const auto &[more, count] : findings.exchanges)
            histogram += QStringLiteral(" %1: %2").arg(more + 1).arg(count);
        qInfo("%llu sequences, %llu messages, %lld not convergent or broken; exchanges until agreement:%s",
              findings.sequences, findings.messages, static_cast<long long>(findings.broken.size()),
              qPrintable(histogram));
        QVERIFY2(findings.broken.isEmpty(), qPrintable(findings.broken.join(u'\n')));
    }
};

QTEST_APPLESS_MAIN(RatchetPropertiesTest)
#include "tst_ratchetproperties.moc"
