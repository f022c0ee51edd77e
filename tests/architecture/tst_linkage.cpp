#include <QFile>
#include <QProcess>
#include <QTest>

class LinkageTest : public QObject
{
    Q_OBJECT
private:
    static QString librariesOf(const QString &program)
    {
        QProcess ldd;
        ldd.start("ldd", {QStringLiteral(TACET_BINARY_DIR "/bin/") + program});
        if (!ldd.waitForFinished())
            return {};
        return QString::fromLocal8Bit(ldd.readAllStandardOutput());
    }

private slots:
    void tacetctlLinksNoWidgets()
    {
        const QString libraries = librariesOf("tacetctl");
        QVERIFY2(libraries.contains("libQt6Core"), qPrintable(libraries));
        QVERIFY2(!libraries.contains("libQt6Widgets"), qPrintable(libraries));
        QVERIFY2(!libraries.contains("libQt6Gui"), qPrintable(libraries));
    }

    /// Shows that the test above can tell.
    void theDesktopDoes()
    {
        if (!QFile::exists(QStringLiteral(TACET_BINARY_DIR "/bin/tacet")))
            QSKIP("the desktop program is not built");
        QVERIFY(librariesOf("tacet").contains("libQt6Widgets"));
    }
};

QTEST_GUILESS_MAIN(LinkageTest)
#include "tst_linkage.moc"
