#include "ui/group/threadpane.h"

#include "ui/chat/composer.h"
#include "ui/group/newthreadform.h"
#include "ui/group/threadlistview.h"

#include <QListView>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace tacet {

ThreadPane::ThreadPane(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget)
    , m_list(new ThreadListView(m_threads))
    , m_view(new ThreadView(m_replies))
    , m_form(new NewThreadForm)
{
    setObjectName(QStringLiteral("sidePanel"));
    setAttribute(Qt::WA_StyledBackground);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_form);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connect(m_list, &ThreadListView::threadChosen, this, [this](ThreadId thread) {
        if (const int row = m_threads.rowOf(thread); row >= 0)
            openThread(m_threads.threadAt(row));
    });
    connect(m_list, &ThreadListView::newThreadRequested, this, &ThreadPane::startThread);
    connect(m_list, &ThreadListView::closeRequested, this, &ThreadPane::closeRequested);
    connect(m_view, &ThreadView::backRequested, this, &ThreadPane::showList);
    connect(m_form, &NewThreadForm::cancelled, this, &ThreadPane::showList);
    connect(m_form, &NewThreadForm::createRequested, this, [this](const QString &title, const QString &body) {
        Q_EMIT createRequested(m_threads.chat(), title, body);
    });
}

void ThreadPane::openChat(ChatId chat)
{
    if (m_threads.chat() == chat)
        return;
    m_list->forgetSearch();
    m_form->clear();
    m_replies.close();
    m_pages->setCurrentWidget(m_list);
    m_threads.open(chat);
}

void ThreadPane::closeChat()
{
    m_replies.close();
    m_threads.close();
    m_pages->setCurrentWidget(m_list);
}

void ThreadPane::setRights(bool mayStart, const ThreadView::Rights &rights)
{
    m_list->setMayPost(mayStart);
    m_view->setRights(rights);
}

void ThreadPane::openThread(const Thread &thread)
{
    m_view->setThread(thread);
    m_replies.open(thread.id, thread.unread);
    m_pages->setCurrentWidget(m_view);
    m_view->composer().setFocus(Qt::OtherFocusReason);
    Q_EMIT threadOpened(thread.id);
}

void ThreadPane::showList()
{
    m_replies.close();
    m_pages->setCurrentWidget(m_list);
    m_list->list().setFocus(Qt::OtherFocusReason);
}

void ThreadPane::startThread()
{
    m_pages->setCurrentWidget(m_form);
    m_form->start();
}

void ThreadPane::takeCreated(const Thread &thread)
{
    m_form->clear();
    m_threads.put(thread);
    openThread(thread);
}

void ThreadPane::putThread(const Thread &thread)
{
    m_threads.put(thread);
    if (showsThread() && m_view->thread().id == thread.id)
        m_view->setThread(thread);
}

void ThreadPane::removeThread(ThreadId thread)
{
    m_threads.remove(thread);
    if (showsThread() && m_view->thread().id == thread)
        showList();
}

void ThreadPane::showError(ErrorCode code)
{
    if (m_pages->currentWidget() == m_view)
        m_view->showError(code);
    else if (m_pages->currentWidget() == m_form)
        m_form->showError(code);
    else
        m_list->showError(code);
}

bool ThreadPane::showsThread() const
{
    return m_pages->currentWidget() == m_view;
}

QList<QWidget *> ThreadPane::parts()
{
    if (showsThread())
        return {&m_view->tree(), &m_view->composer()};
    return {m_pages->currentWidget() == m_list ? static_cast<QWidget *>(&m_list->list()) : m_form};
}

void ThreadPane::takeFocus()
{
    if (showsThread())
        m_view->composer().setFocus(Qt::ShortcutFocusReason);
    else
        m_list->list().setFocus(Qt::ShortcutFocusReason);
}

} // namespace tacet
