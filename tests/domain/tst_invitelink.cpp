#include "models/domain/enrolmentlink.h"
#include "models/domain/invitelink.h"
#include "models/domain/linkfields.h"

#include <QTest>

using namespace tacet;

namespace {

const QString kSecret = QStringLiteral("0123456789ABCDEFGHJK");

InviteLink sample()
{
    return {.workspace = WorkspaceId(QUuid::fromRfc4122(QByteArray(16, 'w'))),
            .host = QStringLiteral("db.example.org"),
            .port = 5433,
            .secret = kSecret};
}

// The sample with another value in one field.
QString withField(qsizetype field, const QCborValue &value)
{
    QCborArray fields{1, QByteArray(16, 'w'), QStringLiteral("db.example.org"), 5433};
    fields[field] = value;
    return QStringLiteral("tacet://group?w=") + encodeLinkFields(fields) + u'#' + kSecret;
}

QString withSecret(const QString &secret)
{
    return sample().toString().section(u'#', 0, 0) + u'#' + secret;
}

} // namespace

class InviteLinkTest : public QObject
{
    Q_OBJECT
private slots:
    void comesBackAsItWas_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("server") << QStringLiteral("db.example.org");
        QTest::newRow("this computer") << QString();
        QTest::newRow("address") << QStringLiteral("2001:db8::1");
        QTest::newRow("umlauts") << QStringLiteral("bücher.example");
    }
    void comesBackAsItWas()
    {
        QFETCH(QString, host);
        InviteLink link = sample();
        link.host = host;
        const auto back = InviteLink::fromString(link.toString());
        QVERIFY(back);
        QVERIFY(back->workspace == link.workspace);
        QCOMPARE(back->host, link.host);
        QCOMPARE(back->port, link.port);
        QCOMPARE(back->secret, link.secret);
        QVERIFY(InviteLink::fromString(u' ' + link.toString() + u'\n'));
    }

    void theSecretStandsBehindTheFragmentOnly()
    {
        const QString text = sample().toString();
        QCOMPARE(text.section(u'#', 1), kSecret);
        QVERIFY(!text.section(u'#', 0, 0).contains(kSecret));
        QCOMPARE(text, withField(0, 1));
    }

    void hasOnlyUrlSafeCharacters()
    {
        const QString text = sample().toString();
        for (const QChar c : text)
            QVERIFY(c.isLetterOrNumber() || QStringLiteral(":/?=#-_").contains(c));
    }

    void everyCutIsRefused()
    {
        const QString text = sample().toString();
        for (qsizetype length = 0; length < text.size(); ++length)
            QVERIFY2(!InviteLink::fromString(text.left(length)), qPrintable(QString::number(length)));
    }

    void foreignTextIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        const QString text = sample().toString();
        QTest::newRow("empty") << QString();
        QTest::newRow("web") << QStringLiteral("https://example.org/#abc");
        QTest::newRow("enrolment link") << QString(text).replace("group", "join");
        QTest::newRow("scheme in capitals") << QString(text).replace("tacet", "TACET");
        QTest::newRow("with a path") << QString(text).replace("group?", "group/?");
        QTest::newRow("with a port") << QString(text).replace("group?", "group:1?");
        QTest::newRow("with a user") << QString(text).replace("//group", "//a@group");
        QTest::newRow("another part before") << QString(text).replace("?w=", "?v=1&w=");
        QTest::newRow("another part behind") << QString(text).replace("#", "&v=1#");
        QTest::newRow("padded base64") << QString(text).replace("#", "==#");
        QTest::newRow("no secret") << text.section(u'#', 0, 0);
        QTest::newRow("secret in lower case") << withSecret(kSecret.toLower());
        QTest::newRow("secret with a slip") << withSecret(QStringLiteral("O123456789ABCDEFGHJK"));
        QTest::newRow("secret too long") << withSecret(kSecret + u'M');
        QTest::newRow("secret percent-encoded") << withSecret(QStringLiteral("%30123456789ABCDEFGHJK"));
        QTest::newRow("huge") << QString(100'000, u'A');
        QTest::newRow("version unknown") << withField(0, 2);
        QTest::newRow("version as a fraction") << withField(0, 1.0);
        QTest::newRow("workspace id cut") << withField(1, QByteArray(15, 'w'));
        QTest::newRow("workspace as text") << withField(1, QStringLiteral("wwwwwwwwwwwwwwww"));
        QTest::newRow("host as bytes") << withField(2, QByteArrayLiteral("db.example.org"));
        QTest::newRow("host with a line break") << withField(2, QStringLiteral("a\nb"));
        QTest::newRow("host that turns the line") << withField(2, QStringLiteral("a\u202Eb"));
        QTest::newRow("host too long") << withField(2, QString(254, u'a'));
        QTest::newRow("port 0") << withField(3, 0);
        QTest::newRow("port beyond 65535") << withField(3, 65536 + 5432);
    }
    void foreignTextIsRefused()
    {
        QFETCH(QString, text);
        const auto link = InviteLink::fromString(text);
        QVERIFY(!link);
        QCOMPARE(link.error().code(), ErrorCode::InvalidInput);
    }

    void enrolmentDoesNotTakeIt() { QVERIFY(!EnrolmentLink::fromString(sample().toString())); }
};

QTEST_APPLESS_MAIN(InviteLinkTest)
#include "tst_invitelink.moc"
