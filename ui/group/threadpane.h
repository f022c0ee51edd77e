#pragma once
#include "models/items/replytreemodel.h"
#include "models/items/threadlistmodel.h"
#include "ui/group/threadview.h"

#include <QWidget>

class QStackedWidget;

namespace tacet {

class NewThreadForm;
class ThreadListView;

/// The threads of the open chat beside the conversation: the list, one thread, or a new one. Holds the models;
/// a controller answers their questions.
class ThreadPane final : public QWidget
{
    Q_OBJECT
public:
    explicit ThreadPane(QWidget *parent = nullptr);

    /// The threads of another chat: the list, from its beginning.
    void openChat(ChatId chat);
    void closeChat();
    ChatId chat() const { return m_threads.chat(); }
    void setRights(bool mayStart, const ThreadView::Rights &rights);
    void openThread(const Thread &thread);
    void showList();
    void startThread();
    /// What the form asked for is there: opens it.
    void takeCreated(const Thread &thread);
    /// A thread changed: its row and, if it is open, its page.
    void putThread(const Thread &thread);
    void removeThread(ThreadId thread);
    void showError(ErrorCode code);

    ThreadListModel &threads() { return m_threads; }
    ReplyTreeModel &replies() { return m_replies; }
    ThreadListView &list() { return *m_list; }
    ThreadView &view() { return *m_view; }
    NewThreadForm &form() { return *m_form; }
    bool showsThread() const;
    /// What F6 walks through.
    QList<QWidget *> parts();
    /// Puts the focus into the part that is shown.
    void takeFocus();

Q_SIGNALS:
    /// A thread is on the screen: its replies are wanted.
    void threadOpened(tacet::ThreadId thread);
    void createRequested(tacet::ChatId chat, const QString &title, const QString &body);
    void closeRequested();

private:
    ThreadListModel m_threads;
    ReplyTreeModel m_replies;
    QStackedWidget *m_pages;
    ThreadListView *m_list;
    ThreadView *m_view;
    NewThreadForm *m_form;
};

} // namespace tacet
