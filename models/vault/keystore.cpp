#include "models/vault/keystore.h"

#include "models/vault/rows.h"
#include "models/vault/transaction.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr char kSelectKey[] = "SELECT private_key FROM key_store WHERE name = :name";
constexpr char kInsertKey[] = "INSERT INTO key_store (name, private_key) VALUES (:name, :key) "
                              "ON CONFLICT (name) DO NOTHING";
constexpr char kReplaceKey[] = "INSERT INTO key_store (name, private_key) VALUES (:name, :key) "
                               "ON CONFLICT (name) DO UPDATE SET private_key = excluded.private_key";
constexpr char kReserve[] = "INSERT INTO prekey_counters (kind, next_id) VALUES (:kind, 1 + :count) "
                            "ON CONFLICT (kind) DO UPDATE SET next_id = next_id + :added RETURNING next_id";

#define PREKEY_COLUMNS                                                                                                 \
    "kind, id, private_key, public_key, signature, last_resort, published, created_at, used_at, retired_at"
enum Column {
    KindColumn,
    IdColumn,
    PrivateKeyColumn,
    PublicKeyColumn,
    SignatureColumn,
    LastResortColumn,
    PublishedColumn,
    CreatedColumn,
    UsedColumn,
    RetiredColumn,
};
constexpr char kInsert[] = "INSERT INTO prekeys (" PREKEY_COLUMNS ") VALUES (:kind, :id, :private_key, :public_key, "
                           ":signature, :last_resort, :published, :created_at, :used_at, :retired_at) "
                           "ON CONFLICT (kind, id) DO NOTHING";
constexpr char kSelect[] = "SELECT " PREKEY_COLUMNS " FROM prekeys WHERE kind = :kind AND id = :id";
constexpr char kSelectCurrent[] =
    "SELECT " PREKEY_COLUMNS " FROM prekeys WHERE kind = :kind AND last_resort = :last_resort AND used_at IS NULL "
    "AND retired_at IS NULL ORDER BY id DESC LIMIT 1";
constexpr char kSelectUnpublished[] =
    "SELECT " PREKEY_COLUMNS " FROM prekeys WHERE kind = :kind AND published = 0 AND used_at IS NULL "
    "AND retired_at IS NULL ORDER BY id LIMIT :limit";
constexpr char kCountOneTime[] = "SELECT count(*) FROM prekeys WHERE kind = :kind AND last_resort = 0 "
                                 "AND used_at IS NULL AND retired_at IS NULL";
constexpr char kPublish[] = "UPDATE prekeys SET published = 1 WHERE kind = :kind AND id = :id";
constexpr char kRetire[] = "UPDATE prekeys SET retired_at = :now WHERE kind = :kind AND id = :id "
                           "AND retired_at IS NULL";
constexpr char kRetireOneTime[] = "UPDATE prekeys SET retired_at = :now WHERE kind IN (2, 3) AND last_resort = 0 "
                                  "AND used_at IS NULL AND retired_at IS NULL";
constexpr char kConsume[] = "UPDATE prekeys SET private_key = x'', used_at = :now WHERE kind = :kind AND id = :id "
                            "AND kind IN (2, 3) AND last_resort = 0 AND used_at IS NULL";
constexpr char kPrune[] = "DELETE FROM prekeys WHERE used_at < :used_before OR retired_at < :retired_before";

static_assert(int(PrekeyKind::OneTime) == 2 && int(PrekeyKind::Kem) == 3, "the numbers in the statements");

std::optional<QDateTime> optionalTimeAt(const QSqlQuery &row, int column)
{
    return row.value(column).isNull() ? std::nullopt : std::optional(timeAt(row, column));
}

Prekey prekeyFrom(const QSqlQuery &row)
{
    return {
        .kind = PrekeyKind(row.value(KindColumn).toInt()),
        .id = row.value(IdColumn).toUInt(),
        .privateKey = QCA::SecureArray(row.value(PrivateKeyColumn).toByteArray()),
        .publicKey = row.value(PublicKeyColumn).toByteArray(),
        .signature = row.value(SignatureColumn).toByteArray(),
        .lastResort = row.value(LastResortColumn).toBool(),
        .published = row.value(PublishedColumn).toBool(),
        .createdAt = timeAt(row, CreatedColumn),
        .usedAt = optionalTimeAt(row, UsedColumn),
        .retiredAt = optionalTimeAt(row, RetiredColumn),
    };
}

} // namespace

Result<QCA::SecureArray> KeyStore::key(KeyName name)
{
    Statement select(m_database, kSelectKey);
    TACET_TRY_ASSIGN(const auto found, readOne(select.bind(":name"_L1, name), [](const QSqlQuery &row) {
                         return QCA::SecureArray(row.value(0).toByteArray());
                     }));
    return found ? Result<QCA::SecureArray>(*found) : fail(ErrorCode::NotFound);
}

Result<> KeyStore::saveKey(KeyName name, const QCA::SecureArray &key)
{
    Statement insert(m_database, kInsertKey);
    TACET_TRY_ASSIGN(const int inserted,
                     insert.bind(":name"_L1, name).bind(":key"_L1, key.toByteArray()).runAndCount());
    if (inserted > 0)
        return {};
    TACET_TRY_ASSIGN(const auto present, this->key(name));
    return present == key ? Result<>() : fail(ErrorCode::Conflict, u"another key has that name"_s);
}

Result<> KeyStore::replaceKey(KeyName name, const QCA::SecureArray &key)
{
    Statement replace(m_database, kReplaceKey);
    return replace.bind(":name"_L1, name).bind(":key"_L1, key.toByteArray()).run();
}

Result<quint32> KeyStore::reserveIds(PrekeyKind kind, int count)
{
    Q_ASSERT(count > 0);
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    qint64 next = 0;
    {
        Statement reserve(m_database, kReserve);
        reserve.bind(":kind"_L1, kind).bind(":count"_L1, count).bind(":added"_L1, count);
        TACET_TRY_ASSIGN(const auto stored,
                         readOne(reserve, [](const QSqlQuery &row) { return row.value(0).toLongLong(); }));
        next = stored.value_or(0);
    }
    if (next - 1 > std::numeric_limits<qint32>::max())
        return fail(ErrorCode::Internal, u"the ids of a kind of prekey are used up"_s);
    TACET_TRY(transaction.commit());
    return quint32(next - count);
}

Result<> KeyStore::savePrekeys(const QList<Prekey> &prekeys)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    for (const Prekey &prekey : prekeys)
        TACET_TRY(savePrekey(prekey));
    return transaction.commit();
}

Result<> KeyStore::savePrekey(const Prekey &prekey)
{
    Statement insert(m_database, kInsert);
    insert.bind(":kind"_L1, prekey.kind)
        .bind(":id"_L1, prekey.id)
        .bind(":private_key"_L1, prekey.privateKey.toByteArray())
        .bind(":public_key"_L1, prekey.publicKey)
        .bind(":signature"_L1, prekey.signature)
        .bind(":last_resort"_L1, prekey.lastResort)
        .bind(":published"_L1, prekey.published)
        .bind(":created_at"_L1, prekey.createdAt)
        .bind(":used_at"_L1, prekey.usedAt)
        .bind(":retired_at"_L1, prekey.retiredAt);
    TACET_TRY_ASSIGN(const int inserted, insert.runAndCount());
    if (inserted > 0)
        return {};
    TACET_TRY_ASSIGN(const Prekey present, this->prekey(prekey.kind, prekey.id));
    if (present.publicKey != prekey.publicKey)
        return fail(ErrorCode::Conflict, u"another prekey has that id"_s);
    return {};
}

Result<Prekey> KeyStore::prekey(PrekeyKind kind, quint32 id)
{
    Statement select(m_database, kSelect);
    TACET_TRY_ASSIGN(const auto found, readOne(select.bind(":kind"_L1, kind).bind(":id"_L1, id), prekeyFrom));
    return found ? Result<Prekey>(*found) : fail(ErrorCode::NotFound);
}

Result<Prekey> KeyStore::current(PrekeyKind kind)
{
    Statement select(m_database, kSelectCurrent);
    select.bind(":kind"_L1, kind).bind(":last_resort"_L1, kind == PrekeyKind::Kem);
    TACET_TRY_ASSIGN(const auto found, readOne(select, prekeyFrom));
    return found ? Result<Prekey>(*found) : fail(ErrorCode::NotFound);
}

Result<QList<Prekey>> KeyStore::unpublished(PrekeyKind kind, int limit)
{
    Statement select(m_database, kSelectUnpublished);
    return readAll(select.bind(":kind"_L1, kind).bind(":limit"_L1, limit), prekeyFrom);
}

Result<int> KeyStore::countOneTime(PrekeyKind kind)
{
    Statement select(m_database, kCountOneTime);
    TACET_TRY_ASSIGN(const auto counted,
                     readOne(select.bind(":kind"_L1, kind), [](const QSqlQuery &row) { return row.value(0).toInt(); }));
    return counted.value_or(0);
}

Result<> KeyStore::markPublished(PrekeyKind kind, const QList<quint32> &ids)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    for (const quint32 id : ids) {
        Statement update(m_database, kPublish);
        TACET_TRY(update.bind(":kind"_L1, kind).bind(":id"_L1, id).run());
    }
    return transaction.commit();
}

Result<> KeyStore::retireAllOneTime(const QDateTime &now)
{
    Statement update(m_database, kRetireOneTime);
    return update.bind(":now"_L1, now).run();
}

Result<> KeyStore::consume(PrekeyKind kind, quint32 id, const QDateTime &now)
{
    {
        Statement update(m_database, kConsume);
        update.bind(":now"_L1, now).bind(":kind"_L1, kind).bind(":id"_L1, id);
        TACET_TRY_ASSIGN(const int changed, update.runAndCount());
        if (changed > 0)
            return {};
    }
    TACET_TRY(prekey(kind, id));
    return fail(ErrorCode::Conflict, u"no one-time key, or consumed before"_s);
}

Result<> KeyStore::retire(PrekeyKind kind, const QList<quint32> &ids, const QDateTime &now)
{
    TACET_TRY_ASSIGN(auto transaction, Transaction::join(m_database));
    for (const quint32 id : ids) {
        Statement update(m_database, kRetire);
        TACET_TRY(update.bind(":now"_L1, now).bind(":kind"_L1, kind).bind(":id"_L1, id).run());
    }
    return transaction.commit();
}

Result<int> KeyStore::prune(const QDateTime &before)
{
    Statement remove(m_database, kPrune);
    return remove.bind(":used_before"_L1, before).bind(":retired_before"_L1, before).runAndCount();
}

} // namespace tacet
