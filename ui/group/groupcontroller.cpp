#include "ui/group/groupcontroller.h"

#include "models/items/chatlistmodel.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/mainwindow.h"
#include "ui/group/alarmtext.h"
#include "ui/group/groupinvitedialog.h"
#include "ui/group/joindialog.h"
#include "ui/group/memberpicker.h"
#include "ui/group/newgroupdialog.h"
#include "ui/widgets/displaytext.h"

#include <QMessageBox>
#include <QPushButton>

namespace tacet {

namespace {

constexpr qint64 kLookPause = 10'000; ///< milliseconds

} // namespace

GroupController::GroupController(AccountSession &session, ChatListModel &chats, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_groups(session.groups())
    , m_invites(session.groupInvites())
    , m_people(session.people())
    , m_workspace(session.account().workspace.id)
    , m_chats(chats)
    , m_window(window)
{
    ConversationPane &pane = window.conversation();
    connect(&window, &MainWindow::newGroupRequested, this, &GroupController::openNewGroup);
    connect(&window, &MainWindow::joinRequested, this, &GroupController::openJoin);
    connect(&pane, &ConversationPane::groupInviteRequested, this, &GroupController::openInvite);
    connect(&pane, &ConversationPane::invitationActivated, this, &GroupController::openInvitation);
    connect(&pane, &ConversationPane::leaveRequested, this, &GroupController::askLeave);
    connect(&pane, &ConversationPane::forgetRequested, this, &GroupController::forget);
    connect(&m_groups, &GroupService::alarmed, this, &GroupController::warn);
    connect(&m_groups, &GroupService::pictureNotSet, this,
            [this](ChatId, ErrorCode why) { m_window.conversation().showError(why); });
    m_look.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, [this] {
        m_looked.start();
        m_groups.refresh();
    });
    connect(&window, &MainWindow::activeChanged, this, [this](bool active) {
        if (active)
            lookSoon();
    });
}

/// Whoever comes back to the window sees at once what became of the groups, also of those that tell one nothing
/// any more; not more often than the database should be asked.
void GroupController::lookSoon()
{
    if (m_look.isActive())
        return;
    const qint64 since = m_looked.isValid() ? m_looked.elapsed() : kLookPause;
    m_look.start(static_cast<int>(std::max<qint64>(0, kLookPause - since)));
}

void GroupController::warn(ChatId chat, GroupAlarm alarm)
{
    const int row = m_chats.rowOf(chat);
    const QString name = row < 0 ? QString() : isolated(lineText(m_chats.chatAt(row).shownName()));
    m_window.conversation().showWarning(alarmWords(alarm, name));
}

void GroupController::serve(MemberPicker &picker)
{
    connect(&picker, &MemberPicker::searchRequested, this, [this, &picker](const QString &text) {
        AsyncResult<QList<Person>> found = text.isEmpty() ? m_people.contacts() : m_people.search(text);
        found.then(&picker, [&picker, text](const Result<QList<Person>> &people) {
            if (people)
                picker.setPeople(text, *people);
            else
                picker.showError(text, people.error().code());
        });
    });
}

void GroupController::openNewGroup()
{
    auto *dialog = new NewGroupDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    serve(dialog->picker());
    connect(dialog, &NewGroupDialog::createRequested, this, [this, dialog](const NewGroup &group) {
        m_groups.create(group).then(dialog, [this, dialog](const Result<Group> &made) {
            if (!made) {
                dialog->showError(made.error().code());
                return;
            }
            dialog->accept();
            Q_EMIT chatEntered(made->id);
        });
    });
    dialog->open();
}

JoinDialog *GroupController::openJoin()
{
    if (m_join != nullptr)
        return m_join;
    auto *dialog = new JoinDialog(&m_window);
    m_join = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWorkspace(m_workspace);
    connect(dialog, &JoinDialog::previewRequested, this,
            [this, dialog](const QString &text) { preview(dialog, text); });
    connect(dialog, &JoinDialog::searchRequested, this,
            [this, dialog](const QString &words) { searchPublic(dialog, words); });
    connect(dialog, &JoinDialog::joinRequested, this,
            [this, dialog](const QString &text) { finishJoin(dialog, m_invites.join(text)); });
    connect(dialog, &JoinDialog::joinPublicRequested, this,
            [this, dialog](ChatId chat) { finishJoin(dialog, m_invites.joinPublic(chat)); });
    dialog->open();
    return dialog;
}

void GroupController::openInvitation(const QString &link)
{
    openJoin()->setInvite(link);
}

void GroupController::preview(JoinDialog *dialog, const QString &text)
{
    m_invites.preview(text).then(dialog, [dialog, text](const Result<InvitePreview> &preview) {
        if (preview)
            dialog->setPreview(text, *preview);
        else
            dialog->showPreviewError(text, preview.error().code());
    });
}

void GroupController::searchPublic(JoinDialog *dialog, const QString &words)
{
    m_invites.searchPublic(words).then(dialog, [dialog, words](const Result<QList<PublicChat>> &chats) {
        if (chats)
            dialog->setPublicChats(words, *chats);
        else
            dialog->showError(chats.error().code());
    });
}

void GroupController::finishJoin(JoinDialog *dialog, AsyncResult<JoinResult> work)
{
    work.then(dialog, [this, dialog](const Result<JoinResult> &joined) {
        if (!joined) {
            dialog->showError(joined.error().code());
        } else if (joined->outcome == JoinOutcome::Requested) {
            dialog->showRequested();
        } else {
            dialog->accept();
            Q_EMIT chatEntered(joined->chat);
        }
    });
}

void GroupController::openInvite(ChatId chat)
{
    m_groups.find(chat).then(this, [this, chat](const Result<Group> &group) {
        if (!group) {
            m_window.conversation().showError(group.error().code());
            return;
        }
        auto *dialog = new GroupInviteDialog(*group, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &GroupInviteDialog::inviteRequested, this, [this, dialog, chat](const NewInvite &invite) {
            m_invites.create(chat, invite).then(dialog, [dialog](const Result<CreatedInvite> &made) {
                if (made)
                    dialog->setInvite(*made);
                else
                    dialog->showError(made.error().code());
            });
        });
        m_groups.roles(chat).then(dialog, [dialog](const Result<QList<GroupRole>> &roles) {
            if (roles)
                dialog->setRoles(*roles);
        });
        dialog->open();
    });
}

void GroupController::askLeave(ChatId chat)
{
    const int row = m_chats.rowOf(chat);
    if (row < 0)
        return;
    const QString name = isolated(lineText(m_chats.chatAt(row).shownName()));
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Leave"), {}, QMessageBox::Cancel, &m_window);
    box->setObjectName(QStringLiteral("leaveQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Leave %1?").arg(name));
    box->setInformativeText(
        tr("What is written afterwards you cannot read. To come back you need to be let in again."));
    QPushButton *leave = box->addButton(tr("Leave"), QMessageBox::DestructiveRole);
    leave->setObjectName(QStringLiteral("confirmLeaveButton"));
    leave->setProperty("kind", QStringLiteral("danger"));
    connect(leave, &QPushButton::clicked, this, [this, chat] { report(m_groups.leave(chat)); });
    box->open();
}

void GroupController::forget(ChatId chat)
{
    m_groups.forget(chat).then(this, [this, chat](const Result<> &forgotten) {
        if (!forgotten) {
            m_window.conversation().showError(forgotten.error().code());
            return;
        }
        if (m_window.conversation().chat() == chat)
            m_window.conversation().showNothing();
        m_chats.remove(chat);
    });
}

void GroupController::report(AsyncResult<> work)
{
    work.then(this, [this](const Result<> &done) {
        if (!done)
            m_window.conversation().showError(done.error().code());
    });
}

} // namespace tacet
