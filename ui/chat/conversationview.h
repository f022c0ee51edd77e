#pragma once
#include "ui/chat/messagedelegate.h"

#include <QListView>
#include <QPersistentModelIndex>

namespace tacet {

class MessageListModel;

/// The messages of one chat. Rows have the height of their text; only visible ones are laid out, and the
/// row under the reader's eyes keeps its place when pages load, rows grow or the window is resized. It is a
/// QListView for the sake of screen readers only: geometry and painting are its own.
class ConversationView final : public QListView
{
    Q_OBJECT
public:
    explicit ConversationView(QWidget *parent = nullptr);

    /// A MessageListModel; it must outlive the view.
    void setModel(QAbstractItemModel *model) override;
    /// The last row is at the lower edge and nothing newer exists.
    bool isAtNewest() const;
    /// Scrolls to the newest message; loads it if the window of the model is elsewhere.
    void jumpToNewest();
    /// The selected text, or else the text of the current message.
    QString copyText() const;
    /// For tests: how many rows are exact and not guessed.
    int measuredRows() const;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;

Q_SIGNALS:
    /// The reader sees the newest message, or does not any more.
    void atNewestChanged(bool atNewest);
    void linkActivated(const QUrl &url);
    void retryRequested(tacet::MessageId message);
    void contextMenuWanted(const QPoint &globalPosition, const QModelIndex &index);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void doItemsLayout() override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void reset() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct RowHeight {
        int height = 0;
        bool exact = false;
    };

    void rowsGone(int start, int end);
    void forgetHeights();
    void settle();
    bool measureVisible();
    void applyAnchor();
    void captureAnchor();
    void fetchNearEdges();
    int topOf(int row) const;
    int totalHeight() const;
    int rowAtContentY(int y) const;
    QStyleOptionViewItem optionFor(int row) const;
    MessageDelegate::Hit hitAt(const QPoint &point) const;
    void activate(const MessageDelegate::Hit &hit, const QModelIndex &index);
    void selectText(const QModelIndex &index, int from, int to);

    MessageDelegate *m_delegate;
    MessageListModel *m_messages = nullptr;
    QList<RowHeight> m_heights;
    /// The row whose lower edge stands m_anchorGap above the viewport's lower edge; invalid: the last row.
    QPersistentModelIndex m_anchor;
    int m_anchorGap = 0;
    bool m_followsNewest = true;
    bool m_settling = false;
    bool m_wasAtNewest = true;
    QPersistentModelIndex m_pressed;
    MessageDelegate::Hit m_pressedHit;
    MessageDelegate::Selection m_selection;
    QString m_selectedText;
};

} // namespace tacet
