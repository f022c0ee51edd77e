#include "models/services/owedkeys.h"

#include "models/vault/groupcontrolstore.h"
#include "models/vault/settingsstore.h"
#include "models/vault/vaultsession.h"

#include <QCborMap>
#include <QCborValue>

namespace tacet {

namespace {

QString nameFor(ChatId chat)
{
    return QStringLiteral("groups/owed/") + chat.toString();
}

/// Sessions, and in each of them accounts with the index.
Result<QCborMap> load(VaultSession &vault, ChatId chat)
{
    TACET_TRY_ASSIGN(const auto value, vault.settings().value(nameFor(chat)));
    return value ? QCborValue::fromCbor(*value).toMap() : QCborMap();
}

Result<QCborMap> withoutForgotten(VaultSession &vault, const QCborMap &sessions)
{
    QCborMap kept;
    for (const auto &[key, users] : sessions) {
        const DistributionId distribution(QUuid::fromRfc4122(key.toByteArray()));
        TACET_TRY_ASSIGN(const auto begun, vault.groupControls().begun(distribution));
        if (begun)
            kept.insert(key, users);
    }
    return kept;
}

} // namespace

Result<> noteOwed(VaultSession &vault, ChatId chat, DistributionId distribution, const QSet<UserId> &users,
                  quint32 index)
{
    if (users.isEmpty())
        return {};
    TACET_TRY_ASSIGN(const QCborMap stored, load(vault, chat));
    TACET_TRY_ASSIGN(QCborMap sessions, withoutForgotten(vault, stored));
    const QCborValue session(distribution.toBytes());
    QCborMap owed = sessions.value(session).toMap();
    for (const UserId &user : users) {
        const QCborValue account(user.toBytes());
        if (!owed.contains(account))
            owed.insert(account, qint64(index));
    }
    sessions.insert(session, owed);
    return vault.settings().setValue(nameFor(chat), QCborValue(sessions).toCbor());
}

Result<std::optional<quint32>> owedFrom(VaultSession &vault, ChatId chat, DistributionId distribution, UserId user)
{
    TACET_TRY_ASSIGN(const QCborMap sessions, load(vault, chat));
    const QCborMap owed = sessions.value(QCborValue(distribution.toBytes())).toMap();
    const QCborValue index = owed.value(QCborValue(user.toBytes()));
    return index.isInteger() ? std::optional(static_cast<quint32>(index.toInteger())) : std::nullopt;
}

} // namespace tacet
