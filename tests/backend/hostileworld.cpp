#include "tests/backend/hostileworld.h"

#include "models/backend/devicestore.h"
#include "models/backend/directchatstore.h"

#include <QFile>

namespace tacet {

namespace {

// What every member may read: the directory, default stickers, avatars, stories for all.
constexpr auto kPublicRows = R"(
SELECT concat_ws(' ', u.id, u.username, u.display_name, u.master_pubkey, u.bio, u.avatar) FROM tacet.users u
UNION ALL SELECT concat_ws(' ', d.id, d.db_role, d.identity_pubkey, d.prekey_pubkey, d.prekey_signature, d.certificate,
    d.certificate_signature) FROM tacet.devices d
UNION ALL SELECT m::text FROM tacet.device_manifests m
UNION ALL SELECT p::text FROM tacet.signed_prekeys p
UNION ALL SELECT p::text FROM tacet.one_time_prekeys p
UNION ALL SELECT p::text FROM tacet.kem_prekeys p
UNION ALL SELECT t::text FROM tacet.tenant t
UNION ALL SELECT concat_ws(' ', p, x) FROM tacet.sticker_packs p LEFT JOIN tacet.stickers x ON x.pack_id = p.id
    WHERE p.is_default
UNION ALL SELECT concat_ws(' ', m, c) FROM tacet.media m LEFT JOIN tacet.kept_chunks c USING (blob_id)
    WHERE m.kind = 'avatar' AND (m.area = 'account' OR EXISTS (SELECT FROM tacet.chats g
        WHERE g.id = m.holder_id AND g.visibility = 'public'))
    OR EXISTS (SELECT FROM tacet.sticker_packs p WHERE p.id = m.holder_id AND p.is_default)
UNION ALL SELECT concat_ws(' ', x, m, c) FROM tacet.stories x LEFT JOIN tacet.media m ON m.area = 'account'
    AND m.holder_id = x.user_id AND m.id = x.media_id LEFT JOIN tacet.media_chunks c USING (blob_id) WHERE x.privacy = 'all'
UNION ALL SELECT m::text FROM migrations.schema_migrations m)";

// Public chats are everybody's, with what anybody has to know to join them.
constexpr auto kPublicChats = R"(
SELECT r.content FROM watch.rows() r JOIN tacet.chats c ON c.visibility = 'public' AND strpos(r.content, c.id::text) > 0
UNION ALL SELECT r.content FROM watch.rows() r JOIN tacet.threads t ON strpos(r.content, t.id::text) > 0
  JOIN tacet.chats c ON c.id = t.chat_id AND c.visibility = 'public')";

// Words of the schema itself.
constexpr auto kSchemaWords = R"(
SELECT p.prosrc || ' ' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('tacet', 's', 'api', 'admin', 'console')
UNION ALL SELECT pg_get_constraintdef(c.oid) || ' ' || c.conname FROM pg_constraint c
UNION ALL SELECT a.attname || ' ' || c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
UNION ALL SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
UNION ALL SELECT rolname FROM pg_roles)";

} // namespace

QByteArray attackScript(const QString &name)
{
    QFile file(QStringLiteral(TACET_SOURCE_DIR "/tests/data/attack/") + name);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(("no script " + name).toStdString());
    return file.readAll();
}

HostileWorld::HostileWorld(PostgresFixture &fixture, Filling filling)
    : m_world(std::make_unique<TenantWorld>(fixture))
    , m_superuser(std::make_unique<RawSession>(address(), fixture.superuser()))
    , m_alice(m_world->join(QStringLiteral("alice")))
    , m_bob(m_world->join(QStringLiteral("bob")))
    , m_carol(m_world->join(QStringLiteral("carol")))
    , m_dave(m_world->join(QStringLiteral("dave")))
    , m_eve(m_world->join(QStringLiteral("eve")))
    , m_frank(m_world->join(QStringLiteral("frank")))
    , m_removed(m_world->secondDevice(m_eve))
{
    m_superuser->list(attackScript(QStringLiteral("watch.sql")));
    talk();
    talkInGroup();
    if (filling == Filling::EveryTable)
        fillTheRest();
    inviteAttackers(fixture);
    m_catalog = AttackCatalog::read(*m_superuser);
    gatherCanaries();
}

HostileWorld::~HostileWorld() = default;

std::unique_ptr<RawSession> HostileWorld::enter(const DatabaseLogin &login) const
{
    return std::make_unique<RawSession>(address(), login);
}

const HostileWorld::Attacker &HostileWorld::attacker(const QByteArray &who) const
{
    for (const Attacker &one : m_attackers) {
        if (one.who == who)
            return one;
    }
    throw std::runtime_error(("no attacker " + who).toStdString());
}

void HostileWorld::talk()
{
    DirectChatStore chats(m_alice.db());
    m_chat = orThrow(chats.openDirect(newId<ChatId>(), m_bob.user)).id;
    const ChatId second = orThrow(chats.openDirect(newId<ChatId>(), m_carol.user)).id;
    for (int nth = 0; nth < 5; ++nth) {
        const auto body = filler(100, "body" + QByteArray::number(nth));
        const OutgoingMessage message =
            messageFor(m_chat, {envelopeFor(m_bob.device, nth, filler(64, "shake"), filler(16, "ab"))}, body);
        m_message = message.id;
        orThrow(DeliveryStore(m_alice.db()).send(message));
        orThrow(DeliveryStore(m_carol.db()).send(messageFor(second, {envelopeFor(m_alice.device, nth)}, body)));
    }
    orThrow(DeliveryStore(m_bob.db())
                .send(messageFor(m_chat, {envelopeFor(m_alice.device, 0, {}, filler(16, "ab"))}, filler(90, "reply"))));
    orThrow(DeliveryStore(m_bob.db()).sendControl(controlFor(m_chat, {envelopeFor(m_alice.device, 1)})));
    for (const Member *member : {&m_alice, &m_bob, &m_carol})
        as(*member, {"api.my_wake_channel()", "api.report_sync('idle', 0)"});
}

void HostileWorld::as(const Member &member, const QByteArrayList &calls)
{
    m_superuser->list("SET SESSION AUTHORIZATION \"" + member.login.role.toLatin1() + '"');
    for (const QByteArray &call : calls)
        m_superuser->list("SELECT " + call);
    m_superuser->list("RESET SESSION AUTHORIZATION");
}

// A private group with keys, of which Dave is removed, and what came after that.
void HostileWorld::talkInGroup()
{
    const auto id = [](const auto &value) { return '\'' + value.toString().toLatin1() + '\''; };
    const auto hex = [](const QByteArray &value) { return "'\\x" + value.toHex() + '\''; };
    QByteArrayList roles;
    for (int nth = 0; nth < 3; ++nth)
        roles += id(newId<ChatId>());
    const QByteArray chat = id(newId<ChatId>());
    const QByteArray genesis = filler(80, "operation1");
    QByteArray head = sha256(genesis);
    int sequence = 1;
    const auto sign = [&] {
        const QByteArray body = filler(80, "operation" + QByteArray::number(++sequence));
        const QByteArray before = std::exchange(head, sha256(head + body));
        return QByteArray::number(sequence) + ", " + hex(before) + ", " + hex(body) + ", " + hex(filler(64, body)) +
               ')';
    };
    const auto keys = [&](int epoch) {
        return "api.put_group_keys(" + chat + ", " + QByteArray::number(epoch) + ", ARRAY[" + id(m_bob.device) +
               "]::uuid[], ARRAY[" + hex(filler(32, "enc")) + "]::bytea[], ARRAY[1]::bigint[], ARRAY[" +
               hex(filler(1568, "kem")) + "]::bytea[], ARRAY[" + hex(filler(60, "wrap" + QByteArray::number(epoch))) +
               "]::bytea[])";
    };
    as(m_alice, {"api.create_chat(" + chat + ", 'group', 'private', '', '', " + hex(filler(40, "name")) +
                 ", '', NULL, 50, false, ARRAY[" + roles.join(", ") + "]::uuid[], '', " + hex(genesis) + ", " +
                 hex(filler(64, genesis)) + ')'});
    for (const Member *member : {&m_bob, &m_carol, &m_dave})
        as(m_alice, {"api.add_member(" + chat + ", " + id(member->user) + ", " + roles[2] + ", " + sign()});
    as(m_alice, {keys(1), "api.start_sender_key(" + chat + ", " + id(newId<ChatId>()) + ')'});
    as(m_alice, {"api.remove_member(" + chat + ", " + id(m_dave.user) + ", " + sign()});
    as(m_alice, {"api.begin_epoch(" + chat + ", 2, 'removal', '', " + sign(), keys(2)});
}

void HostileWorld::fillTheRest()
{
    const QByteArray facts = "{\"user\": \"" + m_alice.user.toString().toLatin1() + "\", \"other\": \"" +
                             m_bob.user.toString().toLatin1() + "\", \"device\": \"" +
                             m_alice.device.toString().toLatin1() + "\", \"chat\": \"" + m_chat.toString().toLatin1() +
                             "\", \"message\": \"" + m_message.toString().toLatin1() + "\"}";
    for (const QByteArrayList &row : m_superuser->table("SELECT * FROM watch.fill(" + quoted(facts) + ")"))
        m_filled += row.join(": ");
}

void HostileWorld::inviteAttackers(PostgresFixture &fixture)
{
    const auto word = [](const auto &id) { return id.toString().toLatin1(); };
    m_attackers +=
        Attacker{.who = "another member", .login = m_eve.login, .ownWords = {word(m_eve.user), word(m_eve.device)}};
    m_attackers +=
        Attacker{.who = "a former member", .login = m_dave.login, .ownWords = {word(m_dave.user), word(m_dave.device)}};
    m_attackers +=
        Attacker{.who = "a login without a device", .login = fixture.deviceRole(m_world->tenant()), .ownWords = {}};
    // A removed device whose login came back: only its row says that it is nobody.
    orThrow(DeviceStore(m_eve.db()).removeDevice(m_removed.device));
    const QByteArray role = m_removed.login.role.toLatin1();
    m_superuser->list("ALTER ROLE \"" + role + "\" LOGIN PASSWORD " + quoted(m_removed.login.password.toUtf8()));
    m_superuser->list("GRANT \"" + m_world->tenant().names.userRole().toLatin1() + "\" TO \"" + role +
                      "\" WITH INHERIT TRUE, SET FALSE");
    m_attackers += Attacker{.who = "a removed device", .login = m_removed.login, .ownWords = {word(m_removed.device)}};
    m_attackers += Attacker{.who = "the enrolment role", .login = m_world->tenant().enrolLogin(), .ownWords = {}};
    const QByteArray verifier = m_world->request({}, QStringLiteral("none")).scramVerifier;
    as(m_frank, {"api.set_account_password(" + quoted(verifier) + ')'});
    const QByteArray login = m_superuser->one(
        "SELECT login_role FROM tacet.account_logins WHERE has_password ORDER BY password_set_at DESC LIMIT 1");
    m_attackers += Attacker{.who = "an account's login",
                            .login = {.role = QString::fromLatin1(login), .password = TenantWorld::password()},
                            .ownWords = {word(m_frank.user)}};
    addStranger(fixture);
}

void HostileWorld::addStranger(PostgresFixture &fixture)
{
    WorkspaceProvisioner provisioner(fixture.cluster().address(QStringLiteral("postgres")), fixture.superuser());
    const ProvisionedWorkspace other = orThrow(provisioner.create(QStringLiteral("Other"), std::chrono::hours(1)));
    const DatabaseLogin enrolment{.role = other.enrolRole, .password = other.enrolPassword};
    const EnrolmentRequest request = m_world->request(other.ownerToken, QStringLiteral("mallory"));
    const auto connection = fixture.connect(other.address, enrolment);
    const Enrolled enrolled = orThrow(EnrolmentStore(*connection).enrol(request));
    m_attackers += Attacker{.who = "a member of another tenant",
                            .login = {.role = enrolled.role, .password = TenantWorld::password()},
                            .ownWords = {},
                            .mayEnter = false};
    m_foreign = other.address;
}

void HostileWorld::gatherCanaries()
{
    m_canaries = {};
    m_canaries.add(m_superuser->list("SELECT content FROM watch.rows()").join('\n'));
    for (const char *known : {kPublicRows, kPublicChats, kSchemaWords})
        m_canaries.remove(m_superuser->list(known).join('\n'));
    if (m_canaries.size() < 50)
        throw std::runtime_error("too few canaries");
}

Canaries HostileWorld::canariesFor(const Attacker &attacker)
{
    Canaries mine = m_canaries;
    for (const QByteArray &word : attacker.ownWords)
        mine.remove(
            m_superuser->list("SELECT content FROM watch.rows() WHERE strpos(content, " + quoted(word) + ") > 0")
                .join('\n'));
    // What another attacker has put into his own profile everybody may read there.
    for (const Attacker &other : m_attackers) {
        for (const QByteArray &word : other.ownWords)
            mine.remove(m_superuser
                            ->list("SELECT concat_ws(' ', u.display_name, u.bio, u.avatar) FROM tacet.users u WHERE "
                                   "u.id::text = " +
                                   quoted(word))
                            .join('\n'));
    }
    return mine;
}

QSet<QByteArray> HostileWorld::idsBeside(const QByteArrayList &words)
{
    QSet<QByteArray> ids;
    for (const QByteArray &word : words) {
        const QByteArrayList found =
            m_superuser->list("SELECT DISTINCT x.id FROM watch.rows() r, watch.ids(r.content) x(id) "
                              "WHERE strpos(r.content, " +
                              quoted(word) + ") > 0");
        ids += QSet<QByteArray>(found.begin(), found.end());
    }
    return ids;
}

QByteArrayList HostileWorld::changes(const QByteArrayList &mine, const QByteArrayList &open)
{
    const auto list = [](const QByteArrayList &values) {
        QByteArrayList literals;
        for (const QByteArray &value : values)
            literals += quoted(value);
        return "ARRAY[" + literals.join(", ") + "]::text[]";
    };
    return m_superuser->list("SELECT * FROM watch.changes(" + list(mine) + ", " +
                             list(open + QByteArrayList{"rate_buckets"}) + ")");
}

} // namespace tacet
