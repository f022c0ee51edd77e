#include "tests/architecture/sourcetree.h"

#include <QRegularExpression>
#include <QTest>

using namespace tacet::tests;

class HouseStyleTest : public QObject
{
    Q_OBJECT
private slots:
    void filesStayWithinTheirSize()
    {
        QStringList faults;
        for (const QString &path : sourceFiles({"app", "ui", "models", "crypto", "tests"}, {"*.h", "*.cpp"})) {
            const qsizetype lines = linesOf(path).size();
            if (lines > (path.endsWith(".h") ? 201 : 401))
                faults += QString("%1: %2 lines").arg(path).arg(lines);
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }

    void namesSayTheRole()
    {
        static const QRegularExpression vague("(utils?|helpers?|manager|misc|common)\\.(h|cpp)$");
        static const QRegularExpression upper("[A-Z]");
        QStringList faults;
        for (const QString &path : sourceFiles({"app", "ui", "models", "crypto", "tests"}, {"*.h", "*.cpp"})) {
            if (path.contains(vague) || path.contains(upper))
                faults += path;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }

    void nothingIsLeftUnfinished()
    {
        static const QRegularExpression marks("\\b(TODO|FIXME|XXX|HACK)\\b");
        QStringList faults;
        for (const QString &path : sourceFiles({"app", "ui", "models", "crypto", "resources", "scripts"}, {"*"})) {
            for (const QString &line : linesOf(path)) {
                if (line.contains(marks))
                    faults += path + ": " + line.trimmed();
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }

    /// Peer text must not be able to reach these; the product has no use for them at all.
    void noRichTextFromStrings()
    {
        static const QRegularExpression rich(
            R"(\b(setHtml|insertHtml|setMarkdown|appendHtml|mightBeRichText)\s*\(|Qt::(RichText|AutoText|MarkdownText)\b)");
        QStringList faults;
        for (const QString &path : sourceFiles({"app", "ui", "models"}, {"*.h", "*.cpp"})) {
            for (const QString &line : linesOf(path)) {
                if (line.contains(rich))
                    faults += path + ": " + line.trimmed();
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }
};

QTEST_APPLESS_MAIN(HouseStyleTest)
#include "tst_housestyle.moc"
