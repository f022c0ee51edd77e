#pragma once
#include "models/domain/error.h"
#include "models/domain/thread.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QListView;
class QStackedWidget;
class QToolButton;

namespace tacet {

class EmptyState;
class ErrorBanner;
class ThreadListModel;

/// The threads of a chat: search, filter, order, the list, and what stands where it is empty.
class ThreadListView final : public QWidget
{
    Q_OBJECT
public:
    explicit ThreadListView(ThreadListModel &threads, QWidget *parent = nullptr);

    void setMayPost(bool may);
    void showError(ErrorCode code);
    /// Empties the search without asking twice, before another chat is opened.
    void forgetSearch();
    QListView &list() { return *m_list; }

Q_SIGNALS:
    void threadChosen(tacet::ThreadId thread);
    void newThreadRequested();
    void followChangeRequested(tacet::ThreadId thread, bool followed);
    void markAllReadRequested();
    void retryRequested(tacet::ThreadId thread);
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildSearch();
    QWidget *buildMiddle();
    void choose(const QModelIndex &index);
    void showMenu(const QPoint &position);
    void refresh();

    ThreadListModel &m_threads;
    QTimer m_pause;
    QToolButton *m_new;
    QLineEdit *m_search;
    QComboBox *m_filter;
    QComboBox *m_order;
    ErrorBanner *m_banner;
    QStackedWidget *m_middle;
    QListView *m_list;
    EmptyState *m_empty;
    bool m_mayPost = false;
};

} // namespace tacet
