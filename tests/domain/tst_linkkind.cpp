#include "models/domain/linkkind.h"

#include <QTest>

using namespace tacet;

class LinkKindTest : public QObject
{
    Q_OBJECT
private slots:
    void theFirstPartTellsTheKind_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<LinkKind>("kind");
        QTest::newRow("enrolment") << "tacet://join?w=x#y" << LinkKind::Enrolment;
        QTest::newRow("group") << "tacet://group?w=x#y" << LinkKind::Group;
        QTest::newRow("workspace") << "tacet://workspace?w=x#y" << LinkKind::Workspace;
        QTest::newRow("blanks around it") << " tacet://group?w=x#y\n" << LinkKind::Group;
        QTest::newRow("cut short") << "tacet://group" << LinkKind::Group;
        QTest::newRow("of a later version") << "tacet://call?w=x" << LinkKind::None;
        QTest::newRow("longer word") << "tacet://groups?w=x" << LinkKind::None;
        QTest::newRow("no place") << "tacet:group" << LinkKind::None;
        QTest::newRow("another scheme") << "https://group/?w=x" << LinkKind::None;
        QTest::newRow("words before it") << "see tacet://group?w=x" << LinkKind::None;
        QTest::newRow("a code") << "7K3QM-ZP4XW" << LinkKind::None;
        QTest::newRow("nothing") << "" << LinkKind::None;
    }

    void theFirstPartTellsTheKind()
    {
        QFETCH(QString, text);
        QFETCH(LinkKind, kind);
        QCOMPARE(linkKindOf(text), kind);
    }
};

QTEST_GUILESS_MAIN(LinkKindTest)
#include "tst_linkkind.moc"
