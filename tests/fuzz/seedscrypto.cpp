#include "crypto/group/outboundgroupsession.h"
#include "crypto/group/receivedgroupsession.h"
#include "crypto/identity/devicecertificate.h"
#include "crypto/identity/devicemanifest.h"
#include "crypto/prekeys/prekeys.h"
#include "crypto/session/resetrequest.h"
#include "crypto/wire/binarywriter.h"
#include "crypto/wire/tacetkeyexchange.h"
#include "tests/fuzz/pairwiseworld.h"
#include "tests/fuzz/recoveryworld.h"
#include "tests/fuzz/seedwriter.h"
#include "tests/support/seededrandom.h"

namespace tacet::fuzz {
namespace {

using namespace crypto;

constexpr std::uint64_t kSeed = 1;

template <std::size_t N>
FixedBytes<N> filled(unsigned char value)
{
    FixedBytes<N> bytes;
    bytes.fill(std::byte{value});
    return bytes;
}

void writeWire(const SeedWriter &writer, RandomSource &random)
{
    const auto identity = DeviceIdentity::generate(random).value();
    const X25519PublicKey key = identity.agreementKey().shared;
    const RatchetMessage message{.header = {.ratchetKey = key, .previous = 300, .number = 5},
                                 .ciphertext = Bytes(80, std::byte{0xC5})};
    writer.write("omemomessage", "message", encodeAuthenticatedMessage(message));
    writer.write("omemokeyexchange", "exchange",
                 encodeOmemoKeyExchange({.oneTimePrekeyId = 7,
                                         .signedPrekeyId = 1,
                                         .identityKey = identity.publicKey(),
                                         .ephemeralKey = key,
                                         .message = message}));
    writer.write("tacetkeyexchange", "exchange",
                 encodeTacetKeyExchange({.oneTimePrekeyId = 0,
                                         .signedPrekeyId = 1,
                                         .identityKey = identity.publicKey(),
                                         .ephemeralKey = key,
                                         .kemPrekeyId = 200,
                                         .kemCiphertext = filled<kKemCiphertextSize>(0x3C)}));
}

void writeIdentity(const SeedWriter &writer, RandomSource &random)
{
    const auto identity = DeviceIdentity::generate(random).value();
    const DeviceAddress address{filled<kUuidSize>(1), filled<kUuidSize>(2)};
    const DeviceCertificate certificate{.address = address,
                                        .identityKey = identity.publicKey(),
                                        .label = "Büro",
                                        .createdAt = Timestamp(std::chrono::seconds(1'800'000'000))};
    writer.write("certificate", "certificate", certificate.encode().value());
    const DeviceManifest manifest{
        .account = address.account,
        .version = 2,
        .previousHash = filled<kManifestHashSize>(9),
        .devices = {{address.device, identity.publicKey()}, {filled<kUuidSize>(3), identity.publicKey()}},
        .revoked = {filled<kUuidSize>(4)}};
    writer.write("manifest", "manifest", manifest.encode().value());
}

void writePrekeys(const SeedWriter &writer, RandomSource &random)
{
    writer.write("prekey", "signed", SignedPrekey::generate(1, random).value().serialise());
    writer.write("prekey", "kem", KemPrekey::generate(2, KemPrekeyKind::LastResort, random).value().serialise());
}

// The form that fuzzpairwisemessage.cpp reads, with one bit wrong: that target holds that nothing is accepted.
Bytes spoilt(const PairwiseMessage &message)
{
    Bytes bytes;
    BinaryWriter writer(bytes);
    writer.u8(message.keyExchange ? 5 : 1);
    writer.bytes(message.header.session);
    writer.bytes(message.header.ratchet.ratchetKey.view());
    writer.u32(message.header.ratchet.previous);
    writer.u32(message.header.ratchet.number);
    if (message.keyExchange) {
        writer.u16(static_cast<std::uint16_t>(message.keyExchange->size()));
        writer.bytes(*message.keyExchange);
    }
    writer.bytes(message.ciphertext);
    bytes.back() ^= std::byte{1};
    return bytes;
}

void writeSessions(const SeedWriter &writer)
{
    PairwiseWorld world;
    writer.write("pairwisemessage", "first", spoilt(world.first));
    writer.write("pairwisemessage", "last", spoilt(world.last));
    writer.write("sessionstate", "empty", world.stranger.sessions.serialise());
    writer.write("sessionstate", "answered", world.sender.sessions.serialise());
    writer.write("sessionstate", "skipped", world.receiver.sessions.serialise());
    require(world.sender.start(world.receiver, world.random, test::kTestEpoch));
    writer.write("sessionstate", "pending", world.sender.sessions.serialise());
}

void writeResetRequest(const SeedWriter &writer, RandomSource &random)
{
    const auto identity = DeviceIdentity::generate(random).value();
    const ResetRequest request{.from = {}, .to = {}, .at = Timestamp(std::chrono::seconds(1'800'000'000))};
    writer.write("resetrequest", "request", request.sign(identity));
}

void writeRecovery(const SeedWriter &writer)
{
    const RecoveryWorld world;
    std::string phrase;
    for (const std::string_view word : world.phrase.words())
        phrase.append(word).append(" ");
    writer.write("recovery", "phrase", textBytes(phrase));
    writer.write("recovery", "sealed", world.sealed);
}

void writeGroups(const SeedWriter &writer, RandomSource &random)
{
    auto sender = OutboundGroupSession::create(random, test::kTestEpoch).value();
    const SecretBytes share = sender.share();
    ReceivedGroupSession received({}, InboundGroupSession::fromShare(share).value());
    writer.write("sessionshare", "share", share);
    writer.write("sessionexport", "export", received.session().exportAt(0).value());
    writer.write("outboundgroupsession", "new", sender.serialise());
    writer.write("inboundgroupsession", "new", received.session().serialise());
    writer.write("receivedgroupsession", "new", received.serialise());
    for (unsigned char message = 0; message < 3; ++message) {
        const Bytes ciphertext = sender.encrypt(filled<100>(message)).value();
        require(received.open({}, filled<kUuidSize>(message), ciphertext).has_value());
        writer.write("megolmmessage", std::to_string(message), ciphertext);
    }
    writer.write("outboundgroupsession", "used", sender.serialise());
    writer.write("inboundgroupsession", "used", received.session().serialise());
    writer.write("receivedgroupsession", "used", received.serialise());
}

} // namespace

void writeCryptoSeeds(const SeedWriter &writer)
{
    test::SeededRandom random(kSeed);
    writeWire(writer, random);
    writeIdentity(writer, random);
    writePrekeys(writer, random);
    writeSessions(writer);
    writeGroups(writer, random);
    writeResetRequest(writer, random);
    writeRecovery(writer);
}

} // namespace tacet::fuzz
