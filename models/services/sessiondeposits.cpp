#include "models/services/sessiondeposits.h"

#include "models/services/bytes.h"
#include "models/services/groupvault.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/settingsstore.h"

#include <QCborArray>
#include <QCborValue>

namespace tacet {

namespace {

QString nameFor(ChatId chat)
{
    return QStringLiteral("groups/deposit/") + chat.toString();
}

} // namespace

crypto::SessionPlace sessionPlace(ChatId chat, const SessionDeposit &deposit, UserId user)
{
    return {.epoch = epochName(chat, deposit.epoch),
            .distribution = idBytes(deposit.distribution),
            .author = addressOf(user, deposit.device)};
}

SessionDeposits::SessionDeposits(VaultSession &vault, const LocalKeys &keys, const Account &account)
    : m_vault(vault)
    , m_keys(keys)
    , m_account(account)
{
}

Result<bool> SessionDeposits::isWanted(ChatId chat)
{
    GroupVault groups(m_vault, m_account);
    TACET_TRY_ASSIGN(const GroupLogState state, groups.state(chat));
    if (state.settings.history.days == 0)
        return false;
    TACET_TRY_ASSIGN(const auto key, groups.epochKey(chat, state.epoch()));
    return key.has_value();
}

Result<bool> SessionDeposits::isPrepared(ChatId chat, DistributionId distribution)
{
    TACET_TRY_ASSIGN(const auto deposit, prepared(chat));
    return deposit && deposit->distribution == distribution;
}

Result<> SessionDeposits::prepare(ChatId chat, DistributionId distribution, const crypto::OutboundGroupSession &session)
{
    GroupVault groups(m_vault, m_account);
    TACET_TRY_ASSIGN(const GroupLogState state, groups.state(chat));
    TACET_TRY_ASSIGN(const auto key, groups.epochKey(chat, state.epoch()));
    if (!key)
        return fail(ErrorCode::NotFound, QStringLiteral("the chat's newest key has not come yet"));
    const SessionDeposit deposit{
        .distribution = distribution, .device = m_account.device, .epoch = state.epoch(), .sealedSession = {}};
    crypto::SystemRandom random;
    const auto sealed =
        crypto::sealSession(session, sessionPlace(chat, deposit, m_account.user), *key, m_keys.localDevice(), random);
    if (!sealed)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("deposit (%1)").arg(static_cast<int>(sealed.error())));
    const QCborArray places{distribution.toBytes(), deposit.epoch, toByteArray(*sealed)};
    return m_vault.settings().setValue(nameFor(chat), QCborValue(places).toCbor());
}

Result<> SessionDeposits::forget(ChatId chat)
{
    return m_vault.settings().remove(nameFor(chat));
}

Result<std::optional<SessionDeposit>> SessionDeposits::prepared(ChatId chat)
{
    TACET_TRY_ASSIGN(const auto value, m_vault.settings().value(nameFor(chat)));
    if (!value)
        return std::nullopt;
    const QCborArray places = QCborValue::fromCbor(*value).toArray();
    return SessionDeposit{.distribution = DistributionId(QUuid::fromRfc4122(places[0].toByteArray())),
                          .device = m_account.device,
                          .epoch = places[1].toInteger(),
                          .sealedSession = places[2].toByteArray()};
}

} // namespace tacet
