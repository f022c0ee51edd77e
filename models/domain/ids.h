#pragma once
#include <QHash>
#include <QString>
#include <QUuid>

#include <compare>
#include <cstddef>
#include <span>

namespace tacet {

/// A UUIDv7 (RFC 9562): 48-bit Unix time in ms, then 74 random bits. `random` supplies 10 bytes.
QUuid uuid7(qint64 unixMilliseconds, std::span<const std::byte, 10> random);

/// Unix time in ms that stands in a UUIDv7.
qint64 uuid7Milliseconds(const QUuid &id);

/// A typed UUID: ids of different things do not mix.
template <class Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QUuid uuid)
        : m_uuid(uuid)
    {
    }

    /// Null id if the text is no UUID.
    static Id fromString(const QString &text) { return Id(QUuid::fromString(text)); }

    const QUuid &uuid() const { return m_uuid; }
    bool isNull() const { return m_uuid.isNull(); }
    /// Lower case with hyphens, without braces.
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    /// The 16 bytes in network order.
    QByteArray toBytes() const { return m_uuid.toRfc4122(); }

    friend bool operator==(const Id &a, const Id &b) { return a.m_uuid == b.m_uuid; }
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using WorkspaceId = Id<struct WorkspaceTag>;
using UserId = Id<struct UserTag>;
using DeviceId = Id<struct DeviceTag>;
using ChatId = Id<struct ChatTag>;
using MessageId = Id<struct MessageTag>;
using RoleId = Id<struct RoleTag>;                 ///< of a group or channel
using InviteId = Id<struct InviteTag>;             ///< to a group or channel
using ThreadId = Id<struct ThreadTag>;             ///< of a group or channel
using ReplyId = Id<struct ReplyTag>;               ///< in a thread
using DistributionId = Id<struct DistributionTag>; ///< of a Megolm session
using MediaId = Id<struct MediaTag>;               ///< of a file, picture, story or sticker, encrypted
using AvatarId = MediaId;                          ///< of a picture that shows an account or a chat

} // namespace tacet
