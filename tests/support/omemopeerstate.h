// What OmemoPeer is made of: libomemo-c's objects with owners, and its stores in memory.
#pragma once
#include "tests/support/omemopeer.h"

#include <omemo/curve.h>
#include <omemo/key_helper.h>
#include <omemo/protocol.h>
#include <omemo/session_builder.h>
#include <omemo/session_cipher.h>
#include <omemo/session_pre_key.h>
#include <omemo/signal_protocol.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace tacet::test {

inline constexpr std::uint32_t kSignedPrekeyId = 1;
inline constexpr std::uint32_t kRegistrationId = 1;
inline constexpr std::uint64_t kTimestamp = 1;

using Bytes = std::vector<std::byte>;

struct Unref {
    template <class T>
    void operator()(T *object) const
    {
        signal_type_unref(reinterpret_cast<signal_type_base *>(object));
    }
};
struct FreeBuffer {
    void operator()(signal_buffer *buffer) const { signal_buffer_free(buffer); }
};
struct FreeCipher {
    void operator()(session_cipher *cipher) const { session_cipher_free(cipher); }
};
struct FreeBuilder {
    void operator()(session_builder *builder) const { session_builder_free(builder); }
};

template <class T>
using Ref = std::unique_ptr<T, Unref>;
using Buffer = std::unique_ptr<signal_buffer, FreeBuffer>;

inline const uint8_t *raw(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const uint8_t *>(bytes.data());
}

inline Bytes copyOf(const signal_buffer *buffer)
{
    const auto *data = reinterpret_cast<const std::byte *>(signal_buffer_const_data(buffer));
    return {data, data + signal_buffer_len(buffer)};
}

inline Bytes copyOf(const uint8_t *data, std::size_t size)
{
    const auto *bytes = reinterpret_cast<const std::byte *>(data);
    return {bytes, bytes + size};
}

inline signal_buffer *bufferOf(std::span<const std::byte> bytes)
{
    return signal_buffer_create(raw(bytes), bytes.size());
}

template <std::size_t N>
std::array<std::byte, N> fixed(std::span<const std::byte> bytes)
{
    if (bytes.size() != N)
        throw std::runtime_error("libomemo-c gave a key of an unexpected length");
    std::array<std::byte, N> result;
    std::ranges::copy(bytes, result.begin());
    return result;
}

inline std::array<std::byte, 32> montgomery(const ec_public_key *key)
{
    const Buffer buffer(ec_public_key_get_mont(key));
    return fixed<32>(copyOf(buffer.get()));
}

// Null if libomemo-c refuses the key.
inline Ref<ec_public_key> decoded(int (*decode)(ec_public_key **, const uint8_t *, std::size_t, signal_context *),
                                  std::span<const std::byte, 32> bytes, signal_context *context)
{
    ec_public_key *key = nullptr;
    if (decode(&key, raw(bytes), bytes.size(), context) < 0)
        return nullptr;
    return Ref<ec_public_key>(key);
}

// Only for what cannot fail unless memory runs out or the wrapper is wrong.
inline void require(int code)
{
    if (code < 0)
        throw std::runtime_error("libomemo-c failed to set up: " + std::to_string(code));
}

struct OmemoPeer::State {
    signal_context *context = nullptr;
    signal_protocol_store_context *store = nullptr;
    signal_protocol_address remote{.name = "remote", .name_len = 6, .device_id = 1};
    Ref<ratchet_identity_key_pair> identity;
    Ref<session_signed_pre_key> signedPrekey;
    std::map<std::uint32_t, Ref<session_pre_key>> oneTimePrekeys;
    std::map<std::uint32_t, Bytes> storedPrekeys;
    Bytes storedSignedPrekey;
    std::optional<Bytes> session;
    std::uint32_t nextPrekey = 1;

    State() = default;
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State()
    {
        identity.reset();
        signedPrekey.reset();
        oneTimePrekeys.clear();
        signal_protocol_store_context_destroy(store);
        signal_context_destroy(context);
    }

    void setStores();
    void makeKeys(std::uint32_t oneTimePrekeyCount);
    std::unique_ptr<session_cipher, FreeCipher> cipher();

    static State &of(void *data) { return *static_cast<State *>(data); }
    static int loadSession(signal_buffer **record, signal_buffer **, const signal_protocol_address *, void *data);
    static int storeSession(const signal_protocol_address *, uint8_t *record, std::size_t size, uint8_t *, std::size_t,
                            void *data);
    static int loadPrekey(signal_buffer **record, uint32_t id, void *data);
    static int identityPair(signal_buffer **publicKey, signal_buffer **privateKey, void *data);
    signal_protocol_session_store sessionStore();
    signal_protocol_pre_key_store prekeyStore();
    signal_protocol_signed_pre_key_store signedPrekeyStore();
    signal_protocol_identity_key_store identityStore();
};

} // namespace tacet::test
