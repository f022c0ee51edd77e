#include "models/services/controlbody.h"
#include "models/services/messagebody.h"
#include "models/services/newid.h"
#include "models/services/outgoingbundle.h"

#include <QCborArray>
#include <QCborValue>
#include <QTest>
#include <QTimeZone>

using namespace tacet;

namespace {

MessageBody sampleMessage()
{
    MessageBody body;
    body.fromUser = newId<UserId>();
    body.fromDevice = newId<DeviceId>();
    body.toUser = newId<UserId>();
    body.chat = newId<ChatId>();
    body.id = newId<MessageId>();
    body.sequence = 7;
    body.previousHash = QByteArray(32, 'p');
    body.sentAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, QTimeZone::UTC);
    body.ownManifestVersion = 3;
    body.peerManifestHash = QByteArray(32, 'm');
    body.text = QStringLiteral("Grüße 🌍");
    return body;
}

ControlBody sampleControl()
{
    ControlBody body;
    body.kind = ControlKind::Delivered;
    body.fromUser = newId<UserId>();
    body.fromDevice = newId<DeviceId>();
    body.toUser = newId<UserId>();
    body.chat = newId<ChatId>();
    body.messages = {newId<MessageId>(), newId<MessageId>()};
    return body;
}

} // namespace

class BodiesTest : public QObject
{
    Q_OBJECT
private slots:
    void aMessageComesBackAsItWas()
    {
        const MessageBody body = sampleMessage();
        const auto back = MessageBody::decode(body.encode());
        QVERIFY(back);
        QVERIFY(back->fromUser == body.fromUser && back->fromDevice == body.fromDevice && back->toUser == body.toUser);
        QVERIFY(back->chat == body.chat && back->id == body.id);
        QCOMPARE(back->sequence, body.sequence);
        QCOMPARE(back->previousHash, body.previousHash);
        QCOMPARE(back->sentAt, body.sentAt);
        QCOMPARE(back->text, body.text);
    }

    void everyCutMessageIsRefused()
    {
        const QByteArray bytes = sampleMessage().encode();
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY(!MessageBody::decode(bytes.first(length)));
        QVERIFY(!MessageBody::decode(bytes + 'x'));
    }

    /// Found by fuzzing: converting such a number is undefined.
    void numbersThatAreNoIntegersAreRefused()
    {
        QCborArray fields = QCborValue::fromCbor(sampleMessage().encode()).toArray();
        for (const qsizetype field : {5, 7, 9, 10}) {
            QCborArray changed = fields;
            changed[field] = 1e300;
            QVERIFY(!MessageBody::decode(QCborValue(changed).toCbor()));
        }
        fields[9] = qint64{253'402'300'800'000};
        QVERIFY(!MessageBody::decode(QCborValue(fields).toCbor()));
    }

    void aNewerMessageIsSaidToBeNewer()
    {
        const auto newer = MessageBody::decode(QCborValue(QCborArray{2, 1, "?"}).toCbor());
        QVERIFY(!newer);
        QCOMPARE(newer.error().code(), ErrorCode::SchemaTooNew);
    }

    void aControlMessageComesBackAndIsNeverAsLongAsAKey()
    {
        const ControlBody body = sampleControl();
        const QByteArray bytes = body.encode();
        QCOMPARE(bytes.size() % 256, 0);
        QVERIFY(bytes.size() > 64);
        const auto back = ControlBody::decode(bytes);
        QVERIFY(back);
        QVERIFY(back->messages == body.messages);
        QCOMPARE(back->kind, body.kind);
    }

    void aControlMessageWithFillingThatIsNotZeroIsRefused()
    {
        QByteArray bytes = sampleControl().encode();
        bytes.back() = 1;
        QVERIFY(!ControlBody::decode(bytes));
        QVERIFY(!ControlBody::decode(bytes.first(20)));
        QVERIFY(!ControlBody::decode(QByteArray(64, 'k')));
    }

    void bundlesComeBackAsTheyWere()
    {
        OutgoingMessage message;
        message.id = newId<MessageId>();
        message.chat = newId<ChatId>();
        message.encryptedContent = "content";
        message.contentHash = QByteArray(32, 'h');
        message.envelopes = {{.device = newId<DeviceId>(),
                              .session = "s",
                              .ratchetKey = QByteArray(32, 'r'),
                              .previousCount = 4,
                              .number = 5,
                              .ciphertext = "c",
                              .handshake = "k"}};
        const auto back = decodeBundle(encodeBundle(message));
        QVERIFY(back);
        const auto &same = std::get<OutgoingMessage>(*back);
        QVERIFY(same.id == message.id && same.chat == message.chat);
        QCOMPARE(same.envelopes.size(), 1);
        QCOMPARE(same.envelopes[0].number, 5U);
        QCOMPARE(same.envelopes[0].handshake, QByteArray("k"));
        QVERIFY(!decodeBundle(encodeBundle(message).chopped(1)));
        QVERIFY(!decodeBundle({}));
    }
};

QTEST_APPLESS_MAIN(BodiesTest)
#include "tst_bodies.moc"
