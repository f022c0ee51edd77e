#include "tests/backend/tenantworld.h"

#include <QCryptographicHash>
#include <QThread>

#include <barrier>

namespace tacet {

namespace {

constexpr PgStatement kSetPolicy{"world_policy", "SELECT admin.set_policy($1::jsonb)"};

} // namespace

QByteArray filler(qsizetype size, const QByteArray &seed)
{
    QByteArray bytes;
    QByteArray block = seed;
    while (bytes.size() < size) {
        block = QCryptographicHash::hash(block, QCryptographicHash::Sha256);
        bytes += block;
    }
    return bytes.first(size);
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

void together(int count, const std::function<void(int)> &prepare, const std::function<void(int)> &work)
{
    std::barrier start(count);
    std::vector<std::unique_ptr<QThread>> threads;
    for (int index = 0; index < count; ++index) {
        threads.emplace_back(QThread::create([&, index] {
            prepare(index);
            start.arrive_and_wait();
            work(index);
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
}

PublishedPrekey prekey(quint32 id)
{
    return {.id = id, .publicKey = filler(32, QByteArray::number(id)), .signature = filler(64, QByteArray::number(id))};
}

PublishedKemPrekey kemPrekey(quint32 id, bool lastResort)
{
    return {.id = id,
            .publicKey = filler(1568, QByteArray::number(id)),
            .signature = filler(64, QByteArray::number(id)),
            .lastResort = lastResort};
}

DeviceEnvelope envelopeFor(DeviceId device, quint32 number, const QByteArray &handshake, const QByteArray &session)
{
    return {.device = device,
            .session = session,
            .ratchetKey = filler(32, "ratchet"),
            .previousCount = 7,
            .number = number,
            .ciphertext = filler(64, "ciphertext" + QByteArray::number(number)),
            .handshake = handshake};
}

OutgoingMessage messageFor(ChatId chat, const QList<DeviceEnvelope> &envelopes, const QByteArray &body)
{
    return {.id = newId<MessageId>(),
            .chat = chat,
            .encryptedContent = body,
            .contentHash = sha256(body),
            .envelopes = envelopes};
}

OutgoingControl controlFor(ChatId chat, const QList<DeviceEnvelope> &envelopes, qint16 kind)
{
    return {.id = newId<MessageId>(), .chat = chat, .kind = kind, .envelopes = envelopes};
}

TenantWorld::TenantWorld(PostgresFixture &fixture)
    : m_fixture(fixture)
    , m_tenant(fixture.tenant())
    , m_superuser(fixture.admin(m_tenant.address))
    , m_verifier(orThrow(m_superuser->scramVerifier(QStringLiteral("d_x"), password())))
{
}

std::unique_ptr<DatabaseConnection> TenantWorld::enrolConnection()
{
    return m_fixture.connect(m_tenant.address, m_tenant.enrolLogin());
}

std::unique_ptr<DatabaseConnection> TenantWorld::connect(const DatabaseLogin &login)
{
    return m_fixture.connect(m_tenant.address, login);
}

EnrolmentRequest TenantWorld::request(const QByteArray &token, const QString &username)
{
    const auto device = newId<DeviceId>();
    const QByteArray seed = device.toBytes();
    const QByteArray manifest = "manifest 1 of " + seed;
    return {.token = token,
            .user = newId<UserId>(),
            .username = username,
            .displayName = username + QStringLiteral(" Ä"),
            .masterKey = filler(32, "master" + seed),
            .device = device,
            .identityKey = filler(32, "identity" + seed),
            .identityDhKey = filler(32, "dh" + seed),
            .identityDhSignature = filler(64, seed),
            .certificate = "certificate of " + seed,
            .certificateSignature = filler(64, seed),
            .label = QStringLiteral("laptop"),
            .scramVerifier = m_verifier,
            .manifest = {.version = 1,
                         .manifest = manifest,
                         .signature = filler(64, seed),
                         .hash = sha256(manifest),
                         .previousHash = {}},
            .prekeys = {.signedPrekey = prekey(1),
                        .oneTime = {prekey(1), prekey(2), prekey(3)},
                        .kem = {kemPrekey(1, true), kemPrekey(2, false), kemPrekey(3, false)}},
            .inviteProof = filler(32, "proof")};
}

Member TenantWorld::memberOf(const EnrolmentRequest &request, const Enrolled &enrolled)
{
    const DatabaseLogin login{.role = enrolled.role, .password = password()};
    return {.user = request.user,
            .device = request.device,
            .username = request.username,
            .masterKey = request.masterKey,
            .login = login,
            .connection = connect(login)};
}

Member TenantWorld::join(const QString &username)
{
    const QByteArray token = m_owner ? tokenOf(*m_owner, TokenKind::Account) : m_tenant.ownerToken;
    const EnrolmentRequest asked = request(token, username);
    const auto enrolment = enrolConnection();
    Member member = memberOf(asked, orThrow(EnrolmentStore(*enrolment).enrol(asked)));
    if (!m_owner) {
        m_owner = std::make_unique<Member>(std::move(member));
        setPolicy(QStringLiteral("{\"invite_burst\": 1000}"));
        member = {.user = m_owner->user,
                  .device = m_owner->device,
                  .username = username,
                  .masterKey = m_owner->masterKey,
                  .login = m_owner->login,
                  .connection = connect(m_owner->login)};
    }
    return member;
}

Member TenantWorld::secondDevice(const Member &member)
{
    EnrolmentRequest asked = request(tokenOf(member, TokenKind::Device), member.username);
    const StoredManifest before = orThrow(DeviceStore(member.db()).manifestOf(member.user));
    asked.user = member.user;
    asked.masterKey = member.masterKey;
    asked.manifest.version = before.version + 1;
    asked.manifest.previousHash = before.hash;
    const auto enrolment = enrolConnection();
    return memberOf(asked, orThrow(EnrolmentStore(*enrolment).enrol(asked)));
}

QByteArray TenantWorld::tokenOf(const Member &member, TokenKind kind, std::chrono::seconds lifetime)
{
    const QByteArray token = newId<UserId>().toBytes() + newId<UserId>().toBytes();
    orThrow(EnrolmentStore(member.db()).createToken(sha256(token), kind, lifetime));
    return token;
}

void TenantWorld::setPolicy(const QString &json)
{
    orThrow(m_superuser->exec(kSetPolicy, PgParams().text(json)));
}

qint64 TenantWorld::number(const char *sql)
{
    const PgStatement statement{sql, sql};
    const PgResult result = orThrow(m_superuser->exec(statement));
    return orThrow(result.first([](PgRow &row) { return row.int64(0); }));
}

} // namespace tacet
