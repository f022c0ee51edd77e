#pragma once
#include "crypto/epoch/invitesecret.h"
#include "models/services/grouplog.h"
#include "tests/support/seededrandom.h"

#include <map>
#include <vector>

namespace tacet::tests {

/// Somebody who signs operations.
struct LogAuthor {
    UserId user;
    DeviceId device;
    crypto::DeviceIdentity identity;
};

/// An operation with what proves it.
struct WrittenOperation {
    GroupOperation operation;
    SignedOperation made;
    QByteArray inviteSignature;
    int author = 0;

    /// As the database shows it.
    LoggedOperation entry() const;
};

/// Writes logs of groups: whatever is asked for, allowed or not, and at random. The same again for the same seed.
class LogWriter
{
public:
    explicit LogWriter(quint64 seed);

    int addAuthor(UserId user, DeviceId device);
    /// With ids of its own.
    int addAuthor();
    const LogAuthor &author(int index) const { return m_authors[static_cast<size_t>(index)]; }
    int authors() const { return static_cast<int>(m_authors.size()); }
    OperationSigners signers() const;

    WrittenOperation genesis(int author, ChatType type = ChatType::Group,
                             ChatVisibility visibility = ChatVisibility::Private);
    WrittenOperation next(const GroupLogState &state, int author, OperationKind kind, QUuid subject = {},
                          QUuid detail = {}, const OperationFields &fields = {});
    /// Signed by the link's key too.
    WrittenOperation join(const GroupLogState &state, int author, InviteId invite);
    /// A link of a key pair of its own, with the present epoch's key.
    WrittenOperation invite(const GroupLogState &state, int author, RoleId role, qint64 maxUses = 2,
                            std::chrono::seconds lifetime = std::chrono::hours(1));
    /// Of a link that this object made; else null.
    const crypto::InviteSecret *secretOf(InviteId invite) const;
    /// Any operation by anybody, mostly one that might be allowed.
    WrittenOperation atRandom(const GroupLogState &state);

    OperationSettings settings(const GroupLogState &state, ChatVisibility visibility) const;
    OperationRole role(const GroupLogState &state, Permissions permissions, bool isDefault = false) const;
    /// The text whose hash settings() and role() have.
    static QByteArray text() { return QByteArrayLiteral("Some text"); }

    quint64 below(quint64 bound);
    QByteArray bytes(qsizetype size);
    template <class IdType>
    IdType newId()
    {
        return IdType(uuid(m_time.toMSecsSinceEpoch()));
    }
    void setTime(const QDateTime &time) { m_time = time; }

private:
    QUuid uuid(qint64 milliseconds);
    WrittenOperation sign(GroupOperation operation, int author);
    UserId anybody() { return author(static_cast<int>(below(m_authors.size()))).user; }
    RoleId anyRole(const GroupLogState &state);
    OperationFields anyFields(const GroupLogState &state, OperationKind kind);

    test::SeededRandom m_random;
    QDateTime m_time;
    std::vector<LogAuthor> m_authors;
    std::map<InviteId, crypto::InviteSecret> m_invites;
};

} // namespace tacet::tests
