#include "crypto/handshake/handshake.h"

#include "crypto/handshake/keyschedule.h"
#include "crypto/primitives/sha256.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kProtocol = "Tacet-1";
constexpr std::string_view kSessionLabel = "Tacet-1 session";

struct Party {
    const Ed25519PublicKey &identity;
    const DeviceAddress &address;
};

Bytes associatedDataOf(const Party &initiator, const Party &responder, const TacetKeyExchange &exchange,
                       const KemPublicKey &kem)
{
    constexpr std::size_t kSize = 179;
    Bytes data;
    data.reserve(kSize);
    BinaryWriter writer(data);
    writer.bytes(textBytes(kProtocol));
    writer.bytes(initiator.identity.view());
    writer.bytes(responder.identity.view());
    writer.bytes(initiator.address.account);
    writer.bytes(initiator.address.device);
    writer.bytes(responder.address.account);
    writer.bytes(responder.address.device);
    writer.u32(exchange.signedPrekeyId);
    writer.u32(exchange.oneTimePrekeyId);
    writer.u32(exchange.kemPrekeyId);
    writer.bytes(Sha256::of(kem.view()));
    return data;
}

HandshakeError errorOf(KemError error)
{
    return error == KemError::NoRandomness ? HandshakeError::NoRandomness : HandshakeError::Failed;
}

struct Prekeys {
    std::shared_ptr<const SignedPrekey> signedPrekey;
    std::shared_ptr<const OneTimePrekey> oneTime; ///< null if the exchange names none
    std::shared_ptr<const KemPrekey> kem;
};

std::expected<Prekeys, HandshakeError> findPrekeys(const TacetKeyExchange &exchange, const PrekeyVault &vault)
{
    Prekeys found{vault.signedPrekey(exchange.signedPrekeyId), nullptr, vault.kemPrekey(exchange.kemPrekeyId)};
    const bool wantsOneTime = exchange.oneTimePrekeyId != 0;
    if (wantsOneTime)
        found.oneTime = vault.oneTimePrekey(exchange.oneTimePrekeyId);
    if (!found.signedPrekey || !found.kem || (wantsOneTime && !found.oneTime))
        return std::unexpected(HandshakeError::UnknownPrekey);
    return found;
}

} // namespace

SessionId sessionIdOf(ByteView associatedData, ByteView keyExchange)
{
    constexpr std::byte kEnd{0};
    const auto digest = Sha256()
                            .update(textBytes(kSessionLabel))
                            .update(ByteView(&kEnd, 1))
                            .update(associatedData)
                            .update(keyExchange)
                            .finish();
    SessionId id;
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

std::expected<Initiation, HandshakeError> initiateHandshake(const LocalDevice &ours, const VerifiedBundle &theirs,
                                                            RandomSource &random)
{
    CRYPTO_TRY_ASSIGN_OR(const auto ephemeral, X25519KeyPair::generate(random), HandshakeError::NoRandomness);
    auto kem = theirs.kemKey().encapsulate(random);
    if (!kem)
        return std::unexpected(errorOf(kem.error()));

    std::vector<Agreement> agreements{
        {&ours.identity.agreementKey().secret, &theirs.signedPrekey().key},
        {&ephemeral.secret, &theirs.device().agreementKey()},
        {&ephemeral.secret, &theirs.signedPrekey().key},
    };
    const auto &oneTime = theirs.oneTimePrekey();
    if (oneTime)
        agreements.push_back({&ephemeral.secret, &oneTime->key});
    CRYPTO_TRY_ASSIGN_OR(auto root, deriveRootKey(agreements, &kem->secret, kHybridInfo), HandshakeError::LowOrder);

    const TacetKeyExchange exchange{
        .oneTimePrekeyId = oneTime ? oneTime->id : 0,
        .signedPrekeyId = theirs.signedPrekey().id,
        .identityKey = ours.identity.publicKey(),
        .ephemeralKey = ephemeral.shared,
        .kemPrekeyId = theirs.kemPrekeyId(),
        .kemCiphertext = kem->ciphertext,
    };
    return Initiation{
        .secret = std::move(root),
        .associatedData =
            associatedDataOf({ours.identity.publicKey(), ours.address},
                             {theirs.device().identityKey(), theirs.device().address()}, exchange, theirs.kemKey()),
        .keyExchange = encodeTacetKeyExchange(exchange),
    };
}

std::expected<Response, HandshakeError> respondToHandshake(const LocalDevice &ours, const VerifiedDevice &theirs,
                                                           ByteView keyExchange, const PrekeyVault &vault)
{
    CRYPTO_TRY_ASSIGN_OR(const auto exchange, decodeTacetKeyExchange(keyExchange), HandshakeError::Malformed);
    if (exchange.identityKey != theirs.identityKey())
        return std::unexpected(HandshakeError::OtherIdentity);
    CRYPTO_TRY_ASSIGN(auto prekeys, findPrekeys(exchange, vault));

    const X25519PrivateKey &signedSecret = prekeys.signedPrekey->pair.secret;
    std::vector<Agreement> agreements{
        {&signedSecret, &theirs.agreementKey()},
        {&ours.identity.agreementKey().secret, &exchange.ephemeralKey},
        {&signedSecret, &exchange.ephemeralKey},
    };
    if (prekeys.oneTime)
        agreements.push_back({&prekeys.oneTime->pair.secret, &exchange.ephemeralKey});
    const auto kem = prekeys.kem->key.decapsulate(exchange.kemCiphertext);
    if (!kem)
        return std::unexpected(errorOf(kem.error()));
    CRYPTO_TRY_ASSIGN_OR(auto root, deriveRootKey(agreements, &*kem, kHybridInfo), HandshakeError::LowOrder);
    return Response{
        .secret = std::move(root),
        .associatedData =
            associatedDataOf({theirs.identityKey(), theirs.address()}, {ours.identity.publicKey(), ours.address},
                             exchange, prekeys.kem->key.publicKey()),
        .exchange = exchange,
        .signedPrekey = std::move(prekeys.signedPrekey),
        .kemKind = prekeys.kem->kind,
    };
}

} // namespace tacet::crypto
