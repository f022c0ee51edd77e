#include "tests/backend/groupracer.h"

namespace tacet {

namespace {

constexpr PgStatement kCreate{
    "racer_create", "SELECT api.create_chat($1, 'group', $2, $3, '', $4, '', NULL, $5, false, $6, $7, $8, $9)"};
constexpr PgStatement kJoin{"racer_join", "SELECT api.join_public_chat($1, p.head_sequence + 1, p.head_hash, $2, $3) "
                                          "FROM api.public_chat($1) p"};
constexpr PgStatement kLeave{
    "racer_leave", "SELECT api.leave_chat($1, g.head_sequence + 1, g.head_hash, $2, $3) FROM api.group($1) g"};
constexpr PgStatement kLeaveAt{"racer_leave_at", "SELECT api.leave_chat($1, $2, $3, $4, $5)"};
constexpr PgStatement kAdd{"racer_add", "SELECT api.add_member($1, $4, $5, g.head_sequence + 1, g.head_hash, $2, $3) "
                                        "FROM api.group($1) g"};
constexpr PgStatement kRemove{"racer_remove",
                              "SELECT api.remove_member($1, $4, g.head_sequence + 1, g.head_hash, $2, $3) "
                              "FROM api.group($1) g"};
constexpr PgStatement kAssign{"racer_assign",
                              "SELECT api.assign_role($1, $4, $5, g.head_sequence + 1, g.head_hash, $2, $3) "
                              "FROM api.group($1) g"};
constexpr PgStatement kMute{"racer_mute",
                            "SELECT api.mute_member($1, $4, now() + interval '1 hour', g.head_sequence + 1, "
                            "g.head_hash, $2, $3) FROM api.group($1) g"};
constexpr PgStatement kPass{"racer_pass", "SELECT api.pass_ownership($1, $4, g.head_sequence + 1, g.head_hash, $2, $3) "
                                          "FROM api.group($1) g"};
constexpr PgStatement kEpoch{
    "racer_epoch", "SELECT api.begin_epoch($1, g.epoch + 1, 'manual', CASE g.visibility WHEN 'public' THEN $4 "
                   "ELSE ''::bytea END, g.head_sequence + 1, g.head_hash, $2, $3) FROM api.group($1) g"};
constexpr PgStatement kPut{"racer_put",
                           "SELECT (p).stored FROM (SELECT api.put_group_keys($1, g.epoch, $2, $3, $4, $5, $6) AS p "
                           "FROM api.group($1) g OFFSET 0) x"};
constexpr PgStatement kControl{"racer_control",
                               "SELECT state FROM api.send_group_control($1, $2, 7::smallint, $3, $4, $5, $6, $7, "
                               "$8, $9)"};
constexpr PgStatement kSenderKey{"racer_sender_key", "SELECT api.start_sender_key($1, $2)"};

constexpr qsizetype kSignatureBytes = 64;
constexpr qsizetype kKemBytes = 1568;

// Chat, body and signature: how all operations begin.
PgParams operation(const GroupRacer::Group &group)
{
    return PgParams().uuid(group.id).bytes(newId<UserId>().toBytes()).bytes(filler(kSignatureBytes, "signature"));
}

} // namespace

Result<> GroupRacer::run(const PgStatement &statement, const PgParams &params) const
{
    TACET_TRY(m_member.db().exec(statement, params));
    return {};
}

Result<GroupRacer::Group> GroupRacer::create(const QString &visibility, int maxMembers) const
{
    const bool open = visibility == QLatin1StringView("public");
    const Group group{.id = newId<ChatId>().uuid(),
                      .roles = {QUuid::createUuid(), QUuid::createUuid(), QUuid::createUuid()}};
    TACET_TRY(run(kCreate, PgParams()
                               .uuid(group.id)
                               .text(visibility)
                               .text(open ? QStringLiteral("Open") : QString())
                               .bytes(open ? QByteArray() : QByteArray("sealed"))
                               .int32(maxMembers)
                               .uuids(group.roles)
                               .bytes(open ? filler(32, "open") : QByteArray())
                               .bytes("genesis")
                               .bytes(filler(kSignatureBytes, "signature"))));
    return group;
}

Result<> GroupRacer::joinPublic(const Group &group) const
{
    return run(kJoin, operation(group));
}

Result<> GroupRacer::leave(const Group &group) const
{
    return run(kLeave, operation(group));
}

Result<QString> GroupRacer::leaveAt(const Group &group, qint64 sequence, const QByteArray &previousHash) const
{
    TACET_TRY_ASSIGN(const PgResult result,
                     m_member.db().exec(kLeaveAt, PgParams()
                                                      .uuid(group.id)
                                                      .int64(sequence)
                                                      .bytes(previousHash)
                                                      .bytes(m_member.user.toBytes())
                                                      .bytes(filler(kSignatureBytes, "signature"))));
    return result.first([](PgRow &row) { return row.text(0); });
}

Result<> GroupRacer::add(const Group &group, UserId user) const
{
    return run(kAdd, operation(group).id(user).uuid(group.roles.at(2)));
}

Result<> GroupRacer::remove(const Group &group, UserId user) const
{
    return run(kRemove, operation(group).id(user));
}

Result<> GroupRacer::assign(const Group &group, UserId user, const QUuid &role) const
{
    return run(kAssign, operation(group).id(user).uuid(role));
}

Result<> GroupRacer::mute(const Group &group, UserId user) const
{
    return run(kMute, operation(group).id(user));
}

Result<> GroupRacer::passOwnership(const Group &group, UserId user) const
{
    return run(kPass, operation(group).id(user));
}

Result<> GroupRacer::beginEpoch(const Group &group) const
{
    return run(kEpoch, operation(group).bytes(filler(32, "open")));
}

Result<> GroupRacer::putKeys(const Group &group, const QList<DeviceId> &devices) const
{
    const qsizetype count = devices.size();
    return run(kPut, PgParams()
                         .uuid(group.id)
                         .ids(devices)
                         .byteas(QList<QByteArray>(count, filler(32, "encapsulation")))
                         .int64s(QList<qint64>(count, 1))
                         .byteas(QList<QByteArray>(count, filler(kKemBytes, "kem")))
                         .byteas(QList<QByteArray>(count, filler(80, "wrap"))));
}

Result<> GroupRacer::sendControl(const Group &group, const QList<DeviceId> &devices) const
{
    const qsizetype count = devices.size();
    // The same session both ways, with a handshake: the rows of sessions meet.
    return run(kControl, PgParams()
                             .id(newId<MessageId>())
                             .uuid(group.id)
                             .ids(devices)
                             .byteas(QList<QByteArray>(count, filler(16, "session")))
                             .byteas(QList<QByteArray>(count, filler(32, "ratchet")))
                             .int64s(QList<qint64>(count, 0))
                             .int64s(QList<qint64>(count, 0))
                             .byteas(QList<QByteArray>(count, filler(70, "ciphertext")))
                             .byteas(QList<QByteArray>(count, filler(40, "handshake"))));
}

Result<> GroupRacer::startSenderKey(const Group &group) const
{
    return run(kSenderKey, PgParams().uuid(group.id).id(newId<MessageId>()));
}

} // namespace tacet
