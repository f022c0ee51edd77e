#include "models/domain/addressfields.h"
#include "models/domain/enrolmentlink.h"
#include "models/domain/linkfields.h"
#include "models/domain/workspacelink.h"

#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace tacet;

namespace {

WorkspaceLink sample()
{
    return {.workspace = {.place = WorkspaceAddress::Place::Server,
                          .id = WorkspaceId(QUuid::createUuid()),
                          .name = QStringLiteral("Ärzte & Söhne #1"),
                          .database = QStringLiteral("tacet_0a1b"),
                          .directory = {},
                          .host = QStringLiteral("db.example.org"),
                          .port = 5433,
                          .rootCertificate = QByteArray("-----BEGIN CERTIFICATE-----\n")},
            .enrolRole = QStringLiteral("e_12"),
            .enrolPassword = QStringLiteral("pa+ss/wo=rd")};
}

QString textOf(const QCborArray &open, const QCborArray &secret)
{
    return QStringLiteral("tacet://workspace?w=") + encodeLinkFields(open) + u'#' + encodeLinkFields(secret);
}

} // namespace

class WorkspaceLinkTest : public QObject
{
    Q_OBJECT
private slots:
    void comesBackAsItWas()
    {
        const WorkspaceLink link = sample();
        const auto back = WorkspaceLink::fromString(' ' + link.toString() + '\n');
        QVERIFY(back);
        QVERIFY(back->workspace == link.workspace);
        QCOMPARE(back->enrolRole, link.enrolRole);
        QCOMPARE(back->enrolPassword, link.enrolPassword);
        QVERIFY(link.toString().contains(u'#'));
    }

    void anInvitationNamesTheWorkspaceToo()
    {
        EnrolmentLink invitation;
        invitation.workspace = sample().workspace;
        invitation.enrolRole = sample().enrolRole;
        invitation.token = QByteArray(32, '\x01');
        invitation.inviteKey = QByteArray(32, '\x02');
        invitation.inviter = UserId(QUuid::createUuid());
        invitation.inviterMasterKey = QByteArray(32, '\x03');
        invitation.expires = QDateTime::fromSecsSinceEpoch(1, QTimeZone::UTC);
        const auto link = WorkspaceLink::fromString(invitation.toString());
        QVERIFY(link);
        QVERIFY(link->workspace == invitation.workspace);
        QCOMPARE(link->enrolRole, invitation.enrolRole);
        // And the other way round it is none: an address lets nobody in.
        QVERIFY(!EnrolmentLink::fromString(sample().toString()));
    }

    void whateverIsNoAddressIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QCborArray open{1};
        appendAddress(open, sample().workspace);
        const QCborArray secret{QStringLiteral("e"), QStringLiteral("p")};
        QVERIFY(WorkspaceLink::fromString(textOf(open, secret)));
        QTest::newRow("nothing") << QString();
        QTest::newRow("another scheme") << textOf(open, secret).replace("tacet:", "http:");
        QTest::newRow("another host") << textOf(open, secret).replace("//workspace", "//work");
        QTest::newRow("without its secret part") << textOf(open, secret).section(u'#', 0, 0);
        QTest::newRow("cut short") << textOf(open, secret).chopped(3);
        QTest::newRow("a secret that is a number") << textOf(open, {QStringLiteral("e"), 1});
        const auto with = [&](int field, const QCborValue &value) {
            QCborArray changed = open;
            changed[field] = value;
            return textOf(changed, secret);
        };
        QTest::newRow("newer version") << with(0, 2);
        QTest::newRow("no place") << with(1, 2);
        QTest::newRow("short id") << with(2, QByteArray(15, 'x'));
        QTest::newRow("name of no text") << with(3, 1);
        QTest::newRow("port too high") << with(7, 65536);
        QTest::newRow("port that is no number") << with(7, std::numeric_limits<double>::quiet_NaN());
        QTest::newRow("certificate of no bytes") << with(8, 1);
    }
    void whateverIsNoAddressIsRefused()
    {
        QFETCH(const QString, text);
        const auto refused = WorkspaceLink::fromString(text);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(WorkspaceLinkTest)
#include "tst_workspacelink.moc"
