#pragma once
#include "models/services/postkind.h"

namespace tacet {

class AccountCore;

/// Threads in the post outbox.
class ThreadPost final : public PostKind
{
public:
    /// `core` outlives it.
    explicit ThreadPost(AccountCore &core)
        : m_core(core)
    {
    }

    Result<SealedEntry> seal(VaultSession &vault, const PostOutboxEntry &entry) override;
    QList<Result<PostAnswer>> send(BackendSession &db, const QList<PostOutboxEntry> &entries) override;
    Result<Announcement> stored(VaultSession &vault, const PostOutboxEntry &entry, const PostAnswer &answer) override;
    Result<Announcement> givenUp(VaultSession &vault, const PostOutboxEntry &entry, ErrorCode why) override;

private:
    AccountCore &m_core;
};

/// Replies likewise.
class ReplyPost final : public PostKind
{
public:
    /// `core` outlives it.
    explicit ReplyPost(AccountCore &core)
        : m_core(core)
    {
    }

    Result<SealedEntry> seal(VaultSession &vault, const PostOutboxEntry &entry) override;
    QList<Result<PostAnswer>> send(BackendSession &db, const QList<PostOutboxEntry> &entries) override;
    Result<Announcement> stored(VaultSession &vault, const PostOutboxEntry &entry, const PostAnswer &answer) override;
    Result<Announcement> givenUp(VaultSession &vault, const PostOutboxEntry &entry, ErrorCode why) override;

private:
    AccountCore &m_core;
};

} // namespace tacet
