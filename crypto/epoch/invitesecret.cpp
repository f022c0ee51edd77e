#include "crypto/epoch/invitesecret.h"

#include "crypto/epoch/committingbox.h"
#include "crypto/primitives/hkdf.h"
#include "crypto/wire/binarywriter.h"

#include <optional>

namespace tacet::crypto {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kInfo = "Tacet-1 invite";
constexpr std::string_view kWrapPurpose = "Tacet-1 invite wrap";
constexpr std::string_view kJoinLabel = "Tacet-1 invite join";
constexpr std::size_t kGroupLength = 5;
static_assert(InviteSecret::kWrapSize == kBoxOverhead + kEpochKeySize);

// The one character that a typed one stands for; nothing if it is foreign.
std::optional<char> canonical(char typed)
{
    char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'O')
        upper = '0';
    if (upper == 'I' || upper == 'L')
        upper = '1';
    if (!kAlphabet.contains(upper))
        return std::nullopt;
    return upper;
}

// chat ‖ epoch ‖ invite
Bytes placeOf(const EpochName &name, const Uuid &invite)
{
    Bytes place;
    BinaryWriter writer(place);
    writer.bytes(name.chat);
    writer.u64(name.epoch);
    writer.bytes(invite);
    return place;
}

} // namespace

InviteSecret::InviteSecret(const Secret<kLength> &characters)
    : m_characters(characters.view())
{
    hkdf(m_characters.view(), kInfo, m_derived.writable());
}

std::expected<InviteSecret, InviteError> InviteSecret::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN_OR(auto characters, random.secret<kLength>(), InviteError::NoRandomness);
    // 256 is a multiple of 32: every character is as likely.
    for (std::byte &byte : characters.writable())
        byte = static_cast<std::byte>(kAlphabet[std::to_integer<std::size_t>(byte) % kAlphabet.size()]);
    return InviteSecret(characters);
}

std::expected<InviteSecret, InviteError> InviteSecret::parse(std::string_view text)
{
    Secret<kLength> characters;
    std::size_t count = 0;
    for (const char typed : text) {
        if (typed == ' ' || typed == '-')
            continue;
        const auto character = canonical(typed);
        if (!character || count == kLength)
            return std::unexpected(InviteError::Malformed);
        characters.writable()[count++] = static_cast<std::byte>(*character);
    }
    if (count != kLength)
        return std::unexpected(InviteError::Malformed);
    return InviteSecret(characters);
}

std::string InviteSecret::text() const
{
    std::string text;
    for (const std::byte character : m_characters.view())
        text += std::to_integer<char>(character);
    return text;
}

std::string InviteSecret::dashedText() const
{
    std::string dashed = text();
    for (std::size_t at = kLength - kGroupLength; at > 0; at -= kGroupLength)
        dashed.insert(at, 1, '-');
    return dashed;
}

FixedBytes<32> InviteSecret::lookupId() const
{
    FixedBytes<32> id{};
    std::ranges::copy(m_derived.view().subspan<0, 32>(), id.begin());
    return id;
}

Ed25519PublicKey InviteSecret::publicKey() const
{
    return Ed25519PrivateKey::fromSeed(m_derived.view().subspan<64, 32>()).publicKey();
}

std::expected<Bytes, InviteError> InviteSecret::wrap(const EpochKey &key, const Uuid &invite,
                                                     RandomSource &random) const
{
    if (!key.name().isSound())
        return std::unexpected(InviteError::Malformed);
    auto box =
        sealBox(m_derived.view().subspan<32, 32>(), kWrapPurpose, placeOf(key.name(), invite), key.view(), random);
    if (!box)
        return std::unexpected(box.error() == BoxError::NoRandomness ? InviteError::NoRandomness : InviteError::Failed);
    return std::move(*box);
}

std::expected<EpochKey, InviteError> InviteSecret::unwrap(ByteView wrapped, const EpochName &name,
                                                          const Uuid &invite) const
{
    if (!name.isSound() || wrapped.size() != kWrapSize)
        return std::unexpected(InviteError::Malformed);
    const auto key = openBox(m_derived.view().subspan<32, 32>(), kWrapPurpose, placeOf(name, invite), wrapped);
    if (!key)
        return std::unexpected(key.error() == BoxError::Malformed ? InviteError::Malformed : InviteError::Unauthentic);
    return EpochKey::fromBytes(name, FixedView<kEpochKeySize>(*key));
}

Signature InviteSecret::signJoin(ByteView operationBody) const
{
    return Ed25519PrivateKey::fromSeed(m_derived.view().subspan<64, 32>()).signLabelled(kJoinLabel, operationBody);
}

std::expected<void, InviteError> InviteSecret::verifyJoin(const Ed25519PublicKey &inviteKey, ByteView operationBody,
                                                          const Signature &signature)
{
    CRYPTO_TRY_OR(verifyLabelled(inviteKey, kJoinLabel, operationBody, signature), InviteError::BadSignature);
    return {};
}

} // namespace tacet::crypto
