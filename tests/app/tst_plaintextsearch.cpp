#include "app/demo/plaintextsearch.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace tacet;
using namespace tacet::demo;

namespace {

const QString kText = QStringLiteral("the berth moved to pier 7 ☕");

bool plant(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class PlaintextSearchTest : public QObject
{
    Q_OBJECT
private slots:
    void findsEveryForm_data()
    {
        QTest::addColumn<QByteArray>("planted");
        QTest::addColumn<QString>("form");
        const QByteArray utf8 = kText.toUtf8();
        QTest::newRow("utf-8") << utf8 << "utf-8";
        QTest::newRow("utf-16") << QByteArray(reinterpret_cast<const char *>(kText.utf16()), kText.size() * 2)
                                << "utf-16";
        QTest::newRow("hex of a dump") << utf8.toHex() << "hex";
        QTest::newRow("hex in capitals") << utf8.toHex().toUpper() << "hex";
        QTest::newRow("base64") << utf8.toBase64() << "base64";
        QTest::newRow("base64 after one byte") << ("x" + utf8 + "yz").toBase64() << "base64";
        QTest::newRow("base64 after two bytes") << ("xy" + utf8 + "z").toBase64() << "base64";
    }

    void findsEveryForm()
    {
        QFETCH(QByteArray, planted);
        QFETCH(QString, form);
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath("base/5"));
        QVERIFY(plant(folder.filePath("base/5/1249"), QByteArray(100'003, '\x7f') + planted + QByteArray(9, '\0')));
        QVERIFY(plant(folder.filePath("base/5/innocent"), QByteArray(5000, 'a')));
        PlaintextSearch search({kText, "something that nobody wrote"});
        QVERIFY(search.searchFolder(folder.path()));
        QCOMPARE(search.files(), 2);
        QCOMPARE(search.hits().size(), 1);
        QCOMPARE(search.hits().first().form, form);
        QCOMPARE(search.hits().first().text, kText);
        QVERIFY(search.hits().first().path.endsWith("base/5/1249"));
    }

    void looksIntoHiddenFilesAndAtBothEnds()
    {
        QTemporaryDir folder;
        QVERIFY(plant(folder.filePath(".hidden"), kText.toUtf8()));
        PlaintextSearch search({kText});
        QVERIFY(search.searchFolder(folder.path()));
        QCOMPARE(search.hits().size(), 1);
        QCOMPARE(search.hits().first().offset, 0);
    }

    void countsEachPlace()
    {
        PlaintextSearch search({kText});
        search.searchBytes(kText.toUtf8() + "--" + kText.toUtf8(), "memory");
        QCOMPARE(search.hits().size(), 2);
    }

    void findsNothingInRandomBytesAndNearMisses()
    {
        PlaintextSearch search({kText});
        QByteArray noise(1 << 20, Qt::Uninitialized);
        QRandomGenerator(7).fillRange(reinterpret_cast<quint32 *>(noise.data()), noise.size() / 4);
        search.searchBytes(noise, "noise");
        search.searchBytes(kText.toUtf8().chopped(1), "cut short");
        QCOMPARE(search.hits().size(), 0);
    }

    void refusesToHaveSearchedNothing()
    {
        QTemporaryDir folder;
        PlaintextSearch search({kText});
        QCOMPARE(search.searchFolder(folder.path()).error().code(), ErrorCode::NotFound);
        QCOMPARE(search.searchFolder("/nonexistent").error().code(), ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(PlaintextSearchTest)
#include "tst_plaintextsearch.moc"
