#include "crypto/epoch/invitecode.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t kFair = 256 / kAlphabet.size() * kAlphabet.size(); ///< bytes from here on would favour some

} // namespace

std::expected<InviteCode, InviteError> InviteCode::generate(RandomSource &random)
{
    std::string text;
    while (text.size() < kLength) {
        CRYPTO_TRY_ASSIGN_OR(const auto bytes, random.secret<kLength>(), InviteError::NoRandomness);
        for (const std::byte byte : bytes.view()) {
            const auto value = std::to_integer<std::size_t>(byte);
            if (value < kFair && text.size() < kLength)
                text += kAlphabet[value % kAlphabet.size()];
        }
    }
    return InviteCode(std::move(text));
}

std::expected<InviteCode, InviteError> InviteCode::parse(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return std::unexpected(InviteError::Malformed);
    text = text.substr(first, text.find_last_not_of(' ') - first + 1);
    if (text.size() != kLength || text.find_first_not_of(kAlphabet) != std::string_view::npos)
        return std::unexpected(InviteError::Malformed);
    return InviteCode(std::string(text));
}

} // namespace tacet::crypto
