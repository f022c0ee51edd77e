#include "models/items/mentionlistmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tacet;

class MentionListModelTest : public QObject
{
    Q_OBJECT
private:
    static GroupMember member(const QString &name, const QString &username)
    {
        GroupMember member;
        member.person.id = UserId(QUuid::createUuid());
        member.person.displayName = name;
        member.person.username = username;
        return member;
    }

    static QStringList names(const MentionListModel &model)
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names += model.index(row).data().toString();
        return names;
    }

    const GroupMember m_self = member("Elias", "elias");
    const GroupMember m_jose = member("José Núñez", "jn");
    const GroupMember m_jo = member("José", "jose2");
    const GroupMember m_mara = member("Mara Lind", "mara");
    const GroupRole m_role{.id = RoleId(QUuid::createUuid()), .builtIn = BuiltInRole::None, .name = "Cellos",
                           .color = {}, .permissions = {}, .isDefault = false};

private slots:
    void suggestsWhatBeginsLikeThat_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("nothing") << "" << QStringList({"José Núñez", "José", "Mara Lind", "Cellos", "everyone"});
        QTest::newRow("without accents") << "jose" << QStringList({"José Núñez", "José"});
        QTest::newRow("last name") << "nun" << QStringList{"José Núñez"};
        QTest::newRow("user name") << "jn" << QStringList{"José Núñez"};
        QTest::newRow("role") << "cel" << QStringList{"Cellos"};
        QTest::newRow("oneself never") << "eli" << QStringList();
        QTest::newRow("not within a word") << "ara" << QStringList();
    }

    void suggestsWhatBeginsLikeThat()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        MentionListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPeople({m_self, m_jose, m_jo, m_mara}, {m_role}, m_self.person.id);
        model.setTyped(typed);
        QCOMPARE(names(model), found);
    }

    void findsMentionsInText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("none") << "hello" << QStringList();
        QTest::newRow("person") << "hi @Mara Lind, come" << QStringList{"@Mara Lind"};
        QTest::newRow("the longest name") << "@José Núñez and @José" << QStringList({"@José Núñez", "@José"});
        QTest::newRow("role and everyone") << "@Cellos @everyone" << QStringList({"@Cellos", "@everyone"});
        QTest::newRow("an address is none") << "mail@Mara Lind.org" << QStringList();
        QTest::newRow("the name goes on") << "@Mara Linden" << QStringList();
        QTest::newRow("oneself never") << "@Elias" << QStringList();
        QTest::newRow("lone sign") << "@ @" << QStringList();
    }

    void findsMentionsInText()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        MentionListModel model;
        model.setPeople({m_self, m_jose, m_jo, m_mara}, {m_role}, m_self.person.id);
        QStringList words;
        for (const Mention &mention : model.mentionsIn(text))
            words += text.mid(mention.start, mention.length);
        QCOMPARE(words, found);
    }

    void ofTwoWithOneNameTheChosenIsMeant()
    {
        const GroupMember twin = member("Mara Lind", "mara2");
        MentionListModel model;
        model.setPeople({m_mara, twin}, {}, m_self.person.id);
        QCOMPARE(model.mentionsIn("@Mara Lind").first().target, m_mara.person.id.uuid());
        model.setTyped("mara2");
        model.prefer(0);
        QCOMPARE(model.mentionsIn("@Mara Lind").first().target, twin.person.id.uuid());
    }

    void aTextHoldsAtMostFiftyMentions()
    {
        MentionListModel model;
        model.setPeople({m_mara}, {}, m_self.person.id);
        QCOMPARE(model.mentionsIn(QString("@Mara Lind ").repeated(80)).size(), 50);
    }
};

QTEST_GUILESS_MAIN(MentionListModelTest)
#include "tst_mentionlistmodel.moc"
