#include "tests/support/omemopeerstate.h"

namespace tacet::test {

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
