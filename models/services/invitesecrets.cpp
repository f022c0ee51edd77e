#include "models/services/invitesecrets.h"

#include "crypto/epoch/invitesecret.h"
#include "models/services/bytes.h"
#include "models/vault/settingsstore.h"

#include <QCborMap>
#include <QCborValue>

namespace tacet {

namespace {

QString nameFor(ChatId chat)
{
    return QStringLiteral("groups/links/") + chat.toString();
}

} // namespace

Result<InviteSecrets> inviteSecretsOf(VaultSession &vault, ChatId chat)
{
    TACET_TRY_ASSIGN(const auto value, vault.settings().value(nameFor(chat)));
    InviteSecrets secrets;
    if (!value)
        return secrets;
    const QCborMap stored = QCborValue::fromCbor(*value).toMap();
    for (auto entry = stored.cbegin(); entry != stored.cend(); ++entry)
        secrets.insert(InviteId(QUuid::fromRfc4122(entry.key().toByteArray())), entry.value().toString());
    return secrets;
}

Result<InviteKey> keyForLink(GroupVault &groups, ChatId chat, qint64 epoch, InviteId invite, const QString &secret)
{
    TACET_TRY_ASSIGN(const auto key, groups.epochKey(chat, epoch));
    const auto parsed = crypto::InviteSecret::parse(secret.toStdString());
    if (!key || !parsed)
        return fail(ErrorCode::NotFound, QStringLiteral("the key of a link"));
    crypto::SystemRandom random;
    const auto wrapped = parsed->wrap(*key, idBytes(invite), random);
    if (!wrapped)
        return fail(ErrorCode::Internal, QStringLiteral("no randomness"));
    return InviteKey{.epoch = epoch, .wrappedKey = toByteArray(*wrapped)};
}

Result<> saveInviteSecrets(VaultSession &vault, ChatId chat, const InviteSecrets &secrets)
{
    if (secrets.isEmpty())
        return vault.settings().remove(nameFor(chat));
    QCborMap stored;
    for (auto secret = secrets.cbegin(); secret != secrets.cend(); ++secret)
        stored.insert(QCborValue(secret.key().toBytes()), secret.value());
    return vault.settings().setValue(nameFor(chat), QCborValue(stored).toCbor());
}

} // namespace tacet
