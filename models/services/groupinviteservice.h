#pragma once
#include "models/domain/group.h"
#include "models/services/awaiting.h"

#include <QObject>

namespace tacet {

class AccountCore;
struct AskedInvite;

/// Ways into groups and channels: codes, links, requests, public chats. All of it needs the database.
/// Lives on its owner's thread.
class GroupInviteService final : public QObject
{
    Q_OBJECT
public:
    explicit GroupInviteService(AccountCore &core);

    /// Forbidden without the right to manage members; QuotaExceeded with too many open ones.
    AsyncResult<CreatedInvite> create(ChatId chat, const NewInvite &invite);
    /// Those that can still be used, newest first.
    AsyncResult<QList<GroupInvite>> list(ChatId chat);
    /// A link takes a new epoch with it.
    AsyncResult<> revoke(ChatId chat, InviteId invite);

    /// `text` is an 8-character code, a 20-character code (case, dashes and look-alikes do not matter) or a
    /// link. InvalidInput if it is none of them; NotFound for what does not exist, is used up, has expired
    /// or was revoked: which of these is not told.
    AsyncResult<InvitePreview> preview(const QString &text);
    AsyncResult<JoinResult> join(const QString &text);
    /// NotFound if nothing was asked there.
    AsyncResult<> withdrawRequest(ChatId chat);

    /// People who asked to be let in; for who manages members.
    AsyncResult<QList<JoinRequest>> requests(ChatId chat);
    AsyncResult<> admit(ChatId chat, UserId user);
    AsyncResult<> decline(ChatId chat, UserId user);

    AsyncResult<QList<PublicChat>> searchPublic(const QString &words, int limit = 30);
    AsyncResult<JoinResult> joinPublic(ChatId chat);

Q_SIGNALS:
    /// Somebody asked, was let in or was declined.
    void requestsChanged(tacet::ChatId chat);

private:
    Task<CreatedInvite> makeInvite(ChatId chat, NewInvite invite);
    Task<CreatedInvite> makeCode(ChatId chat, NewInvite invite);
    Task<CreatedInvite> makeLink(ChatId chat, NewInvite invite);
    Task<> takeBack(ChatId chat, InviteId invite);
    Task<AskedInvite> ask(QString text);
    Task<InvitePreview> look(QString text);
    Task<JoinResult> joinWith(QString text);
    Task<JoinResult> joinByLink(AskedInvite invite, QString secret);
    Task<> requestJoin(AskedInvite invite);
    Task<> takeRequestBack(ChatId chat);
    Task<QList<JoinRequest>> listRequests(ChatId chat);
    Task<> letIn(ChatId chat, UserId user);
    Task<JoinResult> enterPublic(ChatId chat);
    Task<JoinResult> arrive(ChatId chat);

    AccountCore &m_core;
};

} // namespace tacet
