#pragma once
#include "models/domain/thread.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <vector>

namespace tacet {

/// The replies of one thread, nested by what they answer, each level by arrival. Answers deeper than
/// kDepthMax stand beside what they answer and say whom. Lives on the GUI's thread.
class ReplyTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        ReplyIdRole = Qt::UserRole, ///< ReplyId
        AuthorIdRole,               ///< UserId
        AuthorRole,                 ///< QString
        TimeRole,                   ///< QDateTime, UTC
        OutgoingRole,               ///< bool
        DeletedRole,                ///< bool: only a place is left
        StateRole,                  ///< int(DeliveryState)
        FailureRole,                ///< int(ErrorCode), invalid if none
        AnswersRole,                ///< QString: who is answered, where nesting does not show it; else empty
        NewRole,                    ///< bool: not shown before the thread was opened
    };
    static constexpr int kDepthMax = 4;

    explicit ReplyTreeModel(QObject *parent = nullptr);
    ~ReplyTreeModel() override;

    /// Another thread, empty at first. The last `unread` replies of others count as new, and whatever comes later.
    void open(ThreadId thread, int unread);
    void close();
    ThreadId thread() const { return m_thread; }
    void setReplies(const QList<Reply> &replies);
    /// Adds the reply or updates its row.
    void put(const Reply &reply);

    bool isOpened() const { return m_opened; }
    int count() const { return static_cast<int>(m_nodes.size()); }
    qint64 newestPosition() const { return m_newest; }
    QModelIndex indexOf(ReplyId reply) const;
    /// `index` must be valid.
    const Reply &replyAt(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void countChanged();

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    Node *placeFor(const Reply &reply) const;
    void add(const Reply &reply);
    void placeReadPosition(const QList<Reply> &sorted);
    QString answered(const Node &node) const;
    QString spoken(const Node &node) const;

    ThreadId m_thread;
    std::unique_ptr<Node> m_root;
    QHash<ReplyId, Node *> m_nodes;
    int m_unread = 0; ///< until the replies are there
    qint64 m_readPosition = 0;
    qint64 m_newest = 0;
    bool m_opened = false;
};

} // namespace tacet
