#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class DemoTest : public QObject
{
    Q_OBJECT
private slots:
    void everythingArrivesOnceAndNothingLiesAbout()
    {
        QTemporaryDir output;
        QProcess demo;
        demo.start(QStringLiteral(TACET_BINARY_DIR "/bin/tacet-demo"), {"--output", output.path(), "--json"});
        QVERIFY(demo.waitForFinished(280'000));
        const QByteArray errors = demo.readAllStandardError();
        const QJsonObject last =
            QJsonDocument::fromJson(demo.readAllStandardOutput().trimmed().split('\n').last()).object();
        QVERIFY2(!last.isEmpty(), errors.constData());
        QVERIFY(last.value("sent").toInt() >= 10);
        QCOMPARE(last.value("received").toInt(), last.value("sent").toInt());
        QCOMPARE(last.value("decrypted").toInt(), last.value("sent").toInt());
        QCOMPARE(last.value("duplicates").toInt(), 0);
        QCOMPARE(last.value("plaintext_hits").toInt(-1), 0);
        QVERIFY(last.value("files_searched").toInt() > 500);
        QVERIFY(last.value("seconds").toDouble() > 0);
        // Eleven screens of two people, light and dark.
        QCOMPARE(last.value("screenshots").toArray().size(), 44);
        for (const QJsonValue &path : last.value("screenshots").toArray())
            QVERIFY2(QFile::exists(path.toString()), qPrintable(path.toString()));
        QCOMPARE(demo.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(DemoTest)
#include "tst_demo.moc"
