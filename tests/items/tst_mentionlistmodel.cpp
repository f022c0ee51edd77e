#include "models/items/mentionlistmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tacet;

class MentionListModelTest : public QObject
{
    Q_OBJECT
private:
    static Mentionable person(const QString &name)
    {
        return {.kind = MentionKind::Person, .target = QUuid::createUuid(), .name = name};
    }

    static QStringList names(const MentionListModel &model)
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names += model.index(row).data().toString();
        return names;
    }

private slots:
    void suggestsWhatBeginsLikeThat_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("nothing") << "" << QStringList({"José Núñez", "José", "Mara Lind", "Cellos", "everyone"});
        QTest::newRow("without accents") << "jose" << QStringList({"José Núñez", "José"});
        QTest::newRow("last name") << "nun" << QStringList{"José Núñez"};
        QTest::newRow("role") << "cel" << QStringList{"Cellos"};
        QTest::newRow("not within a word") << "ara" << QStringList();
    }

    void suggestsWhatBeginsLikeThat()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        MentionListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setMentionables({person("José Núñez"),
                               person("José"),
                               person("Mara Lind"),
                               {.kind = MentionKind::Role, .target = QUuid::createUuid(), .name = "Cellos"},
                               {.kind = MentionKind::Everyone, .target = {}, .name = "everyone"}});
        model.setTyped(typed);
        QCOMPARE(names(model), found);
    }

    void suggestsOnlyAHandful()
    {
        MentionListModel model;
        QList<Mentionable> many;
        for (int i = 0; i < 200; ++i)
            many += person(QString("Person %1").arg(i));
        model.setMentionables(many);
        model.setTyped("per");
        QCOMPARE(model.rowCount(), MentionListModel::kShownMax);
    }

    void ofTwoWithOneNameTheChosenIsMeant()
    {
        const Mentionable one = person("Mara Lind");
        const Mentionable twin = person("Mara Lind");
        MentionListModel model;
        model.setMentionables({one, twin});
        QCOMPARE(mentionsIn("@Mara Lind", model.mentionables()).first().target, one.target);
        model.setTyped("mara");
        model.prefer(1);
        QCOMPARE(mentionsIn("@Mara Lind", model.mentionables()).first().target, twin.target);
    }
};

QTEST_GUILESS_MAIN(MentionListModelTest)
#include "tst_mentionlistmodel.moc"
