#include "tests/services/logworld.h"

#include <QCborArray>
#include <QCborValue>
#include <QTest>

using namespace tacet;
using namespace tacet::tests;

class GroupOperationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBodyComesBackAsItWas()
    {
        World world(1);
        for (int i = 0; i < 300; ++i) {
            const WrittenOperation written = world.writer.atRandom(world.state());
            const auto back = GroupOperation::decode(written.made.body);
            QVERIFY(back);
            QVERIFY(*back == written.operation);
            world.take(written);
        }
    }

    void everyCutOrLongerBodyIsRefused()
    {
        World world(2);
        const QByteArray body = world.writer.genesis(0).made.body;
        for (qsizetype length = 0; length < body.size(); ++length)
            QVERIFY(!GroupOperation::decode(body.first(length)));
        QVERIFY(!GroupOperation::decode(body + '\0'));
        const auto newer = GroupOperation::decode(QCborValue(QCborArray{2, "create"}).toCbor());
        QCOMPARE(newer.error().code(), ErrorCode::SchemaTooNew);
    }

    void aSignatureHoldsForItsBytesAndKeyOnly()
    {
        World world(20, 2);
        const WrittenOperation written = world.writer.atRandom(world.state());
        const OperationSigners signers = world.writer.signers();
        const QByteArray key = signers.value(written.operation.device).identityKey;
        QVERIFY(verifyOperation(written.made.body, written.made.signature, key));
        QVERIFY(!verifyOperation(written.made.body + 'x', written.made.signature, key));
        const DeviceId other = world.writer.author(written.author == 0 ? 1 : 0).device;
        QVERIFY(!verifyOperation(written.made.body, written.made.signature, signers.value(other).identityKey));
        QVERIFY(!verifyOperation(written.made.body, written.made.signature.first(63), key));
    }
};

QTEST_APPLESS_MAIN(GroupOperationTest)
#include "tst_groupoperation.moc"
