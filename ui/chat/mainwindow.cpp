#include "ui/chat/mainwindow.h"

#include "models/items/chatlistmodel.h"
#include "ui/chat/chatlistpane.h"
#include "ui/chat/chatswitcher.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/conversationview.h"
#include "ui/chat/preferencesdialog.h"
#include "ui/chat/shortcutsdialog.h"
#include "ui/chat/windowactions.h"
#include "ui/group/threadpane.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QSplitter>

namespace tacet {

namespace {

constexpr QSize kSize(1120, 740);
constexpr QSize kSmallest(640, 420);
constexpr int kSideWidth = 320;
constexpr int kSideSmallest = 240;
constexpr int kConversationSmallest = 300;
constexpr int kThreadsWidth = 340;
constexpr int kThreadsSmallest = 280;

} // namespace

MainWindow::MainWindow(ChatListModel &chats, MessageListModel &messages, QWidget *parent)
    : QMainWindow(parent)
    , m_splitter(new QSplitter)
    , m_chats(chats)
    , m_side(new ChatListPane(chats))
    , m_conversation(new ConversationPane(messages))
    , m_threads(new ThreadPane)
    , m_actions(new WindowActions(*this))
{
    setObjectName(QStringLiteral("mainWindow"));
    resize(kSize);
    setMinimumSize(kSmallest);
    buildParts();
    m_side->setNewChatAction(m_actions->newChat);
    buildMenu();
    connectActions();
    connect(m_side, &ChatListPane::newChatRequested, this, &MainWindow::newChatRequested);
    connect(m_side, &ChatListPane::chatActivated, this,
            [this] { m_conversation->composer().setFocus(Qt::OtherFocusReason); });
    connect(m_side, &ChatListPane::inviteRequested, this, &MainWindow::inviteRequested);
    connect(m_conversation, &ConversationPane::newChatRequested, this, &MainWindow::newChatRequested);
    connect(&chats, &ChatListModel::unreadTotalChanged, this, &MainWindow::refreshTitle);
    refreshTitle(chats.unreadTotal());
}

void MainWindow::buildParts()
{
    m_side->setMinimumWidth(kSideSmallest);
    m_conversation->setMinimumWidth(kConversationSmallest);
    m_threads->setMinimumWidth(kThreadsSmallest);
    m_splitter->addWidget(m_side);
    m_splitter->addWidget(m_conversation);
    m_splitter->addWidget(m_threads);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({kSideWidth, kSize.width() - kSideWidth, kThreadsWidth});
    m_threads->hide();
    setCentralWidget(m_splitter);
    connect(m_threads, &ThreadPane::closeRequested, this, [this] { showThreads(false); });
    connect(m_conversation, &ConversationPane::threadsRequested, this, [this] { showThreads(m_threads->isHidden()); });
}

void MainWindow::showThreads(bool shown)
{
    const bool opens = shown && m_conversation->isGroup();
    m_conversation->setThreadsShown(opens);
    if (opens == !m_threads->isHidden())
        return;
    m_threads->setVisible(opens);
    Q_EMIT threadsShownChanged(opens);
    if (opens)
        m_threads->takeFocus();
    else
        m_conversation->composer().setFocus(Qt::OtherFocusReason);
}

void MainWindow::setAccount(const Account &account)
{
    m_side->setAccount(account);
}

void MainWindow::setConnection(const ConnectionState &state)
{
    m_side->setConnection(state);
}

void MainWindow::setPreferences(const Preferences &preferences)
{
    m_preferences = preferences;
    m_conversation->composer().setEnterSends(preferences.enterSends);
}

void MainWindow::setPlaces(const QList<WindowPlace> &places)
{
    m_places = places;
    m_actions->administration->setVisible(!places.isEmpty());
}

void MainWindow::restore(const QByteArray &geometry, const QByteArray &splitter)
{
    restoreGeometry(geometry);
    m_splitter->restoreState(splitter);
    m_threads->hide(); // opened beside a group, when somebody wants it
}

void MainWindow::flushDrafts()
{
    m_conversation->composer().flush();
}

QByteArray MainWindow::splitterState() const
{
    return m_splitter->saveState();
}

void MainWindow::buildMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("mainMenu"));
    menu->addAction(m_actions->newChat);
    menu->addAction(m_actions->newGroup);
    menu->addAction(m_actions->join);
    menu->addSeparator();
    menu->addAction(m_actions->invite);
    menu->addAction(m_actions->administration);
    menu->addSeparator();
    menu->addAction(m_actions->preferences);
    menu->addAction(m_actions->shortcuts);
    menu->addSeparator();
    menu->addAction(m_actions->lock);
    menu->addAction(m_actions->quit);
    m_side->setMenu(menu);
}

void MainWindow::connectActions()
{
    const auto on = [this](const QAction *action, auto &&slot) {
        connect(action, &QAction::triggered, this, std::forward<decltype(slot)>(slot));
    };
    on(m_actions->newChat, [this] { Q_EMIT newChatRequested(); });
    on(m_actions->newGroup, [this] { Q_EMIT newGroupRequested(); });
    on(m_actions->join, [this] { Q_EMIT joinRequested(); });
    on(m_actions->rightPanel, [this] { showThreads(m_threads->isHidden()); });
    on(m_actions->details, [this] { m_conversation->requestDetails(); });
    on(m_actions->firstUnread, [this] { m_conversation->seekFirstUnread(); });
    on(m_actions->invite, [this] { Q_EMIT inviteRequested(); });
    on(m_actions->administration, [this] { Q_EMIT placeRequested(m_places.first().id); });
    on(m_actions->lock, [this] { Q_EMIT lockRequested(); });
    on(m_actions->markRead, [this] { Q_EMIT markReadRequested(); });
    on(m_actions->quit, [this] { Q_EMIT quitRequested(); });
    on(m_actions->switchChat, [this] { openSwitcher(); });
    on(m_actions->shortcuts, [this] { openShortcuts(); });
    on(m_actions->preferences, [this] { openPreferences(); });
    on(m_actions->nextChat, [this] { m_side->step(1, ChatListPane::Among::All); });
    on(m_actions->previousChat, [this] { m_side->step(-1, ChatListPane::Among::All); });
    on(m_actions->nextUnread, [this] { m_side->step(1, ChatListPane::Among::Unread); });
    on(m_actions->previousUnread, [this] { m_side->step(-1, ChatListPane::Among::Unread); });
    on(m_actions->jumpToNewest, [this] { m_conversation->view().jumpToNewest(); });
    on(m_actions->focusComposer, [this] { m_conversation->composer().setFocus(Qt::ShortcutFocusReason); });
    on(m_actions->nextPane, [this] { stepPane(1); });
    on(m_actions->previousPane, [this] { stepPane(-1); });
    on(m_actions->larger, [this] { zoomBy(1); });
    on(m_actions->smaller, [this] { zoomBy(-1); });
    on(m_actions->normalSize, [this] { zoomBy(-m_preferences.zoom); });
    connect(m_actions, &WindowActions::chatNumberTriggered, m_side, &ChatListPane::selectRow);
}

void MainWindow::openSwitcher()
{
    auto *switcher = new ChatSwitcher(m_chats, m_places, this);
    switcher->setAttribute(Qt::WA_DeleteOnClose);
    connect(switcher, &ChatSwitcher::chatChosen, this, [this](ChatId chat) {
        m_side->selectChat(chat);
        m_conversation->composer().setFocus();
    });
    connect(switcher, &ChatSwitcher::placeChosen, this, &MainWindow::placeRequested);
    switcher->open();
}

void MainWindow::openShortcuts()
{
    auto *dialog = new ShortcutsDialog(*m_actions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openPreferences()
{
    auto *dialog = new PreferencesDialog(m_preferences, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PreferencesDialog::preferencesChanged, this, [this](const Preferences &preferences) {
        setPreferences(preferences);
        Q_EMIT preferencesChanged(preferences);
    });
    dialog->open();
}

void MainWindow::zoomBy(int points)
{
    m_preferences.zoom = std::clamp(m_preferences.zoom + points, ThemeController::kZoomMin, ThemeController::kZoomMax);
    Q_EMIT preferencesChanged(m_preferences);
}

void MainWindow::stepPane(int step)
{
    QList<QWidget *> parts{&m_side->list(), &m_conversation->view(), &m_conversation->composer()};
    if (m_threads->isVisible())
        parts += m_threads->parts();
    const QWidget *focused = focusWidget();
    qsizetype at = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (focused == parts.at(i) || parts.at(i)->isAncestorOf(focused))
            at = i;
    }
    parts.at((at + step + parts.size()) % parts.size())->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::refreshTitle(int unread)
{
    const QString name = QStringLiteral("Tacet");
    setWindowTitle(unread > 0 ? tr("(%1) %2").arg(QLocale().toString(unread), name) : name);
    qGuiApp->setBadgeNumber(unread);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    flushDrafts();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange)
        Q_EMIT activeChanged(isActiveWindow());
    QMainWindow::changeEvent(event);
}

} // namespace tacet
