// Writes a picture of every screen to a folder, in light and dark, English, German and Arabic.
//   tacet-gallery FOLDER [SCALE]
#include "models/items/chatlistmodel.h"
#include "models/items/messagelistmodel.h"
#include "tests/ui/adminscreens.h"
#include "tests/ui/groupscreens.h"
#include "tests/ui/samplevalues.h"
#include "ui/account/enrolmentlinkdialog.h"
#include "ui/account/onboardingwindow.h"
#include "ui/chat/chatlistpane.h"
#include "ui/chat/chatswitcher.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/conversationview.h"
#include "ui/chat/mainwindow.h"
#include "ui/chat/peopledialog.h"
#include "ui/chat/preferencesdialog.h"
#include "ui/chat/safetynumberdialog.h"
#include "ui/chat/shortcutsdialog.h"
#include "ui/widgets/passphrasestrength.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

using namespace tacet;
using namespace tacet::tests;

namespace {

class Gallery
{
public:
    Gallery(QDir folder, QString suffix, bool arabic)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
        , m_arabic(arabic)
        , m_values(sampleValues(arabic))
    {
    }

    void run()
    {
        onboarding();
        mainWindow();
        emptyWindow();
        narrowWindow();
        dialogs();
        showAdminScreens(m_arabic, [this](QWidget &widget, const QString &name) { shoot(widget, name); });
        showGroupScreens(m_values, m_arabic, [this](QWidget &widget, const QString &name) { shoot(widget, name); });
    }

private:
    void shoot(QWidget &widget, const QString &name)
    {
        widget.show();
        QTest::qWait(40);
        widget.grab().save(m_folder.filePath(name + '-' + m_suffix + ".png"));
    }

    void onboarding()
    {
        OnboardingWindow window;
        window.showWelcome();
        shoot(window, "01-welcome");
        window.showCreate();
        auto *page = window.findChild<QWidget *>("createPage");
        page->findChild<QLineEdit *>("workspaceName")->setText(m_values.account.workspace.name);
        page->findChild<QLineEdit *>("username")->setText("elias");
        page->findChild<QLineEdit *>("passphrase")->setText("copper lantern seven rivers");
        page->findChild<QLineEdit *>("passphraseAgain")->setText("copper lantern");
        shoot(window, "02-create");
        window.showJoin(m_values.link.toString());
        shoot(window, "03-join");
        window.showError(ErrorCode::TokenInvalid);
        shoot(window, "04-join-error");
        window.showUnlock();
        shoot(window, "05-unlock");
        window.showProgress(QCoreApplication::translate("tacet::OnboardingController", "Starting the database …"));
        shoot(window, "06-progress");
    }

    void serve(MessageListModel &model)
    {
        QObject::connect(&model, &MessageListModel::pageWanted, &model, [this, &model](const PageRequest &request) {
            MessagePage page;
            page.reachedOldest = true;
            if (request.chat == m_values.chats.first().id)
                page.messages = QList<Message>(m_values.messages.rbegin(), m_values.messages.rend());
            model.takePage(request.token, page);
        });
    }

    void fill(MainWindow &window, ChatListModel &chats, MessageListModel &messages, int row)
    {
        window.setAccount(m_values.account);
        window.setConnection({.kind = ConnectionState::Kind::Online, .reason = {}, .retryAt = {}});
        QObject::connect(&window.side(), &ChatListPane::chatSelected, &window, [&](ChatId id) {
            const Chat &chat = chats.chatAt(chats.rowOf(id));
            messages.open(id, chat.peer.shownName(), 2);
            window.conversation().showChat(chat);
        });
        chats.setChats(m_values.chats);
        window.side().selectRow(row);
    }

    void mainWindow()
    {
        ChatListModel chats;
        MessageListModel messages;
        serve(messages);
        MainWindow window(chats, messages);
        fill(window, chats, messages, 0);
        shoot(window, "10-conversation");
        window.conversation().view().verticalScrollBar()->setValue(0);
        window.conversation().countArrival();
        shoot(window, "11-scrolled-up");
        window.side().selectRow(3);
        window.setConnection({.kind = ConnectionState::Kind::Offline,
                              .reason = ErrorCode::Offline,
                              .retryAt = QDateTime::currentDateTimeUtc().addSecs(15)});
        window.conversation().showError(ErrorCode::DiskFull);
        shoot(window, "12-changed-key-offline");
        window.side().selectRow(5);
        shoot(window, "13-blocked");
        window.side().selectRow(2);
        window.conversation().composer().setPlainText("First line\nsecond line\nthird line of a longer message");
        shoot(window, "14-long-name");
        ChatSwitcher switcher(chats, {}, &window);
        shoot(switcher, "25-switcher");
        ShortcutsDialog shortcuts(window.actions(), &window);
        shoot(shortcuts, "26-shortcuts");
    }

    void emptyWindow()
    {
        ChatListModel chats;
        MessageListModel messages;
        MainWindow window(chats, messages);
        window.setAccount(m_values.account);
        window.setConnection({.kind = ConnectionState::Kind::Syncing, .reason = {}, .retryAt = {}});
        shoot(window, "15-empty");
    }

    void narrowWindow()
    {
        ChatListModel chats;
        MessageListModel messages;
        serve(messages);
        MainWindow window(chats, messages);
        window.resize(window.minimumSize());
        fill(window, chats, messages, 0);
        shoot(window, "16-narrow");
    }

    void dialogs()
    {
        PeopleDialog people;
        QTest::qWait(220);
        people.setPeople({}, m_values.people);
        shoot(people, "20-people");
        people.setPeople({}, {});
        shoot(people, "21-people-empty");
        SafetyNumberDialog verified(m_values.people.at(0));
        verified.setNumber(m_values.number);
        shoot(verified, "22-safety-verified");
        SafetyNumberDialog changed(m_values.people.at(3));
        changed.setNumber(m_values.number);
        shoot(changed, "23-safety-changed");
        EnrolmentLinkDialog link;
        shoot(link, "24-invite");
        link.setLink(m_values.link);
        shoot(link, "24-invite-link");
        PreferencesDialog preferences({});
        shoot(preferences, "27-preferences");
    }

    QDir m_folder;
    QString m_suffix;
    bool m_arabic;
    SampleValues m_values;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        qWarning("usage: tacet-gallery FOLDER [SCALE]");
        return 2;
    }
    if (argc > 2)
        qputenv("QT_SCALE_FACTOR", argv[2]);
    QApplication application(argc, argv);
    QApplication::setStyle("fusion");
    const QDir folder(argv[1]);
    folder.mkpath(".");
    for (const QString language : {"en", "de", "ar"}) {
        QTranslator translator;
        if (translator.load(":/i18n/tacet_" + language + ".qm"))
            QApplication::installTranslator(&translator);
        QLocale::setDefault(QLocale(language));
        QApplication::setLayoutDirection(QLocale().textDirection());
        ThemeController theme;
        for (const auto choice : {ThemeController::Choice::Light, ThemeController::Choice::Dark}) {
            theme.setChoice(choice);
            const bool isDark = choice == ThemeController::Choice::Dark;
            Gallery(folder, language + (isDark ? "-dark" : "-light"), language == "ar").run();
        }
    }
    return 0;
}
