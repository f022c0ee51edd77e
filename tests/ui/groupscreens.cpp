#include "tests/ui/groupscreens.h"

#include "models/items/chatlistmodel.h"
#include "models/items/groupwords.h"
#include "models/items/messagelistmodel.h"
#include "ui/chat/chatlistpane.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/mainwindow.h"
#include "ui/group/addmembersdialog.h"
#include "ui/group/alarmtext.h"
#include "ui/group/groupdialog.h"
#include "ui/group/groupinvitedialog.h"
#include "ui/group/groupinvitespage.h"
#include "ui/group/groupleavepage.h"
#include "ui/group/grouprolespage.h"
#include "ui/group/joindialog.h"
#include "ui/group/memberpicker.h"
#include "ui/group/newgroupdialog.h"
#include "ui/group/newthreadform.h"
#include "ui/group/readersdialog.h"
#include "ui/group/threadpane.h"
#include "ui/group/typedconfirmation.h"
#include "ui/widgets/displaytext.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

namespace tacet::tests {

namespace {

using Shoot = std::function<void(QWidget &widget, const QString &name)>;

/// The main window with the group among the chats, filled with values.
class GroupWindow
{
public:
    GroupWindow(const SampleValues &values, const SampleGroup &group, bool arabic)
        : m_group(group)
        , m_window(m_chats, m_messages)
    {
        m_chats.setSelf(group.self);
        m_messages.setSelf(group.self);
        QObject::connect(&m_messages, &MessageListModel::pageWanted, &m_messages, [this](const PageRequest &request) {
            MessagePage page;
            page.reachedOldest = true;
            if (request.chat == m_group.chat.id)
                page.messages = QList<Message>(m_group.messages.rbegin(), m_group.messages.rend());
            m_messages.takePage(request.token, page);
        });
        QObject::connect(&m_window.threads().threads(), &ThreadListModel::pageWanted, &m_window,
                         [this](const ThreadPageRequest &request) {
                             const bool shown = request.query.chat == m_group.chat.id;
                             m_window.threads().threads().takePage(
                                 request.token,
                                 shown ? ThreadPage{.threads = m_group.threads, .total = int(m_group.threads.size())}
                                       : ThreadPage());
                         });
        m_window.setAccount(values.account);
        m_window.setConnection({.kind = ConnectionState::Kind::Online, .reason = {}, .retryAt = {}});
        m_chats.setChats(values.chats + sampleGroupChats(arabic) + QList<Chat>{group.chat});
        QObject::connect(&m_window.side(), &ChatListPane::chatSelected, &m_window, [this](ChatId id) { open(id); });
    }

    void open(ChatId id)
    {
        const Chat chat = m_chats.chatAt(m_chats.rowOf(id));
        m_messages.open(id, {}, chat.type == ChatType::Direct ? 0 : 2, MessageListModel::Authors::Named);
        m_window.conversation().showChat(chat);
        m_window.conversation().setMentionables(m_group.mentionables.mid(1));
        m_window.threads().openChat(id);
        m_window.threads().setRights(true, {.reply = true, .pin = true, .deleteAny = true});
    }

    MainWindow &window() { return m_window; }

private:
    const SampleGroup &m_group;
    ChatListModel m_chats;
    MessageListModel m_messages;
    MainWindow m_window;
};

/// What an operator of the database did is told of, and what slows one down.
void showTroubles(MainWindow &window, const SampleGroup &group, const Shoot &shoot)
{
    window.side().selectChat(group.chat.id);
    Group slow = group.group;
    slow.settings.slowModeSeconds = 300;
    slow.ownRole = {};
    slow.ownRole.permissions = Permission::SendMessages;
    window.conversation().setWritingRule(group.chat.id, writingSentence(slow, QDateTime::currentDateTimeUtc()));
    shoot(window, "38-slow-mode");
    window.conversation().showWarning(alarmWords(GroupAlarm::LogBroken, isolated(lineText(group.group.settings.name))));
    shoot(window, "39-alarm");
}

void showWindow(const SampleValues &values, const SampleGroup &group, bool arabic, const Shoot &shoot)
{
    GroupWindow shown(values, group, arabic);
    MainWindow &window = shown.window();
    window.side().selectChat(group.chat.id);
    window.conversation().setJoinRequests(group.chat.id, static_cast<int>(group.requests.size()));
    shoot(window, "30-group");
    Composer &composer = window.conversation().composer();
    composer.setFocus();
    composer.setPlainText(QString::fromUtf8(arabic ? "شكرا @" : "Thank you @"));
    composer.moveCursor(QTextCursor::End);
    shoot(window, "31-mention");
    composer.setPlainText({});
    window.showThreads(true);
    shoot(window, "32-threads");
    ThreadPane &threads = window.threads();
    threads.openThread(group.threads.first());
    threads.replies().setReplies(group.replies);
    shoot(window, "33-thread");
    threads.startThread();
    threads.findChild<QLineEdit *>("threadTitle")->setText(group.threads.at(1).title);
    shoot(window, "34-new-thread");
    window.showThreads(false);
    for (const Chat &chat : sampleGroupChats(arabic)) {
        window.side().selectChat(chat.id);
        shoot(window, chat.type == ChatType::Channel ? "35-channel-read-only" : "36-left");
    }
    window.showThreads(true);
    shoot(window, "37-threads-empty");
    window.showThreads(false);
    showTroubles(window, group, shoot);
}

void showDetails(const SampleGroup &group, const Shoot &shoot)
{
    GroupDialog dialog(group.group, group.self);
    dialog.setRoles(group.roles);
    dialog.setMembers(group.members);
    dialog.invites().setInvites(group.invites);
    dialog.setRequests(group.requests);
    dialog.leaving().setKeys({.epoch = 4,
                              .epochMadeAt = QDateTime::currentDateTimeUtc().addDays(-3),
                              .epochDueReason = {},
                              .devices = 9,
                              .devicesWithoutKey = 0,
                              .sessionMessages = 4,
                              .sessionStartedAt = {},
                              .devicesWithoutSession = 0,
                              .unreadableMessages = 1});
    dialog.findChild<QListView *>("memberList")
        ->setCurrentIndex(dialog.findChild<QListView *>("memberList")->model()->index(2, 0));
    shoot(dialog, "40-members");
    dialog.showPage(GroupDialog::Page::Settings);
    shoot(dialog, "41-settings");
    dialog.showPage(GroupDialog::Page::Roles);
    dialog.findChild<QListView *>("roleList")
        ->setCurrentIndex(dialog.findChild<QListView *>("roleList")->model()->index(2, 0));
    shoot(dialog, "42-roles");
    dialog.showPage(GroupDialog::Page::Invites);
    shoot(dialog, "43-invites");
    dialog.showPage(GroupDialog::Page::Leave);
    shoot(dialog, "44-leave");
    dialog.findChild<QPushButton *>("dissolveButton")->click();
    shoot(*dialog.findChild<TypedConfirmation *>(), "45-dissolve");
    dialog.showError(ErrorCode::Offline);
    shoot(dialog, "46-offline");
    Group longest = group.group;
    longest.settings.name = (group.group.settings.name + u' ').repeated(6).trimmed();
    longest.settings.name.truncate(100);
    GroupDialog wide(longest, group.self);
    wide.setRoles(group.roles);
    wide.setMembers(group.members);
    shoot(wide, "47-long-name");
}

void showWays(const SampleValues &values, const SampleGroup &group, const Shoot &shoot)
{
    NewGroupDialog fresh;
    shoot(fresh, "50-new-group");
    fresh.findChild<QLineEdit *>("groupName")->setText(group.group.settings.name);
    fresh.showMembers();
    fresh.picker().setPeople({}, values.people);
    QListView *people = fresh.findChild<QListView *>("pickList");
    QTest::mouseClick(people->viewport(), Qt::LeftButton, {},
                      people->visualRect(people->model()->index(1, 0)).center());
    shoot(fresh, "51-new-group-members");
    GroupInviteDialog invite(group.group);
    invite.setRoles(group.roles);
    shoot(invite, "52-invite");
    invite.setInvite({.id = {},
                      .code = "7K3QM-ZP4XW-9TBHR-2VNDC",
                      .link = "tacet://group?w=01990000-2222-7333-8001-020304050601&s=7K3QMZP4XW9TBHR2VNDC",
                      .expiresAt = QDateTime::currentDateTimeUtc().addDays(1)});
    shoot(invite, "53-invite-made");
    JoinDialog join;
    join.setInvite("7K3Q-MZP4");
    join.setPublicChats({}, group.publicChats);
    join.setPreview("7K3Q-MZP4", {.chat = group.chat.id,
                                  .type = ChatType::Group,
                                  .visibility = ChatVisibility::Private,
                                  .kind = InviteKind::Code,
                                  .name = {},
                                  .memberCount = 6,
                                  .wantsApproval = true,
                                  .expiresAt = {}});
    shoot(join, "54-join");
    join.showRequested();
    shoot(join, "55-join-asked");
    JoinDialog refused;
    refused.setInvite("7K3Q-MZP4");
    refused.showPreviewError("7K3Q-MZP4", ErrorCode::NotFound);
    refused.setPublicChats({}, {});
    shoot(refused, "56-join-refused");
    JoinDialog wrong;
    wrong.setInvite(values.link.toString());
    wrong.setPublicChats({}, group.publicChats);
    shoot(wrong, "59-join-wrong-link");
    ReadersDialog readers;
    readers.setReaders(values.people.mid(0, 3), 5);
    shoot(readers, "57-readers");
    AddMembersDialog add({});
    add.picker().start();
    add.picker().setPeople({}, {});
    shoot(add, "58-add-empty");
}

} // namespace

void showGroupScreens(const SampleValues &values, bool arabic, const Shoot &shoot)
{
    const SampleGroup group = sampleGroup(arabic);
    showWindow(values, group, arabic, shoot);
    showDetails(group, shoot);
    showWays(values, group, shoot);
}

} // namespace tacet::tests
