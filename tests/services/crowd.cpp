#include "tests/services/crowd.h"

#include "models/services/bytes.h"
#include "models/services/devicepapers.h"
#include "models/services/inviteproof.h"
#include "models/services/newid.h"
#include "models/services/peerdevices.h"

namespace tacet::tests {

namespace {

/// The list after `before` with one more device.
Result<StoredManifest> extended(const StoredManifest &before, const LocalKeys &keys)
{
    crypto::DeviceManifest manifest;
    if (before.version > 0) {
        auto decoded = crypto::DeviceManifest::decode(viewOf(before.manifest));
        TACET_TRY_ASSIGN(const auto hash, fixedBytes<crypto::kManifestHashSize>(before.hash));
        if (!decoded)
            return fail(ErrorCode::Damaged);
        manifest = std::move(*decoded);
        manifest.version += 1;
        manifest.previousHash = hash;
    }
    manifest.account = idBytes(keys.user);
    manifest.devices.push_back({.device = idBytes(keys.device), .identityKey = keys.identity.publicKey()});
    std::ranges::sort(manifest.devices);
    TACET_TRY_ASSIGN(const QByteArray bytes, signManifest(keys.master, manifest));
    return storedManifest(static_cast<qint64>(manifest.version), before.hash, bytes);
}

} // namespace

Result<std::unique_ptr<Crowd>> Crowd::gather(GroupTalk &talk, const QString &owner, int people, int devices)
{
    auto crowd = std::make_unique<Crowd>();
    AccountCore &core = talk.at(owner).core();
    TACET_TRY(talk.database().script(
        "UPDATE tacet.tenant SET policy = policy || '{\"invite_burst\": 1e6, \"invite_per_second\": 1e6}'"));
    TACET_TRY_ASSIGN(crowd->m_connection, talk.database().connect());
    TACET_TRY_ASSIGN(const EnrolmentLink link, waitFor(core.enrolment().createLink()));
    crowd->m_enrolRole = link.enrolRole;
    crowd->m_ownerRole = core.record().databaseRole;
    TACET_TRY_ASSIGN(crowd->m_verifier,
                     crowd->m_connection->scramVerifier(crowd->m_ownerRole, QStringLiteral("never used")));
    for (int i = 0; i < people; ++i) {
        const QString username = QStringLiteral("crowd%1").arg(i);
        TACET_TRY(crowd->join(username));
        Person &person = crowd->m_people.back();
        for (int device = 1; device < devices; ++device) {
            TACET_TRY_ASSIGN(const QByteArray token,
                             crowd->tokenFrom(person.devices.front()->role(), TokenKind::Device));
            TACET_TRY(crowd->addDevice(person, token, username));
        }
    }
    return crowd;
}

Result<> Crowd::join(const QString &username)
{
    crypto::SystemRandom random;
    auto master = crypto::MasterKey::generate(random);
    if (!master)
        return fail(ErrorCode::CryptoFailed);
    TACET_TRY_ASSIGN(const QByteArray token, tokenFrom(m_ownerRole, TokenKind::Account));
    m_people.push_back({.master = std::move(*master), .user = newId<UserId>(), .devices = {}, .manifest = {}});
    return addDevice(m_people.back(), token, username);
}

Result<> Crowd::addDevice(Person &person, const QByteArray &token, const QString &username)
{
    TACET_TRY_ASSIGN(auto device, LightDevice::make(person.user, person.master));
    TACET_TRY_ASSIGN(EnrolmentRequest request, device->request());
    TACET_TRY_ASSIGN(person.manifest, extended(person.manifest, device->keys()));
    request.token = token;
    request.username = username;
    request.displayName = username;
    request.scramVerifier = m_verifier;
    request.manifest = person.manifest;
    TACET_TRY(become(m_enrolRole));
    TACET_TRY_ASSIGN(const Enrolled enrolled, EnrolmentStore(*m_connection).enrol(request));
    device->setRole(enrolled.role);
    person.devices.push_back(std::move(device));
    return {};
}

Result<> Crowd::addDevicesOf(Talker &talker, int devices)
{
    const QString role = talker.core().record().databaseRole;
    Person person{.master = crypto::MasterKey::fromSeed(talker.core().keys().master.seed()),
                  .user = talker.user(),
                  .devices = {},
                  .manifest = {}};
    for (int i = 0; i < devices; ++i) {
        TACET_TRY_ASSIGN(const QByteArray token, tokenFrom(role, TokenKind::Device));
        TACET_TRY_ASSIGN(person.manifest, DeviceStore(*m_connection).manifestOf(person.user));
        TACET_TRY(addDevice(person, token, talker.core().account().username));
    }
    m_people.push_back(std::move(person));
    return {};
}

Result<> Crowd::trust(Talker &talker)
{
    const Account account = talker.core().account();
    TACET_TRY_ASSIGN(const auto device, waitFor(talker.core().vault().run([account](VaultSession &vault) {
                         return vault.peers().device(account.device);
                     })));
    if (!device)
        return fail(ErrorCode::NotFound);
    TACET_TRY_ASSIGN(auto verified, verifiedDevice(*device, account.masterKey));
    m_senders.emplace(account.device, std::move(verified));
    return {};
}

QList<UserId> Crowd::users() const
{
    QList<UserId> users;
    for (const Person &person : m_people)
        users += person.user;
    return users;
}

Result<> Crowd::listen(Person &person)
{
    for (const auto &device : person.devices)
        TACET_TRY(as(*device, [&](DatabaseConnection &own) { return device->listen(own); }));
    return {};
}

Result<> Crowd::read(Person &person, ChatId chat)
{
    for (const auto &device : person.devices)
        TACET_TRY(as(*device, [&](DatabaseConnection &own) { return device->read(own, chat, m_senders); }));
    return {};
}

Result<> Crowd::become(const QString &role)
{
    return m_connection->script("SET SESSION AUTHORIZATION \"" + role.toLatin1() + '"');
}

Result<QByteArray> Crowd::tokenFrom(const QString &role, TokenKind kind)
{
    const QByteArray token = newId<UserId>().toBytes() + newId<UserId>().toBytes();
    TACET_TRY(become(role));
    TACET_TRY(EnrolmentStore(*m_connection).createToken(tokenHash(token), kind, std::chrono::hours(1)));
    return token;
}

} // namespace tacet::tests
