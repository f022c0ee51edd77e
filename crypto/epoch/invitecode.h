#pragma once
#include "crypto/epoch/invitesecret.h"

namespace tacet::crypto {

/// The 8 characters [A-Za-z0-9] that locate a chat and ask to be let in; they open nothing (protocol.md section 5).
/// Case matters. 47.6 bits: the database counts the guesses.
class InviteCode
{
public:
    static constexpr std::size_t kLength = 8;

    /// Every code is as likely.
    static std::expected<InviteCode, InviteError> generate(RandomSource &random);
    /// Spaces around it are left out, nothing else is put right.
    static std::expected<InviteCode, InviteError> parse(std::string_view text);

    const std::string &text() const { return m_text; }
    /// The 8 bytes that api.ask_invite takes.
    ByteView bytes() const { return textBytes(m_text); }
    InviteHash hash() const { return Sha256::of(bytes()); }

private:
    explicit InviteCode(std::string text)
        : m_text(std::move(text))
    {
    }
    std::string m_text;
};

} // namespace tacet::crypto
