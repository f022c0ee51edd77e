#pragma once
#include "crypto/epoch/epochwrap.h"
#include "crypto/epoch/sealedpost.h"
#include "tests/support/seededrandom.h"

namespace tacet::test {

/// A member of a chat with one device and a KEM prekey.
class EpochMember
{
public:
    /// `number` tells the members of a test apart.
    EpochMember(unsigned char number, crypto::RandomSource &random);

    crypto::LocalDevice local() const { return {m_address, m_identity}; }
    const crypto::VerifiedDevice &verified() const { return m_verified; }
    const crypto::KemPrekey &prekey() const { return m_prekey; }
    crypto::WrapRecipient recipient() const { return {m_verified, m_prekey.id, m_prekey.key.publicKey()}; }

private:
    crypto::DeviceAddress m_address;
    crypto::MasterKey m_master;
    crypto::DeviceIdentity m_identity;
    crypto::VerifiedDevice m_verified;
    crypto::KemPrekey m_prekey;
};

/// A UUID of sixteen equal bytes.
crypto::Uuid uuidOf(unsigned char value);

/// Sound addresses of each kind in epoch 3 of chat 1, by `author`.
crypto::PostAddress messageAddress(const EpochMember &author);
crypto::PostAddress threadAddress(const EpochMember &author);
crypto::PostAddress replyAddress(const EpochMember &author);

/// A body, and a title where the kind has one.
crypto::PostText textFor(const crypto::PostAddress &address, std::string_view body);

crypto::SecretBytes secretText(std::string_view text);

} // namespace tacet::test
