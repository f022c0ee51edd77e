#pragma once
#include "models/domain/error.h"
#include "models/domain/thread.h"

#include <QHash>
#include <QWidget>

class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace tacet {

class Composer;
class ElidedLabel;
class EmptyState;
class ErrorBanner;
class ReplyDelegate;
class ReplyTreeModel;
class TextLabel;

/// One thread: its title and text, the nested replies, and the field for a reply, which answers the thread or
/// the reply that was chosen.
class ThreadView final : public QWidget
{
    Q_OBJECT
public:
    /// What the own role allows here.
    struct Rights {
        bool reply = false;
        bool pin = false;
        bool deleteAny = false;
    };

    explicit ThreadView(ReplyTreeModel &replies, QWidget *parent = nullptr);

    void setThread(const Thread &thread);
    const Thread &thread() const { return m_thread; }
    void setRights(const Rights &rights);
    void showError(ErrorCode code);
    /// The text could not be stored: it stands in the field again.
    void restoreUnsent(ThreadId thread, const QString &body);
    Composer &composer() { return *m_composer; }
    QTreeView &tree() { return *m_tree; }

Q_SIGNALS:
    void backRequested();
    void replyRequested(tacet::ThreadId thread, const QString &body, std::optional<tacet::ReplyId> parent);
    void followChangeRequested(tacet::ThreadId thread, bool followed);
    void pinChangeRequested(tacet::ThreadId thread, bool pinned);
    void deleteThreadRequested(tacet::ThreadId thread);
    void deleteReplyRequested(tacet::ThreadId thread, tacet::ReplyId reply);
    void retryReplyRequested(tacet::ReplyId reply);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildCard();
    QWidget *buildReplies();
    QWidget *buildComposer();
    void refresh();
    void refreshReplies();
    void refreshComposer();
    void answer(const QModelIndex &index);
    void send();
    void showMenu(const QPoint &position);
    void askDeleteThread();
    void fitCard();

    ReplyTreeModel &m_replies;
    Thread m_thread;
    Rights m_rights;
    std::optional<ReplyId> m_answers;
    QHash<ThreadId, QString> m_drafts; ///< what stood in the field when another thread was opened
    ElidedLabel *m_heading;
    QToolButton *m_follow;
    QToolButton *m_pin;
    QToolButton *m_delete;
    TextLabel *m_title;
    TextLabel *m_byline;
    TextLabel *m_body;
    QScrollArea *m_card;
    ErrorBanner *m_banner;
    QStackedWidget *m_middle;
    QTreeView *m_tree;
    ReplyDelegate *m_delegate;
    EmptyState *m_empty;
    QWidget *m_answering;
    ElidedLabel *m_answeringWords;
    Composer *m_composer;
    QToolButton *m_send;
};

} // namespace tacet
