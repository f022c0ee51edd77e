#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

/// Every text of the windows is translated, and the files fit the sources.
class TranslationsTest : public QObject
{
    Q_OBJECT
private:
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    struct Entry {
        QString source;
        QStringList forms;
        QString type;
    };

    static QList<Entry> entries(const QString &path)
    {
        QList<Entry> all;
        QXmlStreamReader xml(read(path));
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == u"source") {
                all.append({xml.readElementText(), {}, {}});
            } else if (xml.name() == u"translation") {
                all.last().type = xml.attributes().value("type").toString();
                all.last().forms += xml.readElementText(QXmlStreamReader::IncludeChildElements);
            }
        }
        return all;
    }

private slots:
    void nothingIsUntranslated_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *language : {"ar", "de", "en"})
            QTest::newRow(language) << QString("tacet_%1.ts").arg(language);
    }

    void nothingIsUntranslated()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        const QString copy = folder.filePath(name);
        for (const QString &file : QDir(TACET_SOURCE_DIR "/translations").entryList({"*.ts"}))
            QVERIFY(QFile::copy(TACET_SOURCE_DIR "/translations/" + file, folder.filePath(file)));
        QProcess update;
        update.start(TACET_SOURCE_DIR "/scripts/translations", {folder.path()});
        QVERIFY(update.waitForFinished(120'000));
        QVERIFY2(update.exitCode() == 0, update.readAllStandardError().constData());
        QStringList faults;
        const QList<Entry> fresh = entries(copy);
        for (const Entry &entry : fresh) {
            if (!entry.type.isEmpty() || entry.forms.join(QString()).trimmed().isEmpty())
                faults += entry.type + ": " + entry.source;
        }
        QVERIFY2(faults.isEmpty(), qPrintable("run scripts/translations and translate:\n" + faults.join('\n')));
        QVERIFY(name == "tacet_en.ts" || fresh.size() > 250);
        // A text that vanished from the sources is dropped by the update: the counts tell.
        QCOMPARE(entries(TACET_SOURCE_DIR "/translations/" + name).size(), fresh.size());
    }

    void numbersAreWrittenAsTheLanguageWritesThem_data() { nothingIsUntranslated_data(); }

    void numbersAreWrittenAsTheLanguageWritesThem()
    {
        QFETCH(QString, name);
        QStringList faults;
        for (const Entry &entry : entries(TACET_SOURCE_DIR "/translations/" + name)) {
            // %Ln is ٣ where %n is 3.
            if (QString(entry.source + entry.forms.join(QString())).contains("%n"))
                faults += entry.source;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }

    void placesAreKept_data() { nothingIsUntranslated_data(); }

    void placesAreKept()
    {
        QFETCH(QString, name);
        static const QRegularExpression place("%[1-9]");
        QStringList faults;
        for (const Entry &entry : entries(TACET_SOURCE_DIR "/translations/" + name)) {
            for (const QRegularExpressionMatch &match : place.globalMatch(entry.source)) {
                if (!entry.forms.join(QString()).contains(match.captured()))
                    faults += entry.source;
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
