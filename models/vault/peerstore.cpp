#include "models/vault/peerstore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSelect[] = "SELECT " TACET_PERSON_COLUMNS " FROM people p WHERE p.user_id = :user";
constexpr char kSelectByName[] =
    "SELECT " TACET_PERSON_COLUMNS " FROM people p WHERE p.username = :username ORDER BY p.learnt DESC LIMIT 1";
constexpr char kSelectRelation[] = "SELECT " TACET_PERSON_COLUMNS " FROM people p WHERE p.relation = :relation";
constexpr char kInsert[] =
    "INSERT INTO people (user_id, username, display_name, master_key, learnt) "
    "VALUES (:user, :username, :display_name, :master_key, (SELECT ifnull(max(learnt), 0) + 1 FROM people)) "
    "ON CONFLICT (user_id) DO UPDATE SET username = excluded.username, display_name = excluded.display_name, "
    "learnt = excluded.learnt";
// Trust: 0 not compared, 1 verified, 2 changed.
constexpr char kNoteChange[] = "UPDATE people SET trust = 2, changed_key = :key WHERE user_id = :user";
constexpr char kClearChange[] = "UPDATE people SET trust = 0, changed_key = NULL WHERE user_id = :user AND trust = 2";
constexpr char kUpdateRelation[] = "UPDATE people SET relation = :relation WHERE user_id = :user";
constexpr char kUpdateNickname[] = "UPDATE people SET nickname = :nickname WHERE user_id = :user";
constexpr char kSelectNickname[] = "SELECT nickname FROM people WHERE user_id = :user";
constexpr char kUpdatePicture[] = "UPDATE people SET profile_picture = :picture WHERE user_id = :user";
constexpr char kSelectPicture[] = "SELECT profile_picture FROM people WHERE user_id = :user";
constexpr char kUpdateTrust[] = "UPDATE people SET trust = :trust WHERE user_id = :user AND trust <> 2";
constexpr char kSelectChanged[] = "SELECT changed_key FROM people WHERE user_id = :user AND changed_key IS NOT NULL";
constexpr char kAcceptChange[] =
    "UPDATE people SET master_key = changed_key, changed_key = NULL, trust = 0, manifest_version = NULL, "
    "manifest_hash = NULL, manifest = NULL WHERE user_id = :user AND changed_key IS NOT NULL";

constexpr char kSelectManifest[] = "SELECT manifest_version, manifest_hash, manifest FROM people "
                                   "WHERE user_id = :user AND manifest_version IS NOT NULL";
constexpr char kUpdateManifest[] = "UPDATE people SET manifest_version = :version, manifest_hash = :hash, "
                                   "manifest = :manifest WHERE user_id = :user";

#define DEVICE_COLUMNS "device_id, user_id, identity_key, prekey_key, certificate, label, active"
constexpr char kSelectDevice[] = "SELECT " DEVICE_COLUMNS " FROM peer_devices WHERE device_id = :device";
constexpr char kSelectDevices[] =
    "SELECT " DEVICE_COLUMNS " FROM peer_devices WHERE user_id = :user AND active = 1 ORDER BY device_id";
constexpr char kDeactivate[] = "UPDATE peer_devices SET active = 0 WHERE user_id = :user";
// A device never moves to another account, nor changes its keys.
constexpr char kUpsertDevice[] =
    "INSERT INTO peer_devices (" DEVICE_COLUMNS ") VALUES (:device, :user, :identity_key, :prekey_key, "
    ":certificate, :label, :active) ON CONFLICT (device_id) DO UPDATE SET certificate = excluded.certificate, "
    "label = excluded.label, active = excluded.active WHERE user_id = excluded.user_id "
    "AND identity_key = excluded.identity_key AND prekey_key = excluded.prekey_key";

static_assert(int(Trust::NotCompared) == 0 && int(Trust::Verified) == 1 && int(Trust::Changed) == 2,
              "the numbers in the statements");

PinnedManifest manifestFrom(const QSqlQuery &row)
{
    return {
        .version = row.value(0).toLongLong(), .hash = row.value(1).toByteArray(), .bytes = row.value(2).toByteArray()};
}

PeerDevice deviceFrom(const QSqlQuery &row)
{
    return {.id = idAt<DeviceId>(row, 0),
            .user = idAt<UserId>(row, 1),
            .identityKey = row.value(2).toByteArray(),
            .prekeyKey = row.value(3).toByteArray(),
            .certificate = row.value(4).toByteArray(),
            .label = row.value(5).toString(),
            .active = row.value(6).toBool()};
}

Person personAt(const QSqlQuery &row)
{
    return personFrom(row);
}

} // namespace

Result<Person> PeerStore::learn(const PersonFacts &facts)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    Statement insert(m_database, kInsert);
    TACET_TRY(insert.bind(":user"_L1, facts.id)
                  .bind(":username"_L1, facts.username)
                  .bind(":display_name"_L1, facts.displayName)
                  .bind(":master_key"_L1, facts.masterKey)
                  .run());
    TACET_TRY_ASSIGN(auto person, find(facts.id));
    if (person && person->masterKey != facts.masterKey) {
        Statement note(m_database, kNoteChange);
        TACET_TRY(note.bind(":key"_L1, facts.masterKey).bind(":user"_L1, facts.id).run());
        person->trust = Trust::Changed;
    } else if (person && person->trust == Trust::Changed) {
        Statement clear(m_database, kClearChange);
        TACET_TRY(clear.bind(":user"_L1, facts.id).run());
        person->trust = Trust::NotCompared;
    }
    TACET_TRY(transaction.commit());
    return person ? Result<Person>(*person) : fail(ErrorCode::Internal, u"a person vanished"_s);
}

Result<std::optional<Person>> PeerStore::find(UserId user)
{
    Statement select(m_database, kSelect);
    return readOne(select.bind(":user"_L1, user), personAt);
}

Result<std::optional<Person>> PeerStore::findByUsername(const QString &username)
{
    Statement select(m_database, kSelectByName);
    return readOne(select.bind(":username"_L1, username), personAt);
}

Result<> PeerStore::setRelation(UserId user, Relation relation)
{
    Statement update(m_database, kUpdateRelation);
    return changeOne(update.bind(":relation"_L1, relation).bind(":user"_L1, user));
}

Result<QList<Person>> PeerStore::withRelation(Relation relation)
{
    Statement select(m_database, kSelectRelation);
    TACET_TRY_ASSIGN(auto people, readAll(select.bind(":relation"_L1, relation), personAt));
    // In C++: SQLite folds the case of ASCII only.
    std::ranges::sort(people, [](const Person &a, const Person &b) {
        const int order = a.shownName().compare(b.shownName(), Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.id < b.id;
    });
    return people;
}

Result<> PeerStore::setNickname(UserId user, const QString &nickname)
{
    Statement update(m_database, kUpdateNickname);
    return changeOne(update.bind(":nickname"_L1, nickname).bind(":user"_L1, user));
}

Result<QString> PeerStore::nickname(UserId user)
{
    Statement select(m_database, kSelectNickname);
    TACET_TRY_ASSIGN(const auto found, readOne(select.bind(":user"_L1, user),
                                               [](const QSqlQuery &row) { return row.value(0).toString(); }));
    return found ? Result<QString>(*found) : fail(ErrorCode::NotFound);
}

Result<> PeerStore::setPicture(UserId user, const QByteArray &picture)
{
    if (picture.size() > kPictureMax)
        return fail(ErrorCode::InvalidInput, u"a picture of more than 256 KiB"_s);
    Statement update(m_database, kUpdatePicture);
    const auto bytes = picture.isEmpty() ? std::nullopt : std::optional(picture);
    return changeOne(update.bind(":picture"_L1, bytes).bind(":user"_L1, user));
}

Result<QByteArray> PeerStore::picture(UserId user)
{
    Statement select(m_database, kSelectPicture);
    TACET_TRY_ASSIGN(const auto picture, readOne(select.bind(":user"_L1, user),
                                                 [](const QSqlQuery &row) { return row.value(0).toByteArray(); }));
    return picture ? Result<QByteArray>(*picture) : fail(ErrorCode::NotFound);
}

Result<> PeerStore::setVerified(UserId user, bool verified)
{
    {
        Statement update(m_database, kUpdateTrust);
        update.bind(":trust"_L1, verified ? Trust::Verified : Trust::NotCompared).bind(":user"_L1, user);
        TACET_TRY_ASSIGN(const int changed, update.runAndCount());
        if (changed > 0)
            return {};
    }
    TACET_TRY_ASSIGN(const auto person, find(user));
    return person ? fail(ErrorCode::Conflict, u"the master key changed"_s) : fail(ErrorCode::NotFound);
}

Result<std::optional<QByteArray>> PeerStore::changedKey(UserId user)
{
    Statement select(m_database, kSelectChanged);
    return readOne(select.bind(":user"_L1, user), [](const QSqlQuery &row) { return row.value(0).toByteArray(); });
}

Result<> PeerStore::acceptChangedKey(UserId user, const QByteArray &key)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const auto waiting, changedKey(user));
    if (!waiting)
        return fail(ErrorCode::NotFound);
    if (*waiting != key)
        return fail(ErrorCode::Conflict, u"the master key changed again"_s);
    Statement accept(m_database, kAcceptChange);
    TACET_TRY(changeOne(accept.bind(":user"_L1, user)));
    Statement deactivate(m_database, kDeactivate);
    TACET_TRY(deactivate.bind(":user"_L1, user).run());
    return transaction.commit();
}

Result<std::optional<PinnedManifest>> PeerStore::manifest(UserId user)
{
    Statement select(m_database, kSelectManifest);
    return readOne(select.bind(":user"_L1, user), manifestFrom);
}

Result<> PeerStore::pinManifest(UserId user, const PinnedManifest &manifest, const QList<PeerDevice> &devices)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    TACET_TRY_ASSIGN(const auto pinned, this->manifest(user));
    if (pinned &&
        (manifest.version < pinned->version || (manifest.version == pinned->version && manifest.hash != pinned->hash)))
        return fail(ErrorCode::Conflict, u"a manifest older than, or other than, the pinned one"_s);
    Statement update(m_database, kUpdateManifest);
    update.bind(":version"_L1, manifest.version).bind(":hash"_L1, manifest.hash).bind(":manifest"_L1, manifest.bytes);
    TACET_TRY(changeOne(update.bind(":user"_L1, user)));
    Statement deactivate(m_database, kDeactivate);
    TACET_TRY(deactivate.bind(":user"_L1, user).run());
    for (const PeerDevice &device : devices)
        TACET_TRY(saveDevice(user, device));
    return transaction.commit();
}

Result<> PeerStore::saveDevice(UserId user, const PeerDevice &device)
{
    Statement upsert(m_database, kUpsertDevice);
    upsert.bind(":device"_L1, device.id)
        .bind(":user"_L1, user)
        .bind(":identity_key"_L1, device.identityKey)
        .bind(":prekey_key"_L1, device.prekeyKey)
        .bind(":certificate"_L1, device.certificate)
        .bind(":label"_L1, device.label)
        .bind(":active"_L1, device.active);
    TACET_TRY_ASSIGN(const int changed, upsert.runAndCount());
    if (changed == 0)
        return fail(ErrorCode::Conflict, u"a device with other keys or of another account"_s);
    return {};
}

Result<QList<PeerDevice>> PeerStore::devices(UserId user)
{
    Statement select(m_database, kSelectDevices);
    return readAll(select.bind(":user"_L1, user), deviceFrom);
}

Result<std::optional<PeerDevice>> PeerStore::device(DeviceId device)
{
    Statement select(m_database, kSelectDevice);
    return readOne(select.bind(":device"_L1, device), deviceFrom);
}

} // namespace tacet
