#pragma once
#include "tests/backend/tenantworld.h"

namespace tacet {

/// A device that changes groups. Every operation follows the head that the same statement reads: who comes
/// late is answered Conflict. Nothing is retried here. One thread at a time.
class GroupRacer
{
public:
    explicit GroupRacer(const Member &member)
        : m_member(member)
    {
    }

    /// A group of which the device's account is the owner; the roles are owner, admin, member.
    struct Group {
        QUuid id;
        QList<QUuid> roles;
    };
    Result<Group> create(const QString &visibility, int maxMembers) const;

    Result<> joinPublic(const Group &group) const;
    Result<> leave(const Group &group) const;
    Result<> add(const Group &group, UserId user) const;
    Result<> remove(const Group &group, UserId user) const;
    Result<> assign(const Group &group, UserId user, const QUuid &role) const;
    Result<> mute(const Group &group, UserId user) const;
    Result<> passOwnership(const Group &group, UserId user) const;
    Result<> beginEpoch(const Group &group) const;
    Result<> putKeys(const Group &group, const QList<DeviceId> &devices) const;
    Result<> sendControl(const Group &group, const QList<DeviceId> &devices) const;
    Result<> startSenderKey(const Group &group) const;
    /// Leaves with an operation of just this place in the log. "stored" or "repeat".
    Result<QString> leaveAt(const Group &group, qint64 sequence, const QByteArray &previousHash) const;

    const Member &member() const { return m_member; }

private:
    Result<> run(const PgStatement &statement, const PgParams &params) const;

    const Member &m_member;
};

} // namespace tacet
