#include "models/services/controlbody.h"
#include "models/services/groupcontrolbody.h"
#include "models/services/groupmessagebody.h"
#include "models/services/newid.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QTest>
#include <QTimeZone>

using namespace tacet;

namespace {

GroupMessageBody sampleMessage()
{
    GroupMessageBody body;
    body.chat = newId<ChatId>();
    body.id = newId<MessageId>();
    body.author = newId<UserId>();
    body.authorDevice = newId<DeviceId>();
    body.sequence = 7;
    body.previousHash = QByteArray(32, 'p');
    body.sentAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, QTimeZone::UTC);
    body.manifestVersion = 3;
    body.headSequence = 12;
    body.headHash = QByteArray(32, 'h');
    body.text = QStringLiteral("Grüße an @ada und @everyone 🌍");
    body.mentions = {{MentionKind::Person, QUuid::createUuid(), 9, 4}, {MentionKind::Everyone, {}, 18, 9}};
    body.replyTo = newId<MessageId>();
    return body;
}

GroupControlBody sampleKey()
{
    GroupControlBody body;
    body.kind = GroupControlKind::SenderKey;
    body.fromUser = newId<UserId>();
    body.fromDevice = newId<DeviceId>();
    body.chat = newId<ChatId>();
    body.distributions = {newId<DistributionId>()};
    body.epoch = 4;
    body.share = QByteArray(GroupControlBody::kShareSize, 's');
    return body;
}

GroupControlBody sampleRequest(int count)
{
    GroupControlBody body = sampleKey();
    body.kind = GroupControlKind::KeyRequest;
    body.distributions.clear();
    for (int i = 0; i < count; ++i)
        body.distributions += newId<DistributionId>();
    body.epoch = 0;
    body.share.clear();
    return body;
}

/// The array behind the label, changed and filled up again.
template <class Change>
QByteArray altered(const GroupControlBody &body, Change change)
{
    constexpr qsizetype kLabelSize = 22;
    const QByteArray bytes = body.encode();
    QCborParserError error;
    QCborArray fields = QCborValue::fromCbor(bytes.sliced(kLabelSize), &error).toArray();
    change(fields);
    QByteArray written = bytes.first(kLabelSize) + QCborValue(fields).toCbor();
    written.append((256 - written.size() % 256) % 256, '\0');
    return written;
}

} // namespace

class GroupBodiesTest : public QObject
{
    Q_OBJECT
private slots:
    void aMessageComesBackAsItWas()
    {
        const GroupMessageBody body = sampleMessage();
        const auto back = GroupMessageBody::decode(body.encode());
        QVERIFY(back);
        QCOMPARE(*back, body);

        GroupMessageBody first = sampleMessage();
        first.sequence = 1;
        first.previousHash.clear();
        first.mentions.clear();
        first.replyTo.reset();
        const auto firstBack = GroupMessageBody::decode(first.encode());
        QVERIFY(firstBack);
        QCOMPARE(firstBack->encode(), first.encode());
        QVERIFY(!firstBack->replyTo && firstBack->previousHash.isEmpty());
    }

    void everyCutMessageIsRefused()
    {
        const QByteArray bytes = sampleMessage().encode();
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY(!GroupMessageBody::decode(bytes.first(length)));
        QVERIFY(!GroupMessageBody::decode(bytes + 'x'));
    }

    void aMessageWithAWrongFieldIsRefused()
    {
        const QCborArray fields = QCborValue::fromCbor(sampleMessage().encode()).toArray();
        QCOMPARE(fields.size(), 15);
        for (qsizetype field = 0; field < fields.size(); ++field) {
            for (const QCborValue &wrong : {QCborValue(1e300), QCborValue(-1), QCborValue(QByteArray(17, 'x')),
                                            QCborValue(QCborMap()), QCborValue(nullptr)}) {
                QCborArray changed = fields;
                changed[field] = wrong;
                QVERIFY2(!GroupMessageBody::decode(QCborValue(changed).toCbor()), qPrintable(QString::number(field)));
            }
            QCborArray shorter = fields;
            shorter.removeAt(field);
            QVERIFY(!GroupMessageBody::decode(QCborValue(shorter).toCbor()));
        }
    }

    void mentionsThatDoNotLieInTheTextAreRefused()
    {
        GroupMessageBody body = sampleMessage();
        body.mentions[1].length = 100;
        QVERIFY(!GroupMessageBody::decode(body.encode()));
        body = sampleMessage();
        std::swap(body.mentions[0], body.mentions[1]);
        QVERIFY(!GroupMessageBody::decode(body.encode()));
    }

    void anotherFormOfTheSameMessageIsRefused()
    {
        const QByteArray bytes = sampleMessage().encode();
        QCOMPARE(bytes.front(), '\x8f');
        // The same array of fifteen with its length in a byte of its own.
        QVERIFY(!GroupMessageBody::decode(QByteArray("\x98\x0f", 2) + bytes.sliced(1)));
    }

    void aNewerMessageIsSaidToBeNewer()
    {
        for (const QCborArray &newer : {QCborArray{2, 1, "?"}, QCborArray{1, 2, "?"}}) {
            const auto decoded = GroupMessageBody::decode(QCborValue(newer).toCbor());
            QVERIFY(!decoded);
            QCOMPARE(decoded.error().code(), ErrorCode::SchemaTooNew);
        }
    }

    void controlMessagesComeBackAsTheyWere()
    {
        for (const GroupControlBody &body : {sampleKey(), sampleRequest(1), sampleRequest(64)}) {
            const QByteArray bytes = body.encode();
            QCOMPARE(bytes.size() % 256, 0);
            const auto back = GroupControlBody::decode(bytes);
            QVERIFY(back);
            QCOMPARE(*back, body);
        }
    }

    void controlMessagesOfThePairAndOfTheGroupAreNotTakenForEachOther()
    {
        QVERIFY(!ControlBody::decode(sampleKey().encode()));
        ControlBody pairwise;
        pairwise.fromUser = newId<UserId>();
        QVERIFY(!GroupControlBody::decode(pairwise.encode()));
        for (const ControlKind kind :
             {ControlKind::Delivered, ControlKind::Read, ControlKind::Heartbeat, ControlKind::Repair})
            QVERIFY(!isGroupControl(static_cast<qint16>(kind)));
        QVERIFY(isGroupControl(static_cast<qint16>(GroupControlKind::SenderKey)));
        QVERIFY(isGroupControl(static_cast<qint16>(GroupControlKind::KeyRequest)));
    }

    void aControlMessageOfAnotherFormIsRefused()
    {
        const GroupControlBody key = sampleKey();
        QVERIFY(GroupControlBody::decode(altered(key, [](QCborArray &) {})));
        QVERIFY(!GroupControlBody::decode(altered(key, [](QCborArray &fields) { fields[1] = 18; })));
        QVERIFY(!GroupControlBody::decode(altered(key, [](QCborArray &fields) { fields[1] = 17; })));
        QVERIFY(!GroupControlBody::decode(altered(key, [](QCborArray &fields) { fields[5] = QByteArray(32, 'd'); })));
        QVERIFY(!GroupControlBody::decode(altered(key, [](QCborArray &fields) { fields[6] = 0; })));
        QVERIFY(!GroupControlBody::decode(altered(key, [](QCborArray &fields) { fields[7] = QByteArray(228, 's'); })));
        QVERIFY(!GroupControlBody::decode(altered(key, [](QCborArray &fields) { fields += 1; })));
        QVERIFY(!GroupControlBody::decode(sampleRequest(0).encode()));
        QVERIFY(!GroupControlBody::decode(sampleRequest(65).encode()));
        GroupControlBody twice = sampleRequest(1);
        twice.distributions += twice.distributions.first();
        QVERIFY(!GroupControlBody::decode(twice.encode()));
    }

    void aControlMessageWithFillingThatIsNotZeroIsRefused()
    {
        QByteArray bytes = sampleKey().encode();
        bytes.back() = 1;
        QVERIFY(!GroupControlBody::decode(bytes));
        QVERIFY(!GroupControlBody::decode(bytes.chopped(1)));
        QVERIFY(!GroupControlBody::decode(bytes.first(22)));
        QVERIFY(!GroupControlBody::decode({}));
    }

    void aNewerControlMessageIsSaidToBeNewer()
    {
        const auto newer = GroupControlBody::decode(altered(sampleKey(), [](QCborArray &fields) { fields[0] = 2; }));
        QVERIFY(!newer);
        QCOMPARE(newer.error().code(), ErrorCode::SchemaTooNew);
    }
};

QTEST_APPLESS_MAIN(GroupBodiesTest)
#include "tst_groupbodies.moc"
