#include "ui/widgets/qrcode.h"
#include "ui/widgets/qrreader.h"

#include <QFile>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace tacet;

class QrCodeTest : public QObject
{
    Q_OBJECT
private:
    static QImage pictureOf(const QByteArray &text)
    {
        QrCodeWidget widget(300);
        widget.setData(text);
        return widget.picture();
    }

private slots:
    void whatIsDrawnIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("short") << QByteArray("tacet://join?w=1#2");
        QTest::newRow("as long as a link") << "tacet://join?w=" + QByteArray(700, 'A') + "#" + QByteArray(200, 'b');
    }

    void whatIsDrawnIsRead()
    {
        QFETCH(QByteArray, text);
        const auto read = readQrText(pictureOf(text));
        QVERIFY(read.has_value());
        QCOMPARE(read->toUtf8(), text);
    }

    void rotatedAndSmallIsRead()
    {
        const QImage picture = pictureOf("tacet://join?w=1#2").scaled(160, 160).transformed(QTransform().rotate(90));
        QVERIFY(readQrText(picture).has_value());
    }

    void dataTooLongIsNoCode() { QVERIFY(!qrImage(QByteArray(5'000, 'x'))); }

    void droppedFilesAndPicturesAreRead()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("code.png");
        QVERIFY(pictureOf("tacet://join?w=1#2").save(path));
        QMimeData file;
        file.setUrls({QUrl::fromLocalFile(path)});
        QCOMPARE(textFromMimeData(file).value_or(QString()), "tacet://join?w=1#2");
        QMimeData image;
        image.setImageData(pictureOf("tacet://join?w=3#4"));
        QCOMPARE(textFromMimeData(image).value_or(QString()), "tacet://join?w=3#4");
        QMimeData text;
        text.setText(" tacet://join?w=5#6\n");
        QCOMPARE(textFromMimeData(text).value_or(QString()), "tacet://join?w=5#6");
    }

    void otherFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("text") << QByteArray("hello") << ErrorCode::InvalidInput;
        QTest::newRow("svg") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
                             << ErrorCode::InvalidInput;
        QTest::newRow("empty") << QByteArray() << ErrorCode::InvalidInput;
        QTest::newRow("cut png") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << ErrorCode::InvalidInput;
        // 60,000 x 60,000 pixels in a header of 33 bytes.
        QTest::newRow("bomb") << QByteArray::fromHex("89504e470d0a1a0a0000000d494844520000ea600000ea600802000000"
                                                     "8d3d4d7e")
                              << ErrorCode::InvalidInput;
    }

    void otherFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        QTemporaryDir folder;
        QFile file(folder.filePath("picture.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const auto picture = readPicture(file.fileName());
        QVERIFY(!picture.has_value());
        QCOMPARE(picture.error().code(), code);
    }

    void aPictureWithoutACodeIsToldApart()
    {
        QImage white(200, 200, QImage::Format_RGB32);
        white.fill(Qt::white);
        QCOMPARE(readQrText(white).error().code(), ErrorCode::NotFound);
        QCOMPARE(readPicture("/nowhere/at/all.png").error().code(), ErrorCode::Io);
    }
};

QTEST_MAIN(QrCodeTest)
#include "tst_qrcode.moc"
