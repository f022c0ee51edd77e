#include "models/services/epochcandidate.h"

#include "models/services/bytes.h"
#include "models/vault/epochkeystore.h"
#include "models/vault/settingsstore.h"

#include <QCborArray>
#include <QCborValue>

namespace tacet {

namespace {

QString nameFor(ChatId chat)
{
    return QStringLiteral("groups/next-epoch/") + chat.toString();
}

} // namespace

Result<> saveCandidate(VaultSession &vault, ChatId chat, const crypto::EpochKey &key)
{
    const QCborArray places{static_cast<qint64>(key.name().epoch), toByteArray(key.view()),
                            toByteArray(key.commitment().bytes)};
    return vault.settings().setValue(nameFor(chat), QCborValue(places).toCbor());
}

Result<> adoptCandidate(VaultSession &vault, const GroupLogState &state)
{
    TACET_TRY_ASSIGN(const auto value, vault.settings().value(nameFor(state.chat)));
    if (!value)
        return {};
    const QCborArray places = QCborValue::fromCbor(*value).toArray();
    const qint64 epoch = places[0].toInteger();
    const auto logged = state.epochs.constFind(epoch);
    if (logged == state.epochs.cend())
        return {};
    if (logged->commitment == places[2].toByteArray())
        TACET_TRY(vault.epochKeys().save({.chat = state.chat,
                                          .epoch = epoch,
                                          .key = places[1].toByteArray(),
                                          .commitment = logged->commitment,
                                          .receivedAt = QDateTime::currentDateTimeUtc()}));
    return vault.settings().remove(nameFor(state.chat));
}

} // namespace tacet
