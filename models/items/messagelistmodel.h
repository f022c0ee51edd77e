#pragma once
#include "models/domain/message.h"

#include <QAbstractListModel>
#include <QSet>

namespace tacet {

/// A question for one page of history. The answer must name the token; answers to old questions are dropped.
struct PageRequest {
    quint64 token = 0;
    ChatId chat;
    qint64 before = 0; ///< exclusive
    int limit = 0;
};

/// A window of at most kMaxRows messages of one chat, oldest first. Older and newer pages are asked for
/// by pageWanted() and come back through takePage(); what falls out at the other end is remembered as
/// positions only, so that a chat of any length takes the same memory. Lives on the GUI's thread.
class MessageListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        MessageIdRole = Qt::UserRole, ///< MessageId
        OutgoingRole,                 ///< bool
        TimeRole,                     ///< QDateTime, UTC
        StateRole,                    ///< int(DeliveryState)
        FailureRole,                  ///< int(ErrorCode), invalid if none
        StartsDayRole,                ///< bool: the first row of a day
        StartsGroupRole,              ///< bool: the author did not speak just before
        EndsGroupRole,                ///< bool: somebody else or a pause follows
        FirstUnreadRole,              ///< bool: the line "new messages" stands above
        ExpandedRole,                 ///< bool, writable: a long text is shown at length
        KindRole,                     ///< int(MessageKind)
        EventRole,                    ///< ChatEvent, invalid if it is none
        WaitingRole,                  ///< WaitingForKey, invalid if it waits for nothing
        MentionsRole,                 ///< QList<Mention>
        MentionsMeRole,               ///< bool
        AuthorIdRole,                 ///< UserId
        AuthorRole,                   ///< QString; empty where the view need not say who wrote
        ExpiresRole,                  ///< QDateTime, UTC; invalid if it stays
        SelfRole,                     ///< UserId of this account
    };
    static constexpr int kPageSize = 60;
    static constexpr int kMaxRows = 6 * kPageSize;

    using QAbstractListModel::QAbstractListModel;

    /// Whether rows say who wrote them: groups and channels.
    enum class Authors { Unnamed, Named };

    /// Who looks: what this account did is told as "you".
    void setSelf(UserId self) { m_self = self; }
    /// Another chat: empties the window and asks for the newest page. `unread` places the line above
    /// the first new message; `peerName` is what a screen reader calls an author that has no name of its own.
    void open(ChatId chat, const QString &peerName, int unread, Authors authors = Authors::Unnamed);
    void close();
    ChatId chat() const { return m_chat; }

    void takePage(quint64 token, const MessagePage &page);
    /// The page could not be read; it may be asked for again.
    void dropPage(quint64 token);
    /// A message is in the vault: new, or a row already shown.
    void put(const Message &message);
    /// It disappeared or was deleted.
    void remove(MessageId message);

    bool canFetchOlder() const;
    bool canFetchNewer() const;
    void fetchOlder();
    void fetchNewer();
    /// Empties the window and asks for the newest page, unless it is shown already.
    void jumpToNewest();
    /// Loads older pages until the first unread message is there, then emits firstUnreadReached().
    void seekFirstUnread();
    /// There is an unread message above which the line stands or will stand.
    bool hasFirstUnread() const { return m_unread > 0 || !m_firstUnread.isNull(); }
    /// -1 while it is not loaded.
    int firstUnreadRow() const { return m_firstUnread.isNull() ? -1 : rowOf(m_firstUnread); }
    /// Nothing newer than the last row exists.
    bool atNewest() const { return m_newer.isEmpty(); }
    /// How many messages are newer than the last row.
    int newerCount() const;
    bool isLoading() const { return m_pending != Pending::None; }
    /// The newest page has arrived, and history may be judged empty.
    bool isOpened() const { return m_opened; }
    /// Position of the newest known message; 0 if there is none.
    qint64 newestPosition() const;
    /// `row` must exist.
    const Message &messageAt(int row) const { return m_rows.at(row); }
    int rowOf(MessageId message) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void pageWanted(const tacet::PageRequest &request);
    /// The newest page is in place after open() or jumpToNewest().
    void opened();
    void windowChanged();
    void firstUnreadReached(int row);

private:
    enum class Pending { None, Newest, Older, Newer };
    /// Rows that fell out at the newer end: together they are the answer to (before newest+1, count).
    struct Fallen {
        qint64 newest = 0;
        int count = 0;
    };

    void ask(Pending kind, qint64 before, int limit);
    void askNewest();
    void clearRows();
    void takeNewest(const MessagePage &page);
    void takeOlder(const MessagePage &page);
    void takeNewer(const MessagePage &page);
    void trimNewer();
    void trimOlder();
    void insertSorted(const Message &message);
    void noteBeyond(const Message &message);
    void markFirstUnread(int rows);
    void goOnSeeking();
    QVariant groupData(const Message &message, int role) const;
    bool startsDay(int row) const;
    bool startsGroup(int row) const;
    void neighboursChanged(int row);

    ChatId m_chat;
    QString m_peerName;
    QList<Message> m_rows;
    QList<Message> m_arrived; ///< while the newest page is awaited
    QList<Fallen> m_newer;    ///< nearest first
    QSet<MessageId> m_expanded;
    MessageId m_firstUnread;
    int m_unread = 0; ///< unread messages older than the oldest row
    bool m_seeking = false;
    Authors m_authors = Authors::Unnamed;
    UserId m_self;
    quint64 m_token = 0;
    Pending m_pending = Pending::None;
    bool m_reachedOldest = true;
    bool m_opened = false;
};

} // namespace tacet
