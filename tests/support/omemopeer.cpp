#include "tests/support/omemopeer.h"

#include "tests/support/omemoprovider.h"

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
namespace {

constexpr std::uint32_t kSignedPrekeyId = 1;
constexpr std::uint32_t kRegistrationId = 1;
constexpr std::uint64_t kTimestamp = 1;

using Bytes = std::vector<std::byte>;

struct Unref
{
    template <class T>
    void operator()(T *object) const
    {
        signal_type_unref(reinterpret_cast<signal_type_base *>(object));
    }
};
struct FreeBuffer
{
    void operator()(signal_buffer *buffer) const { signal_buffer_free(buffer); }
};
struct FreeCipher
{
    void operator()(session_cipher *cipher) const { session_cipher_free(cipher); }
};
struct FreeBuilder
{
    void operator()(session_builder *builder) const { session_builder_free(builder); }
};

template <class T>
using Ref = std::unique_ptr<T, Unref>;
using Buffer = std::unique_ptr<signal_buffer, FreeBuffer>;

const uint8_t *raw(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const uint8_t *>(bytes.data());
}

Bytes copyOf(const signal_buffer *buffer)
{
    const auto *data = reinterpret_cast<const std::byte *>(signal_buffer_const_data(buffer));
    return {data, data + signal_buffer_len(buffer)};
}

Bytes copyOf(const uint8_t *data, std::size_t size)
{
    const auto *bytes = reinterpret_cast<const std::byte *>(data);
    return {bytes, bytes + size};
}

signal_buffer *bufferOf(std::span<const std::byte> bytes)
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

std::array<std::byte, 32> montgomery(const ec_public_key *key)
{
    const Buffer buffer(ec_public_key_get_mont(key));
    return fixed<32>(copyOf(buffer.get()));
}

// Null if libomemo-c refuses the key.
Ref<ec_public_key> decoded(int (*decode)(ec_public_key **, const uint8_t *, std::size_t, signal_context *),
                           std::span<const std::byte, 32> bytes, signal_context *context)
{
    ec_public_key *key = nullptr;
    if (decode(&key, raw(bytes), bytes.size(), context) < 0)
        return nullptr;
    return Ref<ec_public_key>(key);
}

// Only for what cannot fail unless memory runs out or the wrapper is wrong.
void require(int code)
{
    if (code < 0)
        throw std::runtime_error("libomemo-c failed to set up: " + std::to_string(code));
}

} // namespace

struct OmemoPeer::State
{
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

int OmemoPeer::State::loadSession(signal_buffer **record, signal_buffer **, const signal_protocol_address *, void *data)
{
    const State &state = of(data);
    if (!state.session)
        return 0;
    *record = bufferOf(*state.session);
    return *record != nullptr ? 1 : SG_ERR_NOMEM;
}

int OmemoPeer::State::storeSession(const signal_protocol_address *, uint8_t *record, std::size_t size, uint8_t *,
                                   std::size_t, void *data)
{
    of(data).session = copyOf(record, size);
    return 0;
}

int OmemoPeer::State::loadPrekey(signal_buffer **record, uint32_t id, void *data)
{
    const State &state = of(data);
    const auto found = state.storedPrekeys.find(id);
    if (found == state.storedPrekeys.end())
        return SG_ERR_INVALID_KEY_ID;
    *record = bufferOf(found->second);
    return *record != nullptr ? SG_SUCCESS : SG_ERR_NOMEM;
}

int OmemoPeer::State::identityPair(signal_buffer **publicKey, signal_buffer **privateKey, void *data)
{
    const ratchet_identity_key_pair *pair = of(data).identity.get();
    const int code = ec_public_key_serialize(publicKey, ratchet_identity_key_pair_get_public(pair));
    return code < 0 ? code : ec_private_key_serialize(privateKey, ratchet_identity_key_pair_get_private(pair));
}

signal_protocol_session_store OmemoPeer::State::sessionStore()
{
    return {
        .load_session_func = loadSession,
        .get_sub_device_sessions_func = [](signal_int_list **, const char *, std::size_t, void *) { return 0; },
        .store_session_func = storeSession,
        .contains_session_func = [](const signal_protocol_address *, void *data) { return of(data).session ? 1 : 0; },
        .delete_session_func =
            [](const signal_protocol_address *, void *data) {
                of(data).session.reset();
                return 1;
            },
        .delete_all_sessions_func =
            [](const char *, std::size_t, void *data) {
                of(data).session.reset();
                return 1;
            },
        .destroy_func = nullptr,
        .user_data = this,
    };
}

signal_protocol_pre_key_store OmemoPeer::State::prekeyStore()
{
    return {
        .load_pre_key = loadPrekey,
        .store_pre_key =
            [](uint32_t id, uint8_t *record, std::size_t size, void *data) {
                of(data).storedPrekeys[id] = copyOf(record, size);
                return 0;
            },
        .contains_pre_key = [](uint32_t id, void *data) { return of(data).storedPrekeys.contains(id) ? 1 : 0; },
        .remove_pre_key =
            [](uint32_t id, void *data) {
                of(data).storedPrekeys.erase(id);
                return 0;
            },
        .destroy_func = nullptr,
        .user_data = this,
    };
}

signal_protocol_signed_pre_key_store OmemoPeer::State::signedPrekeyStore()
{
    return {
        .load_signed_pre_key =
            [](signal_buffer **record, uint32_t id, void *data) {
                if (id != kSignedPrekeyId)
                    return SG_ERR_INVALID_KEY_ID;
                *record = bufferOf(of(data).storedSignedPrekey);
                return *record != nullptr ? SG_SUCCESS : SG_ERR_NOMEM;
            },
        .store_signed_pre_key = [](uint32_t, uint8_t *, std::size_t, void *) { return SG_ERR_INVAL; },
        .contains_signed_pre_key = [](uint32_t id, void *) { return id == kSignedPrekeyId ? 1 : 0; },
        .remove_signed_pre_key = [](uint32_t, void *) { return SG_ERR_INVAL; },
        .destroy_func = nullptr,
        .user_data = this,
    };
}

signal_protocol_identity_key_store OmemoPeer::State::identityStore()
{
    return {
        .get_identity_key_pair = identityPair,
        .get_local_registration_id =
            [](void *, uint32_t *id) {
                *id = kRegistrationId;
                return 0;
            },
        .save_identity = [](const signal_protocol_address *, uint8_t *, std::size_t, void *) { return 0; },
        .is_trusted_identity = [](const signal_protocol_address *, uint8_t *, std::size_t, void *) { return 1; },
        .destroy_func = nullptr,
        .user_data = this,
    };
}

void OmemoPeer::State::setStores()
{
    require(signal_context_create(&context, this));
    require(signal_context_set_crypto_provider(context, omemoCryptoProvider()));
    require(signal_protocol_store_context_create(&store, context));
    const auto sessions = sessionStore();
    const auto prekeys = prekeyStore();
    const auto signedPrekeys = signedPrekeyStore();
    const auto identities = identityStore();
    require(signal_protocol_store_context_set_session_store(store, &sessions));
    require(signal_protocol_store_context_set_pre_key_store(store, &prekeys));
    require(signal_protocol_store_context_set_signed_pre_key_store(store, &signedPrekeys));
    require(signal_protocol_store_context_set_identity_key_store(store, &identities));
}

void OmemoPeer::State::makeKeys(std::uint32_t oneTimePrekeyCount)
{
    ratchet_identity_key_pair *pair = nullptr;
    require(signal_protocol_key_helper_generate_identity_key_pair(&pair, context));
    identity.reset(pair);
    session_signed_pre_key *signedKey = nullptr;
    require(signal_protocol_key_helper_generate_signed_pre_key(&signedKey, pair, kSignedPrekeyId, kTimestamp, context));
    signedPrekey.reset(signedKey);
    signal_buffer *record = nullptr;
    require(session_signed_pre_key_serialize(&record, signedKey));
    storedSignedPrekey = copyOf(Buffer(record).get());
    for (std::uint32_t id = 1; id <= oneTimePrekeyCount; ++id) {
        ec_key_pair *keys = nullptr;
        require(curve_generate_key_pair(context, &keys));
        const Ref<ec_key_pair> owner(keys);
        session_pre_key *prekey = nullptr;
        require(session_pre_key_create(&prekey, id, keys));
        oneTimePrekeys[id].reset(prekey);
        require(session_pre_key_serialize(&record, prekey));
        storedPrekeys[id] = copyOf(Buffer(record).get());
    }
}

std::unique_ptr<session_cipher, FreeCipher> OmemoPeer::State::cipher()
{
    session_cipher *cipher = nullptr;
    require(session_cipher_create(&cipher, store, &remote, context));
    session_cipher_set_version(cipher, CIPHERTEXT_OMEMO_VERSION);
    return std::unique_ptr<session_cipher, FreeCipher>(cipher);
}

OmemoPeer::OmemoPeer(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

OmemoPeer::~OmemoPeer() = default;

std::unique_ptr<OmemoPeer> OmemoPeer::create(std::uint32_t oneTimePrekeys)
{
    auto state = std::make_unique<State>();
    state->setStores();
    state->makeKeys(oneTimePrekeys);
    return std::unique_ptr<OmemoPeer>(new OmemoPeer(std::move(state)));
}

OmemoBundle OmemoPeer::publish()
{
    State &state = *m_state;
    if (!state.oneTimePrekeys.contains(state.nextPrekey))
        state.nextPrekey = 1;
    const std::uint32_t id = state.nextPrekey++;
    const Buffer identity(ec_public_key_get_ed(ratchet_identity_key_pair_get_public(state.identity.get())));
    const session_signed_pre_key *signedKey = state.signedPrekey.get();
    const auto signature = copyOf(session_signed_pre_key_get_signature_omemo(signedKey),
                                  session_signed_pre_key_get_signature_omemo_len(signedKey));
    return {
        .identity = fixed<32>(copyOf(identity.get())),
        .signedPrekey = montgomery(ec_key_pair_get_public(session_signed_pre_key_get_key_pair(signedKey))),
        .signature = fixed<64>(signature),
        .oneTimePrekey =
            montgomery(ec_key_pair_get_public(session_pre_key_get_key_pair(state.oneTimePrekeys[id].get()))),
        .signedPrekeyId = kSignedPrekeyId,
        .oneTimePrekeyId = id,
    };
}

std::expected<void, int> OmemoPeer::startSession(const OmemoBundle &remote)
{
    State &state = *m_state;
    state.session.reset();
    const auto identity = decoded(curve_decode_point_ed, remote.identity, state.context);
    const auto signedPrekey = decoded(curve_decode_point_mont, remote.signedPrekey, state.context);
    const auto oneTimePrekey = decoded(curve_decode_point_mont, remote.oneTimePrekey, state.context);
    if (!identity || !signedPrekey || !oneTimePrekey)
        return std::unexpected(SG_ERR_INVALID_KEY);

    session_pre_key_bundle *bundle = nullptr;
    require(session_pre_key_bundle_create(&bundle, kRegistrationId, state.remote.device_id, remote.oneTimePrekeyId,
                                          oneTimePrekey.get(), remote.signedPrekeyId, signedPrekey.get(),
                                          raw(remote.signature), remote.signature.size(), identity.get()));
    const Ref<session_pre_key_bundle> bundleOwner(bundle);
    session_builder *builder = nullptr;
    require(session_builder_create(&builder, state.store, &state.remote, state.context));
    const std::unique_ptr<session_builder, FreeBuilder> builderOwner(builder);
    session_builder_set_version(builder, CIPHERTEXT_OMEMO_VERSION);
    if (const int code = session_builder_process_pre_key_bundle(builder, bundle); code < 0)
        return std::unexpected(code);
    return {};
}

void OmemoPeer::forgetSession()
{
    m_state->session.reset();
    for (const auto &[id, prekey] : m_state->oneTimePrekeys) {
        if (m_state->storedPrekeys.contains(id))
            continue;
        signal_buffer *record = nullptr;
        require(session_pre_key_serialize(&record, prekey.get()));
        m_state->storedPrekeys[id] = copyOf(Buffer(record).get());
    }
}

std::expected<OmemoMessage, int> OmemoPeer::encrypt(std::span<const std::byte> plaintext)
{
    ciphertext_message *message = nullptr;
    const auto cipher = m_state->cipher();
    if (const int code = session_cipher_encrypt(cipher.get(), raw(plaintext), plaintext.size(), &message); code < 0)
        return std::unexpected(code);
    const Ref<ciphertext_message> owner(message);
    const bool first = ciphertext_message_get_type(message) == CIPHERTEXT_PREKEY_TYPE;
    return OmemoMessage{first ? OmemoMessage::Kind::KeyExchange : OmemoMessage::Kind::Authenticated,
                        copyOf(ciphertext_message_get_serialized(message))};
}

std::expected<std::vector<std::byte>, int> OmemoPeer::decrypt(const OmemoMessage &message)
{
    State &state = *m_state;
    signal_buffer *plaintext = nullptr;
    int code = 0;
    const auto cipher = state.cipher();
    if (message.kind == OmemoMessage::Kind::KeyExchange) {
        pre_key_signal_message *parsed = nullptr;
        code = pre_key_signal_message_deserialize_omemo(&parsed, raw(message.bytes), message.bytes.size(),
                                                        kRegistrationId, state.context);
        const Ref<pre_key_signal_message> owner(parsed);
        if (code >= 0)
            code = session_cipher_decrypt_pre_key_signal_message(cipher.get(), parsed, nullptr, &plaintext);
    } else {
        signal_message *parsed = nullptr;
        code = signal_message_deserialize_omemo(&parsed, raw(message.bytes), message.bytes.size(), state.context);
        const Ref<signal_message> owner(parsed);
        if (code >= 0)
            code = session_cipher_decrypt_signal_message(cipher.get(), parsed, nullptr, &plaintext);
    }
    const Buffer owner(plaintext);
    if (code < 0)
        return std::unexpected(code);
    return copyOf(plaintext);
}

std::optional<std::vector<std::byte>> OmemoPeer::sessionRecord() const
{
    return m_state->session;
}

void OmemoPeer::setSessionRecord(std::vector<std::byte> record)
{
    m_state->session = std::move(record);
}

} // namespace tacet::test
