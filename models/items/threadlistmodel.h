#pragma once
#include "models/domain/thread.h"

#include <QAbstractListModel>

namespace tacet {

/// A question for one page of threads. The answer must name the token; answers to old questions are dropped.
struct ThreadPageRequest {
    quint64 token = 0;
    ThreadQuery query;
};

/// The threads of one chat in the wanted order, pinned ones first. Only the pages somebody scrolled to are
/// there: a view asks by fetchMore(), the owner answers by takePage(). Lives on the GUI's thread.
class ThreadListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        ThreadIdRole = Qt::UserRole, ///< ThreadId
        AuthorIdRole,                ///< UserId
        AuthorRole,                  ///< QString
        PreviewRole,                 ///< QString, one line of the body
        TimeRole,                    ///< QDateTime, UTC, of the last activity
        RepliesRole,                 ///< int
        UnreadRole,                  ///< int
        FollowedRole,                ///< bool
        PinnedRole,                  ///< bool
        StateRole,                   ///< int(DeliveryState)
        FailureRole,                 ///< int(ErrorCode), invalid if none
    };
    static constexpr int kPageSize = 100;

    using QAbstractListModel::QAbstractListModel;

    /// Empties the list and asks for the first page.
    void open(ChatId chat);
    void close();
    ChatId chat() const { return m_query.chat; }
    ThreadOrder order() const { return m_query.order; }
    ThreadFilter filter() const { return m_query.filter; }
    const QString &words() const { return m_query.words; }
    void setOrder(ThreadOrder order);
    void setFilter(ThreadFilter filter);
    void setWords(const QString &words);

    void takePage(quint64 token, const ThreadPage &page);
    /// The page could not be read; it may be asked for again.
    void dropPage(quint64 token);
    /// A thread is new or changed. A row that does not fit the filter any more stays until the next question,
    /// so that nothing vanishes under the eyes of the reader.
    void put(const Thread &thread);
    void remove(ThreadId thread);

    bool isLoading() const { return m_pending; }
    /// The first page has arrived, and the list may be judged empty.
    bool isOpened() const { return m_opened; }
    /// Of what the question asks for, also what is not loaded.
    int total() const { return m_total; }
    /// `row` must exist.
    const Thread &threadAt(int row) const { return m_rows.at(row); }
    int rowOf(ThreadId thread) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageWanted(const tacet::ThreadPageRequest &request);
    /// Loading began or ended, or the number of threads changed.
    void windowChanged();

private:
    void restart();
    void ask();
    bool comesBefore(const Thread &a, const Thread &b) const;
    bool fits(const Thread &thread) const;
    void insertSorted(const Thread &thread);
    void replace(int row, const Thread &thread);
    QString spoken(const Thread &thread) const;

    ThreadQuery m_query;
    QList<Thread> m_rows;
    int m_total = 0;
    quint64 m_token = 0;
    bool m_pending = false;
    bool m_opened = false;
};

} // namespace tacet
