// The administration: the way in and out, the overview, and what is asked before something is done.
#include "models/items/consolenames.h"
#include "tests/ui/admindesk.h"
#include "ui/admin/dangerdialog.h"
#include "ui/admin/figurecard.h"
#include "ui/admin/overviewfigures.h"
#include "ui/admin/usagechart.h"

#include <QDoubleSpinBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

using namespace tacet;
using namespace tacet::tests;

class AdministrationTest : public QObject
{
    Q_OBJECT
private:
    QCA::Initializer m_qca;

private slots:
    void everyNameOfTheDatabaseHasWords()
    {
        QStringList bare;
        for (const ConsoleTable &table : consoleTables()) {
            if (!hasConsoleViewTitle(table.view))
                bare += table.view;
            for (const ConsoleColumn &column : table.columns) {
                if (!hasConsoleTitle(column.name))
                    bare += table.view + '.' + column.name;
                for (const QString &state : column.states) {
                    if (!hasConsoleStateWords(state))
                        bare += table.view + '.' + column.name + '=' + state;
                }
            }
        }
        QVERIFY2(bare.isEmpty(), qPrintable(bare.join('\n')));
    }

    void everyViewHasItsPlace()
    {
        const QList<WindowPlace> places = administrationPlaces(consoleTables());
        QCOMPARE(places.first().id, kOverviewPlace);
        QCOMPARE(places.size(), consoleTables().size() + 1);
    }

    void thePassphraseOpensAndTheLockCloses()
    {
        SampleConsole console;
        AdministrationWindow window("Fernweh GmbH", consoleTables(), console, console);
        window.show();
        auto *list = window.findChild<QListWidget *>("groupNavigation");
        QVERIFY(!list->isVisible());
        QSignalSpy unlock(&window, &AdministrationWindow::unlockRequested);
        auto *field = window.findChild<QLineEdit *>("administrationPassphrase");
        QTest::keyClicks(field, "copper lantern");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(unlock.count(), 1);
        QVERIFY(field->text().isEmpty());
        window.showUnlockError(ErrorCode::WrongPassphrase);
        QVERIFY(!list->isVisible());
        window.begin(std::chrono::minutes(15));
        QVERIFY(list->isVisible());
        QVERIFY(window.findChild<QLabel *>("timeLeft")->text().contains("15"));
        QSignalSpy lock(&window, &AdministrationWindow::lockRequested);
        QTest::mouseClick(window.findChild<QPushButton *>("lockAdministration"), Qt::LeftButton);
        QCOMPARE(lock.count(), 1);
    }

    void nothingStaysOnTheScreenWhenItEnds()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("people");
        choose(page, "username", "ines");
        QTest::mouseClick(desk.button("erasePerson"), Qt::LeftButton);
        QPointer<QDialog> dialog = desk.dialog("dangerDialog");
        QVERIFY(dialog);
        desk.window.end(ConsoleEnd::RightTaken);
        QTRY_VERIFY(!dialog);
        QCOMPARE(page.model().rowCount(), 0);
        QVERIFY(!desk.window.findChild<QListWidget *>("groupNavigation")->isVisible());
        auto *banner = desk.window.findChild<QWidget *>("administrationUnlock")->findChild<QWidget *>("banner");
        QVERIFY(banner->isVisible());
        QVERIFY(banner->accessibleName().contains("not an administrator"));
        QVERIFY(desk.console.done.isEmpty());
    }

    void itEndsWithoutUse()
    {
        Desk desk;
        QSignalSpy lock(&desk.window, &AdministrationWindow::lockRequested);
        desk.window.begin(std::chrono::seconds(0));
        QTRY_COMPARE(lock.count(), 1);
        QVERIFY(!desk.window.isBegun());
    }

    void whatIsDoneInTheWindowIsUse()
    {
        Desk desk;
        QSignalSpy used(&desk.window, &AdministrationWindow::used);
        QTest::keyClick(desk.window.findChild<QListWidget *>("groupNavigation"), Qt::Key_Down);
        QVERIFY(used.count() > 0);
    }

    void theOverviewSaysWhatIsWrongAndWhereToGo()
    {
        Desk desk;
        auto *overview = desk.window.findChild<QWidget *>("overviewPage");
        auto *health = overview->findChild<QWidget *>("banner");
        QTRY_VERIFY(health->isVisible());
        QVERIFY(health->accessibleName().contains('6'));
        FigureCard *full = nullptr;
        for (FigureCard *card : overview->findChildren<FigureCard *>()) {
            if (card->accessibleName().contains("Nearly full"))
                full = card;
        }
        QVERIFY(full);
        QVERIFY(full->accessibleName().contains("2"));
        QTest::mouseClick(full->findChild<QPushButton *>("cardAction"), Qt::LeftButton);
        auto *quotas = desk.window.findChild<ConsoleTablePage *>("consolePage-quotas");
        QVERIFY(quotas);
        QTRY_COMPARE(quotas->model().rowCount(), 2);
        QCOMPARE(quotas->findChildren<QPushButton *>("filterChip").size(), 1);
        const auto charts = overview->findChildren<UsageChart *>();
        QCOMPARE(charts.size(), 2);
        QTRY_VERIFY(charts.first()->accessibleDescription().contains("Direct chats"));
        QCOMPARE(charts.first()->chart()->series().size(), 2);
    }

    void anAmountIsJudged()
    {
        const QList<OverviewFigure> figures = overviewFigures(QDateTime::currentDateTimeUtc());
        for (const OverviewFigure &figure : figures) {
            const ConsoleTable *table = consoleTable(figure.query.view);
            QVERIFY2(table, qPrintable(figure.query.view));
            for (const ConsoleFilter &filter : figure.query.filters)
                QVERIFY2(consoleColumn(*table, filter.column), qPrintable(filter.column));
        }
        const OverviewFigure wanted{.id = {}, .title = {}, .query = {}, .meaning = ConsoleTone::Good};
        const OverviewFigure unwanted{.id = {}, .title = {}, .query = {}, .meaning = ConsoleTone::Danger};
        QCOMPARE(toneOf(wanted, 0), ConsoleTone::Warning);
        QCOMPARE(toneOf(wanted, 1), ConsoleTone::Good);
        QCOMPARE(toneOf(unwanted, 0), ConsoleTone::Good);
        QCOMPARE(toneOf(unwanted, 3), ConsoleTone::Danger);
    }

    void erasingAsksWithNumbersAndTheName()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("people");
        choose(page, "username", "elias");
        QVERIFY2(!desk.button("erasePerson")->isEnabled(), "the owner");
        choose(page, "username", "ines");
        const UserId person(page.model().value(page.selectedRow(), "id").toUuid());
        QTest::mouseClick(desk.button("erasePerson"), Qt::LeftButton);
        auto *dialog = desk.dialog<DangerDialog>("dangerDialog");
        QVERIFY(dialog);
        auto *action = dialog->findChild<QPushButton *>("dangerAction");
        auto *field = dialog->findChild<QLineEdit *>("dangerField");
        for (QPushButton *each : dialog->findChildren<QPushButton *>())
            QVERIFY(!each->isDefault() && !each->autoDefault());
        field->setText("ines");
        QTRY_VERIFY(action->isEnabled());
        QStringList effects;
        for (QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->property("effect").toBool())
                effects += label->text();
        }
        QCOMPARE(effects.size(), 4); // of the groups that the person owns there are none
        QVERIFY(effects.first().contains("3 device"));
        field->setText("Ines");
        QVERIFY(!action->isEnabled());
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(desk.console.done.isEmpty());
        field->setText("ines");
        QPointer<DangerDialog> open = dialog;
        QTest::mouseClick(action, Qt::LeftButton);
        QTRY_VERIFY(!open);
        QCOMPARE(desk.console.done.size(), 1);
        const auto *change = std::get_if<PersonChange>(&desk.console.done.first());
        QVERIFY(change);
        QCOMPARE(change->deed, PersonDeed::Erase);
        QCOMPARE(change->person, person);
        QVERIFY(page.findChild<QLabel *>("consoleNote")->text().contains("erased"));
    }

    void whatIsRefusedIsSaidAndCanBeTriedAgain()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("people");
        choose(page, "username", "ines");
        QTest::mouseClick(desk.button("suspendPerson"), Qt::LeftButton);
        auto *dialog = desk.dialog<DangerDialog>("dangerDialog");
        auto *action = dialog->findChild<QPushButton *>("dangerAction");
        QTRY_VERIFY(action->isEnabled());
        desk.console.failure = ErrorCode::Offline;
        QTest::mouseClick(action, Qt::LeftButton);
        QVERIFY(!action->isEnabled());
        QTRY_VERIFY(dialog->findChild<QWidget *>("banner")->isVisible());
        QVERIFY(action->isEnabled());
        QVERIFY(desk.console.done.isEmpty());
    }

    void limitsAreChangedOneByOne()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("quotas");
        choose(page, "name", "Kitchen and canteen");
        QTest::mouseClick(desk.button("editQuota"), Qt::LeftButton);
        auto *dialog = desk.dialog("quotaDialog");
        QVERIFY(dialog);
        auto *space = dialog->findChild<QDoubleSpinBox *>("quotaMegabytes");
        QVERIFY(!space->isEnabled());
        for (QAbstractButton *box : dialog->findChildren<QAbstractButton *>()) {
            if (box->text() == "Own limit of space")
                box->click();
        }
        QVERIFY(space->isEnabled());
        space->setValue(2048);
        QTest::mouseClick(dialog->findChild<QPushButton *>("quotaSave"), Qt::LeftButton);
        QTRY_COMPARE(desk.console.done.size(), 1);
        const auto change = std::get<QuotaChange>(desk.console.done.first());
        QCOMPARE(change.area, "chat");
        QCOMPARE(change.limits.bytes, 2048LL * 1024 * 1024);
        QVERIFY(!change.limits.files);
    }

    void settingsAreChangedAndPutBack()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("policies");
        choose(page, "key", "rate_messages_burst");
        QTest::mouseClick(desk.button("changePolicy"), Qt::LeftButton);
        auto *dialog = desk.dialog<QInputDialog>("policyValue");
        QVERIFY(dialog);
        QVERIFY(dialog->labelText().contains("The standard is 60"));
        dialog->setTextValue("240");
        dialog->accept();
        QTRY_COMPARE(desk.console.done.size(), 1);
        QCOMPARE(std::get<PolicyChange>(desk.console.done.first()).value, QString("240"));
        QTest::mouseClick(desk.button("resetPolicy"), Qt::LeftButton);
        auto *ask = desk.dialog<DangerDialog>("dangerDialog");
        QTRY_VERIFY(ask->findChild<QPushButton *>("dangerAction")->isEnabled());
        ask->findChild<QPushButton *>("dangerAction")->click();
        QTRY_COMPARE(desk.console.done.size(), 2);
        QVERIFY(!std::get<PolicyChange>(desk.console.done.last()).value);
    }

    void eventsAreTakenAndResolved()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("security_events");
        choose(page, "state", "open");
        QTest::mouseClick(desk.button("takeEvent"), Qt::LeftButton);
        QTRY_COMPARE(desk.console.done.size(), 1);
        QVERIFY(std::get<EventAssignment>(desk.console.done.first()).isOwn);
        QTest::mouseClick(desk.button("resolveEvent"), Qt::LeftButton);
        auto *dialog = desk.dialog<QInputDialog>("eventOutcome");
        dialog->setTextValue("  It was a typing error. ");
        dialog->accept();
        QTRY_COMPARE(desk.console.done.size(), 2);
        QCOMPARE(std::get<EventResolution>(desk.console.done.last()).outcome, "It was a typing error.");
        choose(page, "state", "resolved");
        QVERIFY(!desk.button("resolveEvent")->isEnabled());
    }

    void theChainIsVerified()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("audit");
        auto *note = page.findChild<QLabel *>("consoleNote");
        QTest::mouseClick(desk.button("verifyAudit"), Qt::LeftButton);
        QTRY_VERIFY(note->text().contains("whole"));
        desk.console.findings = {{.sequence = 17, .finding = "hash"}};
        QTest::mouseClick(desk.button("verifyAudit"), Qt::LeftButton);
        QTRY_VERIFY(note->text().contains("17"));
    }

    void invitationsAreAskedForAndRevoked()
    {
        Desk desk;
        ConsoleTablePage &page = desk.page("enrolment_tokens");
        QSignalSpy invited(&desk.window, &AdministrationWindow::inviteRequested);
        QTest::mouseClick(desk.button("newInvite"), Qt::LeftButton);
        QCOMPARE(invited.count(), 1);
        choose(page, "state", "used");
        QVERIFY(!desk.button("revokeToken")->isEnabled());
        choose(page, "state", "open");
        QTest::mouseClick(desk.button("revokeToken"), Qt::LeftButton);
        auto *ask = desk.dialog<DangerDialog>("dangerDialog");
        QTRY_VERIFY(ask->findChild<QPushButton *>("dangerAction")->isEnabled());
        ask->findChild<QPushButton *>("dangerAction")->click();
        QTRY_COMPARE(desk.console.done.size(), 1);
        QCOMPARE(std::get<TokenRevocation>(desk.console.done.first()).token,
                 page.model().value(page.selectedRow(), "token").toString());
    }
};

QTEST_MAIN(AdministrationTest)
#include "tst_administration.moc"
