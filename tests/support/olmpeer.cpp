#include "tests/support/olmpeer.h"

#include <olm/olm.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace tacet::test {

namespace {

void require(bool done)
{
    if (!done)
        throw std::runtime_error("libolm failed");
}

std::uint8_t *octets(std::string &text)
{
    return reinterpret_cast<std::uint8_t *>(text.data());
}

std::uint8_t *octets(std::vector<std::byte> &bytes)
{
    return reinterpret_cast<std::uint8_t *>(bytes.data());
}

const std::uint8_t *octets(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const std::uint8_t *>(bytes.data());
}

constexpr std::string_view kStorageKey = "benchmark";

bool failed(std::size_t result)
{
    return result == olm_error();
}

} // namespace

std::string toBase64(std::span<const std::byte> bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(octets(text), octets(bytes), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    while (text.ends_with('='))
        text.pop_back();
    return text;
}

std::vector<std::byte> fromBase64(const std::string &text)
{
    std::string padded = text;
    padded.resize((text.size() + 3) / 4 * 4, '=');
    std::vector<std::byte> bytes(padded.size() / 4 * 3);
    require(EVP_DecodeBlock(octets(bytes), octets(padded), static_cast<int>(padded.size())) >= 0);
    bytes.resize(text.size() * 3 / 4);
    return bytes;
}

struct OlmSender::State {
    State() = default;
    ~State() { olm_clear_outbound_group_session(session); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    std::vector<std::byte> memory = std::vector<std::byte>(olm_outbound_group_session_size());
    OlmOutboundGroupSession *session = olm_outbound_group_session(memory.data());
};

OlmSender::OlmSender()
    : m_state(std::make_unique<State>())
{
    std::vector<std::uint8_t> random(olm_init_outbound_group_session_random_length(m_state->session));
    require(RAND_bytes(random.data(), static_cast<int>(random.size())) == 1);
    require(!failed(olm_init_outbound_group_session(m_state->session, random.data(), random.size())));
}

OlmSender::~OlmSender() = default;

std::uint32_t OlmSender::index() const
{
    return olm_outbound_group_session_message_index(m_state->session);
}

std::string OlmSender::share() const
{
    std::string share(olm_outbound_group_session_key_length(m_state->session), '\0');
    require(!failed(olm_outbound_group_session_key(m_state->session, octets(share), share.size())));
    return share;
}

std::string OlmSender::encrypt(std::span<const std::byte> plaintext)
{
    std::string message(olm_group_encrypt_message_length(m_state->session, plaintext.size()), '\0');
    const std::size_t size =
        olm_group_encrypt(m_state->session, octets(plaintext), plaintext.size(), octets(message), message.size());
    require(!failed(size));
    message.resize(size);
    return message;
}

std::string OlmSender::stored() const
{
    OlmOutboundGroupSession *session = m_state->session;
    std::string stored(olm_pickle_outbound_group_session_length(session), '\0');
    require(!failed(olm_pickle_outbound_group_session(session, kStorageKey.data(), kStorageKey.size(), stored.data(),
                                                      stored.size())));
    return stored;
}

void OlmSender::restore(std::string stored)
{
    require(!failed(olm_unpickle_outbound_group_session(m_state->session, kStorageKey.data(), kStorageKey.size(),
                                                        stored.data(), stored.size())));
}

struct OlmReceiver::State {
    State() = default;
    ~State() { olm_clear_inbound_group_session(session); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    std::vector<std::byte> memory = std::vector<std::byte>(olm_inbound_group_session_size());
    OlmInboundGroupSession *session = olm_inbound_group_session(memory.data());
};

OlmReceiver::OlmReceiver()
    : m_state(std::make_unique<State>())
{
}

OlmReceiver::OlmReceiver(OlmReceiver &&) noexcept = default;
OlmReceiver &OlmReceiver::operator=(OlmReceiver &&) noexcept = default;
OlmReceiver::~OlmReceiver() = default;

int OlmReceiver::lastError() const
{
    return olm_inbound_group_session_last_error_code(m_state->session);
}

std::expected<OlmReceiver, int> OlmReceiver::fromShare(std::string share)
{
    OlmReceiver receiver;
    if (failed(olm_init_inbound_group_session(receiver.m_state->session, octets(share), share.size())))
        return std::unexpected(receiver.lastError());
    return receiver;
}

std::expected<OlmReceiver, int> OlmReceiver::fromExport(std::string exported)
{
    OlmReceiver receiver;
    if (failed(olm_import_inbound_group_session(receiver.m_state->session, octets(exported), exported.size())))
        return std::unexpected(receiver.lastError());
    return receiver;
}

std::uint32_t OlmReceiver::firstKnownIndex() const
{
    return olm_inbound_group_session_first_known_index(m_state->session);
}

std::expected<OlmPlaintext, int> OlmReceiver::decrypt(std::string message)
{
    OlmPlaintext plaintext;
    // It holds at least what the base64 text stands for; asking libolm first would cost it a second decoding.
    plaintext.bytes.resize(message.size());
    const std::size_t size = olm_group_decrypt(m_state->session, octets(message), message.size(),
                                               octets(plaintext.bytes), plaintext.bytes.size(), &plaintext.index);
    if (failed(size))
        return std::unexpected(lastError());
    plaintext.bytes.resize(size);
    return plaintext;
}

std::expected<std::string, int> OlmReceiver::exportAt(std::uint32_t index)
{
    std::string exported(olm_export_inbound_group_session_length(m_state->session), '\0');
    if (failed(olm_export_inbound_group_session(m_state->session, octets(exported), exported.size(), index)))
        return std::unexpected(lastError());
    return exported;
}

std::string OlmReceiver::stored() const
{
    OlmInboundGroupSession *session = m_state->session;
    std::string stored(olm_pickle_inbound_group_session_length(session), '\0');
    require(!failed(olm_pickle_inbound_group_session(session, kStorageKey.data(), kStorageKey.size(), stored.data(),
                                                     stored.size())));
    return stored;
}

void OlmReceiver::restore(std::string stored)
{
    require(!failed(olm_unpickle_inbound_group_session(m_state->session, kStorageKey.data(), kStorageKey.size(),
                                                       stored.data(), stored.size())));
}

} // namespace tacet::test
