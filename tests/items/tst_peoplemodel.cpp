#include "models/items/peoplemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;

class PeopleModelTest : public QObject
{
    Q_OBJECT
private slots:
    void aPersonChangesInPlace()
    {
        PeopleModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Person bob{.id = UserId(QUuid::createUuid()), .username = "bob", .displayName = {}, .masterKey = {}};
        model.setPeople({bob});
        QCOMPARE(model.index(0).data().toString(), "bob");
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        bob.displayName = "Bob Miller";
        bob.relation = Relation::Blocked;
        model.put(bob);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.index(0).data().toString(), "Bob Miller");
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains("blocked"));
    }

    void strangersAreNotAdded()
    {
        PeopleModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.put(Person{.id = UserId(QUuid::createUuid()), .username = "eve", .displayName = {}, .masterKey = {}});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(PeopleModelTest)
#include "tst_peoplemodel.moc"
