#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tacet::test {

/// What an OMEMO 2 device publishes, with one of its one-time prekeys.
struct OmemoBundle {
    std::array<std::byte, 32> identity;      ///< Ed25519
    std::array<std::byte, 32> signedPrekey;  ///< X25519
    std::array<std::byte, 64> signature;     ///< Ed25519 over signedPrekey, unlabelled
    std::array<std::byte, 32> oneTimePrekey; ///< X25519
    std::uint32_t signedPrekeyId = 0;
    std::uint32_t oneTimePrekeyId = 0;
};

/// A serialised OMEMOKeyExchange (first messages) or OMEMOAuthenticatedMessage.
struct OmemoMessage {
    enum class Kind { KeyExchange, Authenticated };
    Kind kind = Kind::Authenticated;
    std::vector<std::byte> bytes;
};

/// A device that speaks OMEMO 2 through Debian's libomemo-c (session version 4), written by others and
/// used by tests and benchmarks alone. It talks to exactly one remote device at a time; its stores
/// live in memory. Errors are libomemo-c's negative codes (SG_ERR_…). Not thread-safe; several peers
/// may live on several threads.
class OmemoPeer
{
public:
    /// Makes an identity, a signed prekey and `oneTimePrekeys` one-time prekeys with ids from 1.
    static std::unique_ptr<OmemoPeer> create(std::uint32_t oneTimePrekeys = 10);
    ~OmemoPeer();
    OmemoPeer(const OmemoPeer &) = delete;
    OmemoPeer &operator=(const OmemoPeer &) = delete;

    /// The bundle with the next unpublished one-time prekey; the prekeys start again when used up.
    OmemoBundle publish();
    /// Forgets the session with the remote device and starts a new one as the initiator.
    std::expected<void, int> startSession(const OmemoBundle &remote);
    /// Forgets the session, and brings a one-time prekey back that a handshake has consumed.
    void forgetSession();
    /// Encrypts and stores the serialised session record, as libomemo-c always does.
    std::expected<OmemoMessage, int> encrypt(std::span<const std::byte> plaintext);
    /// Decrypts and stores the serialised session record; a key exchange makes the session.
    std::expected<std::vector<std::byte>, int> decrypt(const OmemoMessage &message);
    /// The session record as stored; nothing if there is no session.
    std::optional<std::vector<std::byte>> sessionRecord() const;
    void setSessionRecord(std::vector<std::byte> record);

private:
    struct State;
    explicit OmemoPeer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace tacet::test
