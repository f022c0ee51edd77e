// CSV of the console: RFC 4180, values for programs, and nothing that a spreadsheet would run.
#include "models/items/consolecsv.h"
#include "models/items/consolewords.h"

#include <QTest>
#include <QTimeZone>
#include <QUuid>

using namespace tacet;

class ConsoleCsvTest : public QObject
{
    Q_OBJECT
private slots:
    void textIsQuotedAndFormulasAreDefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << "Anna" << QByteArray("Anna");
        QTest::newRow("empty") << "" << QByteArray("");
        QTest::newRow("comma") << "Berg, Anna" << QByteArray("\"Berg, Anna\"");
        QTest::newRow("quote") << "the \"old\" one" << QByteArray("\"the \"\"old\"\" one\"");
        QTest::newRow("line end") << "one\r\ntwo" << QByteArray("\"one\r\ntwo\"");
        QTest::newRow("umlaut") << "Jürgen" << QByteArray("Jürgen");
        QTest::newRow("equals") << "=1+2" << QByteArray("'=1+2");
        QTest::newRow("plus") << "+49 30" << QByteArray("'+49 30");
        QTest::newRow("minus") << "-2" << QByteArray("'-2");
        QTest::newRow("at") << "@SUM(A1)" << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << "\t=1" << QByteArray("'\t=1");
        QTest::newRow("formula with quotes")
            << "=HYPERLINK(\"http://x\")" << QByteArray("\"'=HYPERLINK(\"\"http://x\"\")\"");
    }

    void textIsQuotedAndFormulasAreDefused()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        const ConsoleCsv csv({{.name = "name"}}, {0});
        QCOMPARE(csv.line({text}), cell + "\r\n");
    }

    void valuesAreForPrograms()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        const QList<ConsoleColumn> columns{
            {.name = "id", .kind = ConsoleKind::Id},       {.name = "bytes", .kind = ConsoleKind::Bytes},
            {.name = "seen", .kind = ConsoleKind::Time},   {.name = "share", .kind = ConsoleKind::Share},
            {.name = "state", .kind = ConsoleKind::State}, {.name = "flag", .kind = ConsoleKind::Flag},
            {.name = "change", .kind = ConsoleKind::Count}};
        const ConsoleCsv csv(columns, {0, 1, 2, 3, 4, 5, 6});
        QCOMPARE(csv.head(), "id,bytes,seen,share,state,flag,change\r\n");
        const QUuid id("8b1f3b7e-52b5-4c0e-9d0e-0f7f3a2b1c4d");
        const QDateTime time(QDate(2026, 11, 21), QTime(9, 30), QTimeZone::UTC);
        QCOMPARE(csv.line({id, 1'234'567, time, 0.25, "active", true, -3}),
                 "8b1f3b7e-52b5-4c0e-9d0e-0f7f3a2b1c4d,1234567,2026-11-21T09:30:00.000Z,0.25,active,true,-3\r\n");
        QCOMPARE(csv.line({{}, {}, {}, {}, {}, {}, {}}), ",,,,,,\r\n");
    }

    void onlyChosenColumnsStandInTheirOrder()
    {
        const ConsoleCsv csv({{.name = "a"}, {.name = "b"}, {.name = "c"}}, {2, 0});
        QCOMPARE(csv.head(), "c,a\r\n");
        QCOMPARE(csv.line({"1", "2", "3"}), "3,1\r\n");
    }
};

QTEST_APPLESS_MAIN(ConsoleCsvTest)
#include "tst_consolecsv.moc"
