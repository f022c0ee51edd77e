#pragma once
#include "crypto/epoch/epochkey.h"
#include "crypto/primitives/ed25519.h"
#include "crypto/primitives/sha256.h"

#include <string>

namespace tacet::crypto {

enum class InviteError {
    Malformed,   ///< not 20 characters of Crockford's base 32, or a wrap of another length or version
    Unauthentic, ///< not wrapped with this secret for this invite and epoch, or changed
    BadSignature,
    NoRandomness,
    Failed, ///< OpenSSL failed (memory)
};

/// SHA-256 of what is asked for, as `group_invites.code_hash` holds it.
using InviteHash = FixedBytes<Sha256::kDigestSize>;

/// What an invite link carries and the database never sees (protocol.md section 5): 100 random bits, written as 20
/// characters. From it come the id that the database is asked for, the key that the epoch key lies wrapped under, and
/// the key pair that signs a joiner's operation. Move-only.
class InviteSecret
{
public:
    static constexpr std::size_t kLength = 20;
    /// version ‖ commitment ‖ salt ‖ AES-256-GCM: 113 bytes in `group_invites.wrapped_key`
    static constexpr std::size_t kWrapSize = 113;

    static std::expected<InviteSecret, InviteError> generate(RandomSource &random);
    /// As a person types it: either case, O for 0, I and L for 1, spaces and dashes anywhere.
    static std::expected<InviteSecret, InviteError> parse(std::string_view text);

    /// The 20 characters in their one form, for links.
    std::string text() const;
    /// `ABCDE-FGHJK-MNPQR-STVWX`, for people.
    std::string dashedText() const;

    /// What api.ask_invite takes.
    FixedBytes<32> lookupId() const;
    /// What the database stores of it.
    InviteHash lookupHash() const { return Sha256::of(lookupId()); }
    /// Its public half stands in the signed log.
    Ed25519PublicKey publicKey() const;

    std::expected<Bytes, InviteError> wrap(const EpochKey &key, const Uuid &invite, RandomSource &random) const;
    /// The commitment that the log has of the epoch is compared as soon as the log can be read.
    std::expected<EpochKey, InviteError> unwrap(ByteView wrapped, const EpochName &name, const Uuid &invite) const;

    /// Over the exact body of the joiner's operation; the body names chat, sequence, account and device.
    Signature signJoin(ByteView operationBody) const;
    static std::expected<void, InviteError> verifyJoin(const Ed25519PublicKey &inviteKey, ByteView operationBody,
                                                       const Signature &signature);

private:
    explicit InviteSecret(const Secret<kLength> &characters);
    Secret<kLength> m_characters; ///< canonical
    Secret<96> m_derived;         ///< 32 lookup id ‖ 32 wrap key ‖ 32 seed of the invite key
};

} // namespace tacet::crypto
