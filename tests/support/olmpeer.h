#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tacet::test {

/// libolm takes and gives base64 without padding.
std::string toBase64(std::span<const std::byte> bytes);
std::vector<std::byte> fromBase64(const std::string &text);

/// The sending half of a Megolm session through Debian's libolm, written by others and used by tests and
/// benchmarks alone. Everything is base64. Not thread-safe.
class OlmSender
{
public:
    OlmSender();
    ~OlmSender();
    OlmSender(const OlmSender &) = delete;
    OlmSender &operator=(const OlmSender &) = delete;

    std::uint32_t index() const;
    /// The session share at the current index.
    std::string share() const;
    std::string encrypt(std::span<const std::byte> plaintext);
    /// libolm's stored form, encrypted under a fixed key, and back.
    std::string stored() const;
    void restore(std::string stored);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

struct OlmPlaintext {
    std::uint32_t index = 0;
    std::vector<std::byte> bytes;
};

/// The receiving half. Errors are libolm's OlmErrorCode.
class OlmReceiver
{
public:
    static std::expected<OlmReceiver, int> fromShare(std::string share);
    static std::expected<OlmReceiver, int> fromExport(std::string exported);
    OlmReceiver(OlmReceiver &&) noexcept;
    OlmReceiver &operator=(OlmReceiver &&) noexcept;
    ~OlmReceiver();

    std::uint32_t firstKnownIndex() const;
    /// libolm writes into the message that it reads: it takes a copy.
    std::expected<OlmPlaintext, int> decrypt(std::string message);
    std::expected<std::string, int> exportAt(std::uint32_t index);
    std::string stored() const;
    void restore(std::string stored);

private:
    struct State;
    OlmReceiver();
    int lastError() const;
    std::unique_ptr<State> m_state;
};

} // namespace tacet::test
