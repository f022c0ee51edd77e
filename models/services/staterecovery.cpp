#include "models/services/staterecovery.h"

#include "models/services/encryption.h"
#include "models/vault/chatstore.h"
#include "models/vault/keystore.h"
#include "models/vault/messagestore.h"
#include "models/vault/ratchetstore.h"
#include "models/vault/vaultsession.h"

#include <QLoggingCategory>

namespace tacet {

namespace {

Q_LOGGING_CATEGORY(logServices, "tacet.services")

/// Far more ids than lost commits can have given out.
constexpr int kIdsSkipped = 100'000;
constexpr int kUnreceiptedMax = 10'000;

Result<> retireCurrent(VaultSession &vault, PrekeyKind kind, const QDateTime &now)
{
    const auto current = vault.keys().current(kind);
    if (current)
        return vault.keys().retire(kind, {current->id}, now);
    return current.error().code() == ErrorCode::NotFound ? Result<>() : std::unexpected(current.error());
}

} // namespace

Result<> dropSessionsAfterLoss(VaultSession &vault)
{
    return vault.transact([&]() -> Result<> {
        TACET_TRY_ASSIGN(const int dropped, vault.ratchets().removeAll());
        qCWarning(logServices) << "the vault has lost commits;" << dropped << "sessions begin anew";
        for (const PrekeyKind kind : {PrekeyKind::Signed, PrekeyKind::OneTime, PrekeyKind::Kem})
            TACET_TRY(vault.keys().reserveIds(kind, kIdsSkipped));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        TACET_TRY(retireCurrent(vault, PrekeyKind::Signed, now));
        return retireCurrent(vault, PrekeyKind::Kem, now);
    });
}

Result<> queueUnreceipted(VaultSession &vault)
{
    return vault.transact([&]() -> Result<> {
        TACET_TRY_ASSIGN(const auto chats, vault.chats().list());
        for (const Chat &chat : chats) {
            TACET_TRY_ASSIGN(const auto messages, vault.messages().undelivered(chat.id, kUnreceiptedMax));
            for (const Message &message : messages)
                TACET_TRY(queueMessage(vault, message, chat.peer.id));
        }
        return {};
    });
}

} // namespace tacet
