#include "models/domain/base32.h"
#include "models/domain/chat.h"
#include "models/domain/groupnames.h"
#include "models/domain/ids.h"
#include "models/domain/username.h"

#include <QTest>

#include <array>

using namespace tacet;

class DomainTest : public QObject
{
    Q_OBJECT
private slots:
    void uuid7HasItsTimeVersionAndVariant()
    {
        std::array<std::byte, 10> random;
        random.fill(std::byte{0xFF});
        const QUuid id = uuid7(1'700'000'000'123, random);
        QCOMPARE(id.toRfc4122()[6] & 0xF0, 0x70);
        QCOMPARE(id.variant(), QUuid::DCE);
        QCOMPARE(uuid7Milliseconds(id), 1'700'000'000'123);
        QCOMPARE(id.toString(QUuid::WithoutBraces), QStringLiteral("018bcfe5-687b-7fff-bfff-ffffffffffff"));
    }

    void base32IsCrockfords_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("one") << QByteArray("\xFF") << QStringLiteral("ZW");
        QTest::newRow("five") << QByteArray("\x00\x44\x32\x14\xC7", 5) << QStringLiteral("01234567");
    }
    void base32IsCrockfords()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(toBase32(bytes), text);
        QCOMPARE(fromBase32(text).value(), bytes);
        QCOMPARE(fromBase32(text.toLower()).value(), bytes);
    }

    void base32RefusesForeignCharactersAndLooseBits()
    {
        QVERIFY(!fromBase32(QStringLiteral("U0")));
        QVERIFY(!fromBase32(QStringLiteral("ZZ")));
        QVERIFY(!fromBase32(QStringLiteral("0")));
        QCOMPARE(fromBase32(QStringLiteral("OI-23456l")).has_value(), true);
    }

    void permissionsHaveTheDatabasesNames()
    {
        const Permissions some = Permission::ManageRoles | Permission::SendMessages | Permission::UploadMedia;
        const QStringList names{QStringLiteral("manage_roles"), QStringLiteral("send_messages"),
                                QStringLiteral("upload_media")};
        QCOMPARE(namesOf(some), names);
        QCOMPARE(permissionsFrom(names), some);
        QCOMPARE(permissionsFrom(names + QStringList{QStringLiteral("fly")}), some);
        QCOMPARE(namesOf({}), QStringList());
    }

    void everyNameOfAGroupIsReadBack()
    {
        for (const ChatVisibility visibility :
             {ChatVisibility::Public, ChatVisibility::Private, ChatVisibility::Secret})
            QCOMPARE(chatVisibilityFrom(QString(nameOf(visibility))), visibility);
        for (const ChatType type : {ChatType::Direct, ChatType::Group, ChatType::Channel})
            QCOMPARE(chatTypeFrom(QString(nameOf(type))), type);
        for (int reason = 0; reason <= int(EpochReason::Manual); ++reason)
            QCOMPARE(epochReasonFrom(QString(nameOf(EpochReason(reason)))), EpochReason(reason));
        for (int kind = 0; kind <= int(OperationKind::Epoch); ++kind)
            QCOMPARE(operationKindFrom(QString(nameOf(OperationKind(kind)))), OperationKind(kind));
        QCOMPARE(builtInRoleFrom(u"owner"), BuiltInRole::Owner);
        QCOMPARE(builtInRoleFrom(u""), BuiltInRole::None);
        QVERIFY(!epochReasonFrom(u"whim"));
        QVERIFY(!chatTypeFrom(u""));
    }

    void usernames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("shortest") << "abc" << true;
        QTest::newRow("too short") << "ab" << false;
        QTest::newRow("longest") << QString(50, u'x') << true;
        QTest::newRow("too long") << QString(51, u'x') << false;
        QTest::newRow("all kinds") << "Az_09" << true;
        QTest::newRow("space") << "a b" << false;
        QTest::newRow("umlaut") << QStringLiteral("jürgen") << false;
        QTest::newRow("cyrillic a") << QStringLiteral("\u0430lice") << false;
    }
    void usernames()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        QCOMPARE(checkedUsername(name).has_value(), good);
    }

    void displayNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("blank") << "   " << false;
        QTest::newRow("arabic") << QStringLiteral("ليلى") << true;
        QTest::newRow("64 emoji") << QString::fromUcs4(std::u32string(64, U'\U0001F600').c_str()) << true;
        QTest::newRow("65 emoji") << QString::fromUcs4(std::u32string(65, U'\U0001F600').c_str()) << false;
        QTest::newRow("bidi override") << QStringLiteral("a\u202Eb") << false;
        QTest::newRow("line break") << "a\nb" << false;
    }
    void displayNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        QCOMPARE(checkedDisplayName(name).has_value(), good);
    }

    void previewsAreOneShortLine()
    {
        QCOMPARE(previewOf(QStringLiteral("a\n\n b")), QStringLiteral("a b"));
        QCOMPARE(previewOf(QString(1'000'000, u'x'), 10), QString(10, u'x') + QChar(0x2026));
        QCOMPARE(previewOf(QStringLiteral("\U0001F600\U0001F601\U0001F602"), 2),
                 QStringLiteral("\U0001F600\U0001F601\u2026"));
    }
};

QTEST_APPLESS_MAIN(DomainTest)
#include "tst_domain.moc"
