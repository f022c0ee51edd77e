#pragma once
#include "models/services/localkeys.h"
#include "models/services/postkind.h"

namespace tacet {

class AccountCore;
struct GroupState;
struct Message;
struct OutgoingPost;

/// Messages of groups, under the device's Megolm session, and of channels, under the key of the newest epoch.
class MessagePost final : public PostKind
{
public:
    /// `core` outlives it.
    explicit MessagePost(AccountCore &core)
        : m_core(core)
    {
    }

    /// Cancelled: the session has to be replaced first. TooSoon: slow mode, or the next epoch has not begun.
    Result<SealedEntry> seal(VaultSession &vault, const PostOutboxEntry &entry) override;
    QList<Result<PostAnswer>> send(BackendSession &db, const QList<PostOutboxEntry> &entries) override;
    Result<Announcement> stored(VaultSession &vault, const PostOutboxEntry &entry, const PostAnswer &answer) override;
    Result<Announcement> givenUp(VaultSession &vault, const PostOutboxEntry &entry, ErrorCode why) override;

private:
    Result<> rewind(VaultSession &vault, const PostOutboxEntry &entry);
    Result<QByteArray> bodyOf(VaultSession &vault, const GroupState &state, const Message &message,
                              const OutgoingPost &post);
    Result<> sealLive(VaultSession &vault, const GroupState &state, const QByteArray &body, OutgoingPost &post);
    Result<> sealEpochPost(VaultSession &vault, const QByteArray &body, OutgoingPost &post);
    Result<PostAnswer> sendOne(BackendSession &db, const OutgoingPost &post);
    Announcement announcing(const QList<Message> &messages);

    AccountCore &m_core;
};

} // namespace tacet
