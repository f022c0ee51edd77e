#include "models/domain/mentions.h"

#include <QTest>

using namespace tacet;

namespace {

const QUuid kAda = QUuid::fromString(QStringLiteral("00000000-0000-7000-8000-00000000000a"));
const QUuid kAdaLovelace = QUuid::fromString(QStringLiteral("00000000-0000-7000-8000-00000000000b"));
const QUuid kEditors = QUuid::fromString(QStringLiteral("00000000-0000-7000-8000-00000000000c"));

QList<Mentionable> mentionables()
{
    return {{MentionKind::Person, kAda, QStringLiteral("ada")},
            {MentionKind::Person, kAdaLovelace, QStringLiteral("Ada Lovelace")},
            {MentionKind::Role, kEditors, QStringLiteral("ÜBERSETZER")},
            {MentionKind::Everyone, {}, QStringLiteral("everyone")}};
}

Mention person(int start, int length, const QUuid &target = kAda)
{
    return {.kind = MentionKind::Person, .target = target, .start = start, .length = length};
}

} // namespace

class MentionsTest : public QObject
{
    Q_OBJECT
private slots:
    void namesAreFoundInTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<Mention>>("expected");
        QTest::newRow("none") << "ada" << QList<Mention>();
        QTest::newRow("alone") << "@ada" << QList<Mention>{person(0, 4)};
        QTest::newRow("other case") << "hi @ADA!" << QList<Mention>{person(3, 4)};
        QTest::newRow("in a word") << "mail@ada" << QList<Mention>();
        QTest::newRow("longer word") << "@adam" << QList<Mention>();
        QTest::newRow("longest wins") << "@Ada Lovelace, @ada"
                                      << QList<Mention>{person(0, 13, kAdaLovelace), person(15, 4)};
        QTest::newRow("longest does not fit") << "@Ada Lovelaces" << QList<Mention>{person(0, 4)};
        QTest::newRow("role") << QStringLiteral("@übersetzer") << QList<Mention>{{MentionKind::Role, kEditors, 0, 11}};
        QTest::newRow("everyone") << "@everyone" << QList<Mention>{{MentionKind::Everyone, {}, 0, 9}};
        QTest::newRow("behind an emoji") << QStringLiteral("\U0001F600 @ada") << QList<Mention>{person(3, 4)};
        QTest::newRow("two signs") << "@@ada" << QList<Mention>{person(1, 4)};
        QTest::newRow("right to left") << QStringLiteral("مرحبا @ada") << QList<Mention>{person(6, 4)};
    }
    void namesAreFoundInTheText()
    {
        QFETCH(QString, text);
        QFETCH(QList<Mention>, expected);
        const QList<Mention> found = mentionsIn(text, mentionables());
        QCOMPARE(found, expected);
        QVERIFY(areSoundMentions(found, text));
    }

    void aTextNamesSoManyAtMost()
    {
        const QString text = QStringLiteral("@ada ").repeated(kMentionsMax + 5);
        QCOMPARE(mentionsIn(text, mentionables()).size(), kMentionsMax);
    }

    void mentionsOutsideTheTextAreNotSound_data()
    {
        QTest::addColumn<QList<Mention>>("mentions");
        QTest::newRow("before it") << QList<Mention>{person(-1, 4)};
        QTest::newRow("behind it") << QList<Mention>{person(7, 4)};
        QTest::newRow("empty") << QList<Mention>{person(0, 0)};
        QTest::newRow("one over the other") << QList<Mention>{person(0, 5), person(4, 4)};
        QTest::newRow("wrong order") << QList<Mention>{person(5, 4), person(0, 4)};
        QTest::newRow("nobody") << QList<Mention>{person(0, 4, {})};
        QTest::newRow("everyone with a name") << QList<Mention>{{MentionKind::Everyone, kAda, 0, 4}};
        QTest::newRow("huge") << QList<Mention>{person(INT_MAX, INT_MAX)};
    }
    void mentionsOutsideTheTextAreNotSound()
    {
        QFETCH(QList<Mention>, mentions);
        QVERIFY(!areSoundMentions(mentions, QStringLiteral("@ada @ada!")));
    }

    void aReaderIsNamedByNameByRoleAndWithEveryone()
    {
        const MentionReader reader{.user = UserId(kAda), .role = RoleId(kEditors)};
        QVERIFY(mentionsReader({person(0, 4)}, reader));
        QVERIFY(mentionsReader({{MentionKind::Role, kEditors, 0, 4}}, reader));
        QVERIFY(mentionsReader({{MentionKind::Everyone, {}, 0, 4}}, reader));
        QVERIFY(!mentionsReader({person(0, 4, kAdaLovelace)}, reader));
        QVERIFY(!mentionsReader({{MentionKind::Role, kAda, 0, 4}}, reader));
        QVERIFY(!mentionsReader({}, reader));
    }
};

QTEST_APPLESS_MAIN(MentionsTest)
#include "tst_mentions.moc"
