#include "models/services/inviteproof.h"

#include "crypto/primitives/hmac.h"
#include "models/services/bytes.h"

namespace tacet {

QByteArray inviteProof(const QByteArray &inviteKey, UserId account, const QByteArray &masterKey)
{
    const QByteArray text = QByteArrayLiteral("Tacet-1 invite proof") + '\0' + account.toBytes() + masterKey;
    return toByteArray(crypto::HmacKey(viewOf(inviteKey)).mac(viewOf(text)));
}

QByteArray tokenHash(const QByteArray &token)
{
    return toByteArray(crypto::Sha256::of(viewOf(token)));
}

} // namespace tacet
