#include "models/domain/enrolmentlink.h"

#include <QCborArray>
#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace tacet;

namespace {

EnrolmentLink sample()
{
    EnrolmentLink link;
    link.workspace = {.place = WorkspaceAddress::Place::Server,
                      .id = WorkspaceId(QUuid::createUuid()),
                      .name = QStringLiteral("Ärzte & Söhne #1"),
                      .database = QStringLiteral("tacet_0a1b"),
                      .directory = {},
                      .host = QStringLiteral("db.example.org"),
                      .port = 5433,
                      .rootCertificate = QByteArray("-----BEGIN CERTIFICATE-----\n")};
    link.enrolRole = QStringLiteral("e_12");
    link.enrolPassword = QStringLiteral("pa+ss/wo=rd");
    link.token = QByteArray(32, '\x01');
    link.inviteKey = QByteArray(32, '\xFE');
    link.inviter = UserId(QUuid::createUuid());
    link.inviterMasterKey = QByteArray(32, '\x7F');
    link.expires = QDateTime::fromSecsSinceEpoch(1'800'000'000, QTimeZone::UTC);
    return link;
}

// The sample with another value in one field of its public half.
QString withField(qsizetype field, const QCborValue &value)
{
    const QString text = sample().toString();
    const QString open = text.section(u'#', 0, 0).section(u'=', 1);
    QCborArray fields =
        QCborValue::fromCbor(QByteArray::fromBase64(open.toLatin1(), QByteArray::Base64UrlEncoding)).toArray();
    fields[field] = value;
    const QByteArray cbor = QCborValue(fields).toCbor();
    return QStringLiteral("tacet://join?w=") +
           QString::fromLatin1(cbor.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)) + u'#' +
           text.section(u'#', 1);
}

} // namespace

class EnrolmentLinkTest : public QObject
{
    Q_OBJECT
private slots:
    void comesBackAsItWas()
    {
        const EnrolmentLink link = sample();
        const auto back = EnrolmentLink::fromString(link.toString());
        QVERIFY(back);
        QVERIFY(back->workspace == link.workspace);
        QCOMPARE(back->enrolRole, link.enrolRole);
        QCOMPARE(back->enrolPassword, link.enrolPassword);
        QCOMPARE(back->token, link.token);
        QCOMPARE(back->inviteKey, link.inviteKey);
        QVERIFY(back->inviter == link.inviter);
        QCOMPARE(back->inviterMasterKey, link.inviterMasterKey);
        QCOMPARE(back->expires, link.expires);
    }

    void secretsStandBehindTheFragmentOnly()
    {
        const EnrolmentLink link = sample();
        const QString open = link.toString().section(u'#', 0, 0);
        QVERIFY(!open.contains(QString::fromLatin1(link.token.toBase64(QByteArray::Base64UrlEncoding))));
        QVERIFY(!QByteArray::fromBase64(open.section(u'=', 1).toLatin1(), QByteArray::Base64UrlEncoding)
                     .contains(link.token));
    }

    void hasOnlyUrlSafeCharactersAndFitsAQrCode()
    {
        const QString text = sample().toString();
        for (const QChar c : text)
            QVERIFY(c.isLetterOrNumber() || QStringLiteral(":/?=#-_.").contains(c));
        QVERIFY(text.size() < 2953);
    }

    void everyCutIsRefused()
    {
        const QString text = sample().toString();
        for (qsizetype length = 0; length < text.size(); ++length)
            QVERIFY2(!EnrolmentLink::fromString(text.left(length)), qPrintable(QString::number(length)));
    }

    void foreignTextIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("web") << QStringLiteral("https://example.org/#abc");
        QTest::newRow("other action") << sample().toString().replace("join", "call");
        QTest::newRow("no secret") << sample().toString().section(u'#', 0, 0);
        QTest::newRow("secret of another kind") << sample().toString().section(u'#', 0, 0) + "#oWFhAQ";
        QTest::newRow("huge") << QString(100'000, u'A');
        // A libFuzzer target found the first: the conversion of it to an integer is undefined.
        QTest::newRow("version not a number") << withField(0, std::numeric_limits<double>::quiet_NaN());
        QTest::newRow("version as a fraction") << withField(0, 1.0);
        QTest::newRow("version unknown") << withField(0, 2);
        QTest::newRow("place unknown") << withField(1, 2);
        QTest::newRow("workspace id cut") << withField(2, QByteArray(15, 'w'));
        QTest::newRow("port beyond 65535") << withField(7, 65536 + 5432);
        QTest::newRow("port negative") << withField(7, -1);
        QTest::newRow("expiry beyond the calendar") << withField(9, std::numeric_limits<qint64>::max());
    }
    void foreignTextIsRefused()
    {
        QFETCH(QString, text);
        const auto link = EnrolmentLink::fromString(text);
        QVERIFY(!link);
        QCOMPARE(link.error().code(), ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(EnrolmentLinkTest)
#include "tst_enrolmentlink.moc"
