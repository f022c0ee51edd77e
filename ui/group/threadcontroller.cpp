#include "ui/group/threadcontroller.h"

#include "ui/chat/chatlistpane.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/mainwindow.h"
#include "ui/group/threadlistview.h"
#include "ui/group/threadpane.h"

namespace tacet {

ThreadController::ThreadController(ThreadService &threads, GroupService &groups, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_threads(threads)
    , m_groups(groups)
    , m_window(window)
    , m_pane(window.threads())
{
    connect(&window.side(), &ChatListPane::chatSelected, this, &ThreadController::followChat);
    connect(&window, &MainWindow::threadsShownChanged, this, &ThreadController::followChat);
    connect(&window, &MainWindow::activeChanged, this, &ThreadController::markSeen);
    connect(&groups, &GroupService::groupChanged, this, [this](ChatId chat) {
        if (chat == m_pane.chat())
            readRights(chat);
    });
    connectPane();
    connectService();
}

void ThreadController::connectPane()
{
    connect(&m_pane.threads(), &ThreadListModel::pageWanted, this, &ThreadController::readPage);
    connect(&m_pane, &ThreadPane::threadOpened, this, &ThreadController::readReplies);
    connect(&m_pane, &ThreadPane::createRequested, this, &ThreadController::create);
    connect(&m_pane.list(), &ThreadListView::markAllReadRequested, this,
            [this] { report(m_threads.markAllRead(m_pane.chat())); });
    connect(&m_pane.list(), &ThreadListView::retryRequested, this,
            [this](ThreadId thread) { report(m_threads.retry(thread)); });
    connect(&m_pane.list(), &ThreadListView::followChangeRequested, this,
            [this](ThreadId thread, bool followed) { report(m_threads.setFollowed(thread, followed)); });
    ThreadView &view = m_pane.view();
    connect(&view, &ThreadView::replyRequested, this, &ThreadController::reply);
    connect(&view, &ThreadView::followChangeRequested, this,
            [this](ThreadId thread, bool followed) { report(m_threads.setFollowed(thread, followed)); });
    connect(&view, &ThreadView::pinChangeRequested, this,
            [this](ThreadId thread, bool pinned) { report(m_threads.setPinned(thread, pinned)); });
    connect(&view, &ThreadView::deleteThreadRequested, this,
            [this](ThreadId thread) { report(m_threads.deleteThread(thread)); });
    connect(&view, &ThreadView::deleteReplyRequested, this,
            [this](ThreadId thread, ReplyId reply) { report(m_threads.deleteReply(thread, reply)); });
    connect(&view, &ThreadView::retryReplyRequested, this,
            [this](ReplyId reply) { report(m_threads.retryReply(reply)); });
}

void ThreadController::connectService()
{
    connect(&m_threads, &ThreadService::threadChanged, &m_pane, &ThreadPane::putThread);
    connect(&m_threads, &ThreadService::threadRemoved, this,
            [this](ChatId, ThreadId thread) { m_pane.removeThread(thread); });
    connect(&m_threads, &ThreadService::replyStored, this, &ThreadController::takeReply);
    connect(&m_threads, &ThreadService::replyChanged, &m_pane.replies(), &ReplyTreeModel::put);
}

/// The panel shows the threads of the open chat, and closes where there can be none.
void ThreadController::followChat()
{
    if (!m_window.conversation().isGroup())
        m_window.showThreads(false);
    if (m_pane.isHidden()) {
        m_pane.closeChat();
        return;
    }
    const ChatId chat = m_window.conversation().chat();
    m_pane.setRights(false, {});
    m_pane.openChat(chat);
    readRights(chat);
}

void ThreadController::readRights(ChatId chat)
{
    m_groups.find(chat).then(this, [this, chat](const Result<Group> &group) {
        if (!group || m_pane.chat() != chat)
            return;
        const bool mayPost = group->may(Permission::PostThreads);
        m_pane.setRights(mayPost, {.reply = mayPost,
                                   .pin = group->may(Permission::PinMessages),
                                   .deleteAny = group->may(Permission::DeleteMessages)});
    });
}

void ThreadController::readPage(const ThreadPageRequest &request)
{
    m_threads.list(request.query).then(this, [this, token = request.token](const Result<ThreadPage> &page) {
        if (page) {
            m_pane.threads().takePage(token, *page);
            return;
        }
        m_pane.threads().dropPage(token);
        m_pane.showError(page.error().code());
    });
}

void ThreadController::readReplies(ThreadId thread)
{
    m_threads.replies(thread).then(this, [this, thread](const Result<QList<Reply>> &replies) {
        if (thread != m_pane.replies().thread())
            return;
        if (!replies) {
            m_pane.showError(replies.error().code());
            return;
        }
        m_pane.replies().setReplies(*replies);
        markSeen();
    });
}

void ThreadController::takeReply(const Reply &reply)
{
    m_pane.replies().put(reply);
    if (reply.thread == m_pane.replies().thread())
        markSeen();
}

/// Read means: on the screen of the active window.
void ThreadController::markSeen()
{
    const bool isSeen = m_window.isActiveWindow() && m_pane.isVisible() && m_pane.showsThread();
    if (isSeen && m_pane.replies().isOpened())
        report(m_threads.markRead(m_pane.replies().thread(), m_pane.replies().newestPosition()));
}

void ThreadController::create(ChatId chat, const QString &title, const QString &body)
{
    m_threads.create(chat, title, body).then(this, [this](const Result<Thread> &thread) {
        if (!thread) {
            m_pane.showError(thread.error().code());
            return;
        }
        m_pane.takeCreated(*thread);
    });
}

void ThreadController::reply(ThreadId thread, const QString &body, std::optional<ReplyId> parent)
{
    m_threads.reply(thread, body, parent).then(this, [this, thread, body](const Result<Reply> &reply) {
        if (reply) {
            m_pane.replies().put(*reply);
            return;
        }
        m_pane.view().restoreUnsent(thread, body);
        m_pane.showError(reply.error().code());
    });
}

void ThreadController::report(AsyncResult<> work)
{
    work.then(this, [this](const Result<> &done) {
        if (!done)
            m_pane.showError(done.error().code());
    });
}

} // namespace tacet
