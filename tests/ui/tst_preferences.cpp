#include "ui/chat/preferencesdialog.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tacet;

class PreferencesTest : public QObject
{
    Q_OBJECT
private slots:
    void whatWasChosenIsRemembered()
    {
        QTemporaryDir folder;
        const Preferences chosen{
            .theme = ThemeController::Choice::Dark, .language = "ar", .enterSends = false, .zoom = 2};
        PreferencesFile(folder.filePath("desktop.ini")).write(chosen);
        QCOMPARE(PreferencesFile(folder.filePath("desktop.ini")).read(), chosen);
    }

    void nonsenseInTheFileIsNoDanger()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("desktop.ini"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\ntheme=99\nlanguage=\\x0\nzoom=x\nenter_sends=perhaps\n");
        file.close();
        const Preferences read = PreferencesFile(file.fileName()).read();
        QCOMPARE(read.theme, ThemeController::Choice::Dark);
        QCOMPARE(read.zoom, 0);
    }

    void everyChoiceIsReportedAtOnce()
    {
        PreferencesDialog dialog({});
        QSignalSpy changed(&dialog, &PreferencesDialog::preferencesChanged);
        dialog.findChild<QComboBox *>("themeBox")->setCurrentIndex(2);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.last().first().value<Preferences>().theme, ThemeController::Choice::Dark);
        dialog.findChild<QComboBox *>("languageBox")->setCurrentIndex(3);
        QCOMPARE(changed.last().first().value<Preferences>().language, "ar");
    }

    void theThemeFollowsTheChoice()
    {
        ThemeController theme;
        theme.setChoice(ThemeController::Choice::Dark);
        QVERIFY(Theme::of(QApplication::palette()).isDark());
        theme.setChoice(ThemeController::Choice::Light);
        QVERIFY(!Theme::of(QApplication::palette()).isDark());
    }
};

QTEST_MAIN(PreferencesTest)
#include "tst_preferences.moc"
