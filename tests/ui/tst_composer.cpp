#include "ui/chat/composer.h"

#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;

class ComposerTest : public QObject
{
    Q_OBJECT
private slots:
    void enterSendsAndShiftEnterDoesNot()
    {
        Composer composer;
        QSignalSpy sent(&composer, &Composer::sendRequested);
        QTest::keyClicks(&composer, "one");
        QTest::keyClick(&composer, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(&composer, "two");
        QCOMPARE(sent.count(), 0);
        QTest::keyClick(&composer, Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(composer.toPlainText(), "one\ntwo");
    }

    void controlEnterSendsIfEnterDoesNot()
    {
        Composer composer;
        composer.setEnterSends(false);
        QSignalSpy sent(&composer, &Composer::sendRequested);
        QTest::keyClicks(&composer, "one");
        QTest::keyClick(&composer, Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        QTest::keyClick(&composer, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(sent.count(), 1);
    }

    void draftsAreReportedSoonAndAtOnceOnFlush()
    {
        Composer composer;
        QSignalSpy drafts(&composer, &Composer::draftChanged);
        QTest::keyClicks(&composer, "abc");
        QCOMPARE(drafts.count(), 0);
        QTRY_COMPARE(drafts.count(), 1);
        QCOMPARE(drafts.first().first().toString(), "abc");
        QTest::keyClicks(&composer, "d");
        composer.flush();
        QCOMPARE(drafts.count(), 2);
        QCOMPARE(drafts.last().first().toString(), "abcd");
        composer.flush();
        QCOMPARE(drafts.count(), 2);
    }

    void aLoadedDraftIsNotReported()
    {
        Composer composer;
        QSignalSpy drafts(&composer, &Composer::draftChanged);
        composer.setDraft("from the vault");
        composer.flush();
        QTest::qWait(400);
        QCOMPARE(drafts.count(), 0);
    }

    void growsWithItsTextUpToALimit()
    {
        Composer composer;
        composer.resize(300, 40);
        composer.show();
        const int one = composer.height();
        composer.setPlainText("a\nb\nc");
        QTRY_VERIFY(composer.height() > one);
        composer.setPlainText(QString("a\n").repeated(100));
        QTRY_VERIFY(composer.height() > one * 2);
        QVERIFY(composer.height() < one * 12);
        composer.setPlainText({});
        QTRY_COMPARE(composer.height(), one);
    }

    void onlyTextIsPasted()
    {
        Composer composer;
        QMimeData data;
        data.setHtml("<b>bold</b><img src='file:///etc/passwd'>");
        data.setText("bold");
        composer.setPlainText({});
        QMetaObject::invokeMethod(&composer,
                                  [&] { static_cast<QPlainTextEdit &>(composer).insertPlainText(data.text()); });
        QCOMPARE(composer.toPlainText(), "bold");
    }

    void emptyAndTooLongTextCannotBeSent()
    {
        Composer composer;
        QVERIFY(!composer.canSend());
        composer.setPlainText("  \n ");
        QVERIFY(!composer.canSend());
        composer.setPlainText(QString(65'536, 'x'));
        QVERIFY(composer.canSend());
        composer.setPlainText(QString(65'537, 'x'));
        QVERIFY(!composer.canSend());
        QCOMPARE(composer.excess(), 1);
    }
};

QTEST_MAIN(ComposerTest)
#include "tst_composer.moc"
