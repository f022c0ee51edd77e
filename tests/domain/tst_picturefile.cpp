#include "models/domain/picturefile.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QTest>

using namespace tacet;
using namespace Qt::StringLiterals;

namespace {

QImage drawn(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb(x * 5 % 256, y * 3 % 256, x * y % 256));
    }
    return image;
}

QByteArray encoded(const QImage &image, const char *format, bool progressive = false)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setProgressiveScanWrite(progressive);
    return writer.write(image) ? bytes : QByteArray();
}

/// A segment of a JPEG, behind its start.
QByteArray withSegment(const QByteArray &jpeg, uchar marker, const QByteArray &data)
{
    const auto size = static_cast<quint16>(data.size() + 2);
    const char frame[]{'\xFF', static_cast<char>(marker), static_cast<char>(size >> 8), static_cast<char>(size & 0xFF)};
    return jpeg.first(2) + QByteArray(frame, 4) + data + jpeg.sliced(2);
}

} // namespace

class PictureFileTest : public QObject
{
    Q_OBJECT
private slots:
    void picturesStayAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<bool>("progressive");
        QTest::newRow("png") << QByteArray("png") << false;
        QTest::newRow("jpeg") << QByteArray("jpeg") << false;
        QTest::newRow("progressive jpeg") << QByteArray("jpeg") << true;
    }
    void picturesStayAsTheyAre()
    {
        QFETCH(const QByteArray, format);
        QFETCH(const bool, progressive);
        for (const QSize size : {QSize(1, 1), QSize(64, 40), QSize(kGroupPictureSide, 300)}) {
            const QByteArray file = encoded(drawn(size), format.constData(), progressive);
            const auto plain = plainPicture(file);
            QVERIFY(plain);
            QCOMPARE(QImage::fromData(*plain), QImage::fromData(file));
            QVERIFY(plainPicture(*plain) == *plain);
        }
    }

    void whatSaysMoreThanThePictureIsTakenOut()
    {
        QImage image = drawn({64, 40});
        const QByteArray clean = encoded(image, "jpeg");
        QByteArray file = withSegment(clean, 0xE1, "Exif\0\0 at home, 52.5 N 13.4 E"_ba);
        file = withSegment(file, 0xFE, "by camera 4711");
        file = withSegment(file, 0xED, "Photoshop at home");
        file += "hidden behind the end";
        QCOMPARE(plainPicture(file).value_or(QByteArray()), clean);

        image.setText(u"Comment"_s, u"at home"_s);
        const QByteArray png = encoded(image, "png");
        const auto plain = plainPicture(png + "hidden behind the end");
        QVERIFY(plain && png.contains("Comment") && !plain->contains("Comment") && !plain->contains("hidden"));
        QCOMPARE(QImage::fromData(*plain).size(), image.size());
    }

    void largePicturesAreRefused()
    {
        for (const char *format : {"png", "jpeg"}) {
            QCOMPARE(plainPicture(encoded(drawn({kGroupPictureSide + 1, 8}), format)).error(),
                     PictureFault::TooManyPixels);
            QCOMPARE(plainPicture(encoded(drawn({8, kGroupPictureSide + 1}), format)).error(),
                     PictureFault::TooManyPixels);
        }
        QImage noise(kGroupPictureSide, kGroupPictureSide, QImage::Format_RGB32);
        quint32 state = 1;
        for (int y = 0; y < noise.height(); ++y) {
            for (int x = 0; x < noise.width(); ++x)
                noise.setPixel(x, y, state = state * 1'664'525 + 1'013'904'223);
        }
        QCOMPARE(plainPicture(encoded(noise, "png")).error(), PictureFault::TooManyBytes);
    }

    /// A header that promises less than the file holds would let a decoder make more of it.
    void onlyOneSizeIsSaid()
    {
        const QByteArray png = encoded(drawn({8, 8}), "png");
        const QByteArray header = png.sliced(8, 25);
        QCOMPARE(plainPicture(png.first(33) + header + png.sliced(33)).error(), PictureFault::NotAPicture);
        const QByteArray jpeg = encoded(drawn({8, 8}), "jpeg");
        const qsizetype frame = jpeg.indexOf("\xFF\xC0"_ba);
        QVERIFY(frame > 0);
        const QByteArray segment = jpeg.sliced(frame, 19);
        QCOMPARE(plainPicture(jpeg.first(frame) + segment + jpeg.sliced(frame)).error(), PictureFault::NotAPicture);
    }

    void otherBytesAreNoPicture()
    {
        for (const QByteArray &bytes : {QByteArray(), "GIF89a"_ba, "no picture"_ba, "\x89PNG\r\n\x1a\n"_ba,
                                        "\xFF\xD8\xFF"_ba, "\xFF\xD8\xFF\xD9"_ba, encoded(drawn({8, 8}), "bmp")})
            QCOMPARE(plainPicture(bytes).error(), PictureFault::NotAPicture);
    }

    void cutAndChangedFilesAreHarmless()
    {
        for (const char *format : {"png", "jpeg"}) {
            QByteArray file = encoded(drawn({16, 16}), format);
            for (qsizetype size = 0; size < file.size(); ++size)
                QVERIFY(!plainPicture(file.first(size)));
            for (char &byte : file) {
                const char before = byte;
                for (const char other : {'\x00', '\xFF', '\x7F'}) {
                    byte = other;
                    const auto plain = plainPicture(file);
                    QVERIFY(!plain || plain->size() <= file.size());
                }
                byte = before;
            }
        }
    }
};

QTEST_GUILESS_MAIN(PictureFileTest)
#include "tst_picturefile.moc"
