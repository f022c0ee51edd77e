#include "models/services/newid.h"
#include "models/services/senderkeyrules.h"

#include <QTest>
#include <QTimeZone>

using namespace tacet;

namespace {

using Reason = std::optional<RotationReason>;

const QDateTime kNow = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, QTimeZone::UTC);
const DeviceId kFirst = newId<DeviceId>();
const DeviceId kSecond = newId<DeviceId>();

} // namespace

class SenderKeyRulesTest : public QObject
{
    Q_OBJECT
private slots:
    void aDeviceBeginsWithANewSession()
    {
        QCOMPARE(rotationReason(std::nullopt, {}, {kFirst}, 1, kNow), Reason(RotationReason::NoSession));
    }

    void aSessionIsReplaced_data()
    {
        QTest::addColumn<qint64>("secondsAgo");
        QTest::addColumn<qint64>("messages");
        QTest::addColumn<qint64>("floor");
        QTest::addColumn<QSet<DeviceId>>("holders");
        QTest::addColumn<QSet<DeviceId>>("entitled");
        QTest::addColumn<Reason>("expected");
        const QSet<DeviceId> one{kFirst};
        const QSet<DeviceId> both{kFirst, kSecond};
        constexpr qint64 kWeek = 7 * 86400;
        QTest::newRow("fresh") << 60LL << 1LL << 3LL << one << one << Reason();
        QTest::newRow("just made") << 0LL << 0LL << 0LL << one << one << Reason();
        QTest::newRow("somebody came") << 60LL << 1LL << 3LL << one << both << Reason();
        QTest::newRow("nobody has it") << 60LL << 1LL << 3LL << QSet<DeviceId>() << both << Reason();
        QTest::newRow("somebody left") << 60LL << 1LL << 3LL << both << one << Reason(RotationReason::Removal);
        QTest::newRow("all left") << 60LL << 1LL << 3LL << one << QSet<DeviceId>() << Reason(RotationReason::Removal);
        QTest::newRow("one for another") << 60LL << 1LL << 3LL << one << QSet<DeviceId>{kSecond}
                                         << Reason(RotationReason::Removal);
        QTest::newRow("newer epoch") << 60LL << 1LL << 4LL << one << one << Reason(RotationReason::EpochMoved);
        QTest::newRow("99 messages") << 60LL << 99LL << 3LL << one << one << Reason();
        QTest::newRow("100 messages") << 60LL << 100LL << 3LL << one << one << Reason(RotationReason::Messages);
        QTest::newRow("almost a week") << kWeek - 1 << 1LL << 3LL << one << one << Reason();
        QTest::newRow("a week") << kWeek << 1LL << 3LL << one << one << Reason(RotationReason::Age);
        QTest::newRow("tomorrow") << -86400LL << 1LL << 3LL << one << one << Reason(RotationReason::ClockWentBack);
    }
    void aSessionIsReplaced()
    {
        QFETCH(qint64, secondsAgo);
        QFETCH(qint64, messages);
        QFETCH(qint64, floor);
        QFETCH(QSet<DeviceId>, holders);
        QFETCH(QSet<DeviceId>, entitled);
        QFETCH(Reason, expected);
        const SenderKeyFacts facts{.startedAt = kNow.addSecs(-secondsAgo), .messages = messages, .epoch = 3};
        QCOMPARE(rotationReason(facts, holders, entitled, floor, kNow), expected);
    }

    void aSessionIsReplacedWhereTheGroupsPolicyIsAnotherOne()
    {
        SenderKeyFacts facts{.startedAt = kNow, .messages = 1, .epoch = 3};
        facts.fitsHistory = false;
        QCOMPARE(rotationReason(facts, {kFirst}, {kFirst}, 3, kNow), Reason(RotationReason::History));
    }
};

QTEST_APPLESS_MAIN(SenderKeyRulesTest)
#include "tst_senderkeyrules.moc"
