#include "app/ctl/groupadmission.h"

#include "app/ctl/describe.h"
#include "models/domain/enrolmentlink.h"
#include "models/domain/invitelink.h"

namespace tacet::ctl {

namespace {

Result<InviteKind> kindFrom(const QString &word)
{
    if (word == QLatin1StringView("link"))
        return InviteKind::Link;
    if (word == QLatin1StringView("code"))
        return InviteKind::Code;
    return fail(ErrorCode::InvalidInput, QStringLiteral("--kind is link or code"));
}

QString wordFor(JoinOutcome outcome)
{
    switch (outcome) {
    case JoinOutcome::Requested: return QStringLiteral("requested");
    case JoinOutcome::AlreadyMember: return QStringLiteral("already-member");
    case JoinOutcome::Joined: break;
    }
    return QStringLiteral("joined");
}

GroupAnswer answerOfEntry(const JoinResult &result)
{
    const bool isAsked = result.outcome == JoinOutcome::Requested;
    GroupAnswer answer =
        answerOfChat(isAsked ? QStringLiteral("asked; a manager decides") : QStringLiteral("joined"), result.chat);
    answer.document.insert(QStringLiteral("outcome"), wordFor(result.outcome));
    return answer;
}

Task<QList<GroupAnswer>> withdraw(AccountSession &session, QString how)
{
    ChatId chat = ChatId::fromString(how);
    if (chat.isNull()) {
        TACET_CO_TRY_ASSIGN(const InvitePreview preview, co_await answerOf(session.groupInvites().preview(how)));
        chat = preview.chat;
    }
    TACET_CO_TRY(co_await answerOf(session.groupInvites().withdrawRequest(chat)));
    GroupAnswer answer = answerOfChat(QStringLiteral("withdrawn"), chat);
    answer.document.insert(QStringLiteral("outcome"), QStringLiteral("withdrawn"));
    co_return QList{answer};
}

} // namespace

Task<QList<GroupAnswer>> inviteTo(AccountSession &session, ChatId chat, QHash<QString, QString> options)
{
    NewInvite wanted;
    TACET_CO_TRY_ASSIGN(wanted.kind, kindFrom(options.value(QStringLiteral("kind"), QStringLiteral("link"))));
    wanted.maxUses = options.value(QStringLiteral("uses"), QStringLiteral("1")).toInt();
    wanted.lifetime =
        std::chrono::seconds(options.value(QStringLiteral("lifetime"), QStringLiteral("86400")).toLongLong());
    wanted.wantsApproval = options.value(QStringLiteral("approval")) == QLatin1StringView("yes");
    TACET_CO_TRY_ASSIGN(const CreatedInvite made, co_await answerOf(session.groupInvites().create(chat, wanted)));
    const QString text = made.link.isEmpty() ? made.code : made.code + u'\n' + made.link;
    co_return QList{GroupAnswer{.text = text,
                                .document = {{QStringLiteral("id"), made.id.toString()},
                                             {QStringLiteral("code"), made.code},
                                             {QStringLiteral("link"), made.link},
                                             {QStringLiteral("expires_at"), timeText(made.expiresAt)}}}};
}

Task<QList<GroupAnswer>> enterGroup(AccountSession &session, QString how, QHash<QString, QString> options)
{
    const auto link = InviteLink::fromString(how);
    if (link && link->workspace != session.account().workspace.id)
        co_return fail(ErrorCode::InvalidInput, QStringLiteral("the link is another workspace's"));
    if (options.contains(QStringLiteral("withdraw")))
        co_return co_await withdraw(session, how);
    const ChatId id = ChatId::fromString(how);
    const auto joined = id.isNull() ? co_await answerOf(session.groupInvites().join(how))
                                    : co_await answerOf(session.groupInvites().joinPublic(id));
    if (!joined)
        co_return std::unexpected(joined.error());
    co_return QList{answerOfEntry(*joined)};
}

Task<QList<GroupAnswer>> findPublic(AccountSession &session, ChatType type, QString words)
{
    TACET_CO_TRY_ASSIGN(const auto found, co_await answerOf(session.groupInvites().searchPublic(words)));
    QList<GroupAnswer> answers;
    for (const PublicChat &chat : found) {
        if (chat.type != type)
            continue;
        answers += {.text = QStringLiteral("%1  %2 members  %3")
                                .arg(printableName(chat.name))
                                .arg(chat.memberCount)
                                .arg(chat.id.toString()),
                    .document = {{QStringLiteral("id"), chat.id.toString()},
                                 {QStringLiteral("type"), ctl::wordFor(chat.type)},
                                 {QStringLiteral("name"), chat.name},
                                 {QStringLiteral("description"), chat.description},
                                 {QStringLiteral("members"), chat.memberCount}}};
    }
    co_return answers;
}

Task<QList<GroupAnswer>> requestsTo(AccountSession &session, ChatId chat)
{
    TACET_CO_TRY_ASSIGN(const auto requests, co_await answerOf(session.groupInvites().requests(chat)));
    QList<GroupAnswer> answers;
    for (const JoinRequest &request : requests)
        answers += {.text = shownNameOf(request.person),
                    .document = {{QStringLiteral("username"), request.person.username},
                                 {QStringLiteral("user"), request.person.id.toString()},
                                 {QStringLiteral("created_at"), timeText(request.createdAt)}}};
    co_return answers;
}

QString explainEntry(const QString &how, const Error &error)
{
    if (EnrolmentLink::fromString(how))
        return QStringLiteral(
            "This link makes an account in a workspace and leads into no group. Use it with: tacetctl "
            "join LINK --username USER");
    const bool isId = !ChatId::fromString(how).isNull();
    switch (error.code()) {
    case ErrorCode::InvalidInput:
        return InviteLink::fromString(how)
                   ? QStringLiteral("This link leads into a group of another workspace. Use it with an account there.")
                   : QStringLiteral("This is no code, no link and no id of a group or channel. Was it cut short?");
    case ErrorCode::NotFound:
    case ErrorCode::TokenInvalid:
        return isId ? QStringLiteral("There is no public group or channel of that id, or nothing was asked there.")
                    : QStringLiteral("The code or link is unknown, used up or expired, or somebody took it back. Ask "
                                     "for a new one.");
    default: return explain(error);
    }
}

} // namespace tacet::ctl
