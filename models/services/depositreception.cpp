#include "models/services/depositreception.h"

#include "models/services/bytes.h"
#include "models/services/groupvault.h"
#include "models/services/peerdevices.h"
#include "models/services/receivedsessions.h"
#include "models/services/sessiondeposits.h"
#include "models/vault/epochkeystore.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

DepositVerdict refused(const SessionDeposit &deposit, const QString &why)
{
    qCWarning(logServices) << "refused the deposit" << deposit.distribution.toString() << "of device"
                           << deposit.device.toString() << why;
    return DepositVerdict::Refused;
}

} // namespace

DepositReception::DepositReception(VaultSession &vault, const LocalKeys &keys, const Account &account)
    : m_vault(vault)
    , m_account(account)
    , m_messages(vault, keys, account)
{
}

Result<WantedSessions> DepositReception::wanted(ChatId chat)
{
    WantedSessions wanted;
    TACET_TRY_ASSIGN(wanted.sessions, m_vault.waiting().sessions(chat));
    if (wanted.sessions.isEmpty())
        return wanted;
    TACET_TRY_ASSIGN(const GroupLogState state, GroupVault(m_vault, m_account).state(chat));
    const int days = state.settings.history.days;
    if (days == 0)
        return WantedSessions();
    TACET_TRY_ASSIGN(const auto keys, m_vault.epochKeys().list(chat));
    wanted.means = QByteArray::number(days) + ' ' + QByteArray::number(keys.size());
    return wanted;
}

Result<DepositVerdict> DepositReception::take(ChatId chat, const SessionDeposit &deposit)
{
    TACET_TRY_ASSIGN(const auto key, GroupVault(m_vault, m_account).epochKey(chat, deposit.epoch));
    TACET_TRY_ASSIGN(const auto device, m_vault.peers().device(deposit.device));
    if (!key || !device)
        return DepositVerdict::Later;
    TACET_TRY_ASSIGN(const auto person, m_vault.peers().find(device->user));
    const auto author =
        person ? verifiedDevice(*device, person->masterKey) : fail(ErrorCode::NotFound, QStringLiteral("person"));
    if (!author)
        return refused(deposit, author.error().detail());
    auto session =
        crypto::openSession(viewOf(deposit.sealedSession), sessionPlace(chat, deposit, device->user), *key, *author);
    if (!session)
        return refused(deposit, QString::number(static_cast<int>(session.error())));
    const Result<bool> kept = keepSession(m_vault, chat, deposit.distribution, *device, std::move(*session));
    const bool isOther =
        !kept && (kept.error().code() == ErrorCode::CryptoFailed || kept.error().code() == ErrorCode::Conflict);
    if (isOther)
        return refused(deposit, kept.error().detail());
    TACET_TRY(kept);
    TACET_TRY(m_messages.revealSession(deposit.distribution, deposit.device));
    return DepositVerdict::Taken;
}

} // namespace tacet
