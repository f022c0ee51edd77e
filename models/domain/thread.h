#pragma once
#include "models/domain/message.h"

namespace tacet {

/// A titled discussion in a group or channel.
struct Thread {
    ThreadId id = {};
    ChatId chat = {};
    UserId author = {};          ///< null once the account is gone
    QString authorName = {};     ///< as shown
    QString title = {};          ///< plain text, 1-200 code points
    QString body = {};           ///< plain text, at most 10,000 code points
    QDateTime createdAt = {};    ///< UTC, by the author's clock (authenticated)
    QDateTime lastActivity = {}; ///< UTC, of the newest reply, or createdAt
    int replyCount = 0;
    int unread = 0; ///< replies not yet shown, and the thread itself
    bool isFollowed = false;
    bool isPinned = false;
    bool isOutgoing = false;
    DeliveryState state = DeliveryState::Received;
    std::optional<ErrorCode> failure = {};
};

struct Reply {
    ReplyId id = {};
    ThreadId thread = {};
    std::optional<ReplyId> parent = {}; ///< the reply it answers; nothing: the thread itself
    UserId author = {};
    QString authorName = {};
    QString body = {};        ///< plain text
    QDateTime createdAt = {}; ///< UTC, by the author's clock (authenticated)
    qint64 position = 0;      ///< the vault's order of arrival
    bool isOutgoing = false;
    bool isDeleted = false; ///< a tombstone: what answers it stays
    DeliveryState state = DeliveryState::Received;
    std::optional<ErrorCode> failure = {};
};

enum class ThreadOrder { LastActivity, Newest, MostReplies, Title };
enum class ThreadFilter { All, Unread, Followed, Mine };

/// What part of a chat's threads is wanted. Pinned ones come first in every order.
struct ThreadQuery {
    ChatId chat = {};
    ThreadOrder order = ThreadOrder::LastActivity;
    ThreadFilter filter = ThreadFilter::All;
    QString words = {}; ///< all of them in title, body or replies; empty: everything
    int offset = 0;     ///< position in the list; pages are cut in the vault
    int limit = 100;
};

struct ThreadPage {
    QList<Thread> threads = {};
    int total = 0; ///< of what the query asks for
};

} // namespace tacet
