#include "tests/support/omemopeerstate.h"

#include "tests/support/omemoprovider.h"

namespace tacet::test {

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

} // namespace tacet::test
