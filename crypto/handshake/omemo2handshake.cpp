#include "crypto/handshake/omemo2handshake.h"

#include "crypto/handshake/keyschedule.h"

namespace tacet::crypto {

namespace {

Bytes associatedDataOf(const Ed25519PublicKey &initiator, const Ed25519PublicKey &responder)
{
    Bytes data;
    append(data, initiator.view());
    append(data, responder.view());
    return data;
}

} // namespace

std::expected<Omemo2Initiation, Omemo2Error> initiateOmemo2(const DeviceIdentity &ours, const Omemo2Bundle &theirs,
                                                            RandomSource &random)
{
    CRYPTO_TRY_OR(verify(theirs.identityKey, theirs.signedPrekey.view(), theirs.signedPrekeySignature),
                  Omemo2Error::BadSignature);
    CRYPTO_TRY_ASSIGN_OR(const auto identity, theirs.identityKey.toMontgomery(), Omemo2Error::BadIdentity);
    CRYPTO_TRY_ASSIGN_OR(const auto ephemeral, X25519KeyPair::generate(random), Omemo2Error::NoRandomness);
    const std::array<Agreement, 4> agreements{{
        {&ours.agreementKey().secret, &theirs.signedPrekey},
        {&ephemeral.secret, &identity},
        {&ephemeral.secret, &theirs.signedPrekey},
        {&ephemeral.secret, &theirs.oneTimePrekey},
    }};
    CRYPTO_TRY_ASSIGN_OR(auto root, deriveRootKey(agreements, nullptr, kOmemo2Info), Omemo2Error::LowOrder);
    return Omemo2Initiation{std::move(root), associatedDataOf(ours.publicKey(), theirs.identityKey), ephemeral.shared};
}

std::expected<Omemo2Response, Omemo2Error>
respondToOmemo2(const DeviceIdentity &ours, const X25519KeyPair &signedPrekey, const X25519KeyPair &oneTimePrekey,
                const Ed25519PublicKey &identityKey, const X25519PublicKey &ephemeralKey)
{
    CRYPTO_TRY_ASSIGN_OR(const auto identity, identityKey.toMontgomery(), Omemo2Error::BadIdentity);
    const std::array<Agreement, 4> agreements{{
        {&signedPrekey.secret, &identity},
        {&ours.agreementKey().secret, &ephemeralKey},
        {&signedPrekey.secret, &ephemeralKey},
        {&oneTimePrekey.secret, &ephemeralKey},
    }};
    CRYPTO_TRY_ASSIGN_OR(auto root, deriveRootKey(agreements, nullptr, kOmemo2Info), Omemo2Error::LowOrder);
    return Omemo2Response{std::move(root), associatedDataOf(identityKey, ours.publicKey())};
}

} // namespace tacet::crypto
