#include "app/ctl/threadtalk.h"

#include "app/ctl/describe.h"
#include "app/ctl/waiting.h"

#include <algorithm>

namespace tacet::ctl {

namespace {

constexpr std::chrono::seconds kSendTimeout{20};
constexpr std::chrono::seconds kWakeTimeout{2};
constexpr std::chrono::milliseconds kLook{500}; ///< signals that came while nobody waited are lost

bool isOnline(AccountSession &session)
{
    return session.connection().state().kind == ConnectionState::Kind::Online;
}

/// `read` answers the newest state of the post; whoever is to read it is woken before it returns.
template <class Post, class Read, class Signal>
Task<Post> settledBy(AccountSession &session, Post post, Read read, Signal signal)
{
    const QDeadlineTimer deadline(kSendTimeout);
    while (post.state == DeliveryState::Queued && isOnline(session) && !deadline.hasExpired()) {
        co_await signalOrDeadline(&session.threads(), signal, QDeadlineTimer(kLook));
        TACET_CO_TRY_ASSIGN(post, co_await read());
    }
    const QDeadlineTimer wakeDeadline(kWakeTimeout);
    while (post.state == DeliveryState::Sent && session.posts().isWorking() && !wakeDeadline.hasExpired())
        co_await signalOrDeadline(&session.posts(), &PostOutbox::drained, QDeadlineTimer(kLook));
    co_return post;
}

} // namespace

QJsonObject documentOf(const Thread &thread)
{
    return {{QStringLiteral("id"), thread.id.toString()},
            {QStringLiteral("chat"), thread.chat.toString()},
            {QStringLiteral("author"), thread.authorName},
            {QStringLiteral("title"), thread.title},
            {QStringLiteral("body"), thread.body},
            {QStringLiteral("created_at"), timeText(thread.createdAt)},
            {QStringLiteral("last_activity"), timeText(thread.lastActivity)},
            {QStringLiteral("replies"), thread.replyCount},
            {QStringLiteral("unread"), thread.unread},
            {QStringLiteral("followed"), thread.isFollowed},
            {QStringLiteral("pinned"), thread.isPinned},
            {QStringLiteral("state"), wordFor(thread.state)}};
}

QJsonObject documentOf(const Reply &reply)
{
    QJsonObject document{{QStringLiteral("id"), reply.id.toString()},
                         {QStringLiteral("thread"), reply.thread.toString()},
                         {QStringLiteral("author"), reply.authorName},
                         {QStringLiteral("body"), reply.body},
                         {QStringLiteral("created_at"), timeText(reply.createdAt)},
                         {QStringLiteral("deleted"), reply.isDeleted},
                         {QStringLiteral("state"), wordFor(reply.state)}};
    if (reply.parent)
        document.insert(QStringLiteral("parent"), reply.parent->toString());
    return document;
}

QString lineOf(const Thread &thread)
{
    QString line = thread.isPinned ? QStringLiteral("* ") : QString();
    line += printableName(thread.title) + QStringLiteral("  ") + printableName(thread.authorName);
    line += QStringLiteral("  %1 replies").arg(thread.replyCount);
    if (thread.unread > 0)
        line += QStringLiteral("  (%1 new)").arg(thread.unread);
    if (thread.isOutgoing && thread.state != DeliveryState::Sent)
        line += QStringLiteral("  [%1]").arg(wordFor(thread.state));
    return line + QStringLiteral("  ") + thread.id.toString();
}

QString lineOf(const Reply &reply, int depth)
{
    QString line = QString(static_cast<qsizetype>(depth) * 2, u' ');
    line += reply.createdAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss "));
    line += printableName(reply.authorName) + QStringLiteral(": ");
    line += reply.isDeleted ? QStringLiteral("(deleted)") : printable(reply.body);
    if (reply.isOutgoing && !reply.isDeleted)
        line += QStringLiteral("  [%1]").arg(wordFor(reply.state));
    return line;
}

Task<Thread> settled(AccountSession &session, Thread thread)
{
    const auto read = [&session, id = thread.id]() -> Task<Thread> {
        co_return co_await answerOf(session.threads().find(id));
    };
    co_return co_await settledBy(session, thread, read, &ThreadService::threadChanged);
}

Task<Reply> settled(AccountSession &session, Reply reply)
{
    const auto read = [&session, reply]() -> Task<Reply> {
        TACET_CO_TRY_ASSIGN(const auto replies, co_await answerOf(session.threads().replies(reply.thread)));
        const auto found = std::ranges::find(replies, reply.id, &Reply::id);
        if (found == replies.cend())
            co_return fail(ErrorCode::NotFound, QStringLiteral("reply"));
        co_return *found;
    };
    co_return co_await settledBy(session, reply, read, &ThreadService::replyChanged);
}

int reportWritten(const Output &output, const QJsonObject &document, DeliveryState state,
                  std::optional<ErrorCode> failure)
{
    output.result(wordFor(state), document);
    if (state == DeliveryState::Failed)
        return output.failure(Error(failure.value_or(ErrorCode::Internal)));
    if (state != DeliveryState::Queued)
        return 0;
    output.failure(
        ErrorCode::Offline,
        QStringLiteral("It waits in the outbox and leaves with the next command that reaches the database."));
    return kExitQueued;
}

} // namespace tacet::ctl
