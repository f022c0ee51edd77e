#include "tests/bench/bareprimitives.h"

#include <lib25519.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <stdexcept>

namespace tacet::bench {
namespace {

constexpr std::size_t kBlock = 16;
constexpr std::size_t kHeader = 48; // n, pn, dh_pub and the tags of OMEMOMessage
constexpr std::size_t kKemSize = 1568;
constexpr std::size_t kTotalOfHandshake = 32 + 5 * 32;
constexpr std::size_t kGroupHeader = 7; // version, index and length with their tags
constexpr std::size_t kGroupMac = 8;
constexpr std::size_t kSignature = 64;

using Key = std::array<unsigned char, 32>;

void require(bool done)
{
    if (!done)
        throw std::runtime_error("a primitive failed");
}

const unsigned char *octets(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

// HMAC-SHA-256 with a context that is kept.
class BareHmac
{
public:
    BareHmac()
    {
        EVP_MAC *algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        m_context = EVP_MAC_CTX_new(algorithm);
        EVP_MAC_free(algorithm);
        char digest[] = "SHA256";
        const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                         OSSL_PARAM_construct_end()};
        require(EVP_MAC_CTX_set_params(m_context, parameters) == 1);
    }
    ~BareHmac() { EVP_MAC_CTX_free(m_context); }
    BareHmac(const BareHmac &) = delete;
    BareHmac &operator=(const BareHmac &) = delete;

    void key(const Key &key) { require(EVP_MAC_init(m_context, key.data(), key.size(), nullptr) == 1); }
    void again() { require(EVP_MAC_init(m_context, nullptr, 0, nullptr) == 1); }
    void update(const unsigned char *data, std::size_t size) { EVP_MAC_update(m_context, data, size); }
    void finish(unsigned char *out)
    {
        std::size_t size = 0;
        require(EVP_MAC_final(m_context, out, &size, 32) == 1);
    }

private:
    EVP_MAC_CTX *m_context = nullptr;
};

} // namespace

struct BarePrimitives::State {
    BareHmac zeroSalt;
    BareHmac hmac;
    EVP_CIPHER *cbc = EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr);
    EVP_CIPHER_CTX *encryption = EVP_CIPHER_CTX_new();
    EVP_CIPHER_CTX *decryption = EVP_CIPHER_CTX_new();
    Key chainKey{};
    Key rootKey{};
    Key scalar{};
    Key point{};
    Key otherScalar{};
    Key otherPoint{};
    Key agreed{};
    std::array<unsigned char, 96> derived{};
    std::array<unsigned char, 256> associated{};
    std::vector<unsigned char> buffer = std::vector<unsigned char>(8192);
    std::array<unsigned char, 32> signingKey{};
    std::array<unsigned char, 64> signingSecret{};
    std::array<unsigned char, 64 + 33> signedKey{};
    std::array<unsigned char, 64 + 33> openedKey{};
    std::array<unsigned char, kKemSize> kemPublic{};
    std::array<unsigned char, kKemSize> kemCiphertext{};
    std::array<unsigned char, 4 * 32> megolm{};
    std::vector<unsigned char> groupMessage = std::vector<unsigned char>(8192);
    std::vector<unsigned char> groupSigned = std::vector<unsigned char>(8192);
    std::size_t groupSize = 0; // without the signature
    EVP_PKEY *kem = EVP_PKEY_Q_keygen(nullptr, nullptr, "ML-KEM-1024");
    EVP_PKEY_CTX *kemContext = EVP_PKEY_CTX_new_from_pkey(nullptr, kem, nullptr);

    State()
    {
        zeroSalt.key(Key{});
        lib25519_dh_keypair(point.data(), scalar.data());
        lib25519_dh_keypair(otherPoint.data(), otherScalar.data());
        lib25519_sign_keypair(signingKey.data(), signingSecret.data());
        long long size = 0;
        lib25519_sign(signedKey.data(), &size, point.data(), 32, signingSecret.data());
        std::size_t kemSize = 0;
        require(EVP_PKEY_get_octet_string_param(kem, OSSL_PKEY_PARAM_PUB_KEY, kemPublic.data(), kemPublic.size(),
                                                &kemSize) == 1);
        require(EVP_EncryptInit_ex2(encryption, cbc, scalar.data(), scalar.data(), nullptr) == 1);
        require(EVP_DecryptInit_ex2(decryption, cbc, scalar.data(), scalar.data(), nullptr) == 1);
        // What is decrypted is no product of encrypt(): padding would be wrong by chance.
        EVP_CIPHER_CTX_set_padding(decryption, 0);
        encapsulate(kemContext);
    }
    ~State()
    {
        EVP_PKEY_CTX_free(kemContext);
        EVP_PKEY_free(kem);
        EVP_CIPHER_CTX_free(encryption);
        EVP_CIPHER_CTX_free(decryption);
        EVP_CIPHER_free(cbc);
    }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    // HKDF expand, after the salt's context has taken the input key.
    void expand(std::size_t size)
    {
        static constexpr unsigned char kInfo[] = "OMEMO Message Key Material";
        Key extracted;
        zeroSalt.finish(extracted.data());
        hmac.key(extracted);
        for (std::size_t done = 0; done < size; done += 32) {
            if (done > 0) {
                hmac.again();
                hmac.update(derived.data() + done - 32, 32);
            }
            hmac.update(kInfo, sizeof kInfo);
            hmac.finish(derived.data() + done);
        }
    }
    void deriveMessageKeys()
    {
        static constexpr unsigned char kOne = 1;
        static constexpr unsigned char kTwo = 2;
        Key messageKey;
        hmac.key(chainKey);
        hmac.update(&kOne, 1);
        hmac.finish(messageKey.data());
        hmac.again();
        hmac.update(&kTwo, 1);
        hmac.finish(chainKey.data());
        zeroSalt.again();
        zeroSalt.update(messageKey.data(), messageKey.size());
        expand(80);
    }
    void authenticate(std::size_t associatedSize, const unsigned char *ciphertext, std::size_t size)
    {
        Key key;
        std::copy_n(derived.data() + 32, 32, key.data());
        hmac.key(key);
        hmac.update(associated.data(), associatedSize + kHeader);
        hmac.update(ciphertext, size);
        hmac.finish(agreed.data());
    }
    void stepRoot()
    {
        Key extracted;
        hmac.key(rootKey);
        hmac.update(agreed.data(), agreed.size());
        hmac.finish(extracted.data());
        static constexpr unsigned char kInfo[] = "OMEMO Root Chain";
        hmac.key(extracted);
        hmac.update(kInfo, sizeof kInfo);
        hmac.finish(rootKey.data());
        hmac.again();
        hmac.update(rootKey.data(), 32);
        hmac.update(kInfo, sizeof kInfo);
        hmac.finish(chainKey.data());
    }
    void turnMegolm()
    {
        static constexpr unsigned char kThree = 3;
        Key last;
        std::copy_n(megolm.data() + 96, 32, last.data());
        hmac.key(last);
        hmac.update(&kThree, 1);
        hmac.finish(megolm.data() + 96);
        zeroSalt.again();
        zeroSalt.update(megolm.data(), megolm.size());
        expand(80);
    }
    void authenticateGroup(const unsigned char *message, std::size_t size)
    {
        Key key;
        std::copy_n(derived.data() + 32, 32, key.data());
        hmac.key(key);
        hmac.update(message, size);
        hmac.finish(agreed.data());
    }
    void agree() { lib25519_dh(agreed.data(), otherPoint.data(), scalar.data()); }
    void encapsulate(EVP_PKEY_CTX *context)
    {
        std::size_t ciphertextSize = kemCiphertext.size();
        std::size_t secretSize = agreed.size();
        require(EVP_PKEY_encapsulate_init(context, nullptr) == 1);
        require(EVP_PKEY_encapsulate(context, kemCiphertext.data(), &ciphertextSize, agreed.data(), &secretSize) == 1);
    }
    void deriveSharedKey()
    {
        zeroSalt.again();
        zeroSalt.update(buffer.data(), kTotalOfHandshake);
        expand(32);
    }
};

BarePrimitives::BarePrimitives()
    : m_state(std::make_unique<State>())
{
}

BarePrimitives::~BarePrimitives() = default;

std::size_t BarePrimitives::ciphertextSize(std::size_t plaintext)
{
    return plaintext + kBlock - plaintext % kBlock;
}

void BarePrimitives::encrypt(std::span<const std::byte> plaintext, std::size_t associated)
{
    State &state = *m_state;
    state.deriveMessageKeys();
    int first = 0;
    int last = 0;
    unsigned char *out = state.buffer.data();
    require(EVP_EncryptInit_ex2(state.encryption, nullptr, state.derived.data(), state.derived.data() + 64, nullptr) ==
            1);
    require(EVP_EncryptUpdate(state.encryption, out, &first, octets(plaintext), static_cast<int>(plaintext.size())) ==
            1);
    require(EVP_EncryptFinal_ex(state.encryption, out + first, &last) == 1);
    state.authenticate(associated, out, static_cast<std::size_t>(first + last));
}

void BarePrimitives::decrypt(std::span<const std::byte> ciphertext, std::size_t associated)
{
    State &state = *m_state;
    state.deriveMessageKeys();
    state.authenticate(associated, octets(ciphertext), ciphertext.size());
    int first = 0;
    int last = 0;
    unsigned char *out = state.buffer.data();
    require(EVP_DecryptInit_ex2(state.decryption, nullptr, state.derived.data(), state.derived.data() + 64, nullptr) ==
            1);
    require(EVP_DecryptUpdate(state.decryption, out, &first, octets(ciphertext), static_cast<int>(ciphertext.size())) ==
            1);
    require(EVP_DecryptFinal_ex(state.decryption, out + first, &last) == 1);
}

void BarePrimitives::groupEncrypt(std::span<const std::byte> plaintext)
{
    State &state = *m_state;
    state.turnMegolm();
    int first = 0;
    int last = 0;
    unsigned char *out = state.groupMessage.data();
    unsigned char *ciphertext = out + kGroupHeader;
    require(EVP_EncryptInit_ex2(state.encryption, nullptr, state.derived.data(), state.derived.data() + 64, nullptr) ==
            1);
    require(EVP_EncryptUpdate(state.encryption, ciphertext, &first, octets(plaintext),
                              static_cast<int>(plaintext.size())) == 1);
    require(EVP_EncryptFinal_ex(state.encryption, ciphertext + first, &last) == 1);
    const std::size_t authenticated = kGroupHeader + static_cast<std::size_t>(first + last);
    state.authenticateGroup(out, authenticated);
    std::copy_n(state.agreed.data(), kGroupMac, out + authenticated);
    state.groupSize = authenticated + kGroupMac;
    long long size = 0;
    lib25519_sign(state.groupSigned.data(), &size, out, static_cast<long long>(state.groupSize),
                  state.signingSecret.data());
}

void BarePrimitives::groupDecrypt()
{
    State &state = *m_state;
    long long size = 0;
    require(lib25519_sign_open(state.groupMessage.data(), &size, state.groupSigned.data(),
                               static_cast<long long>(state.groupSize + kSignature), state.signingKey.data()) == 0);
    state.turnMegolm();
    const std::size_t authenticated = state.groupSize - kGroupMac;
    state.authenticateGroup(state.groupMessage.data(), authenticated);
    int first = 0;
    int last = 0;
    unsigned char *out = state.buffer.data();
    require(EVP_DecryptInit_ex2(state.decryption, nullptr, state.derived.data(), state.derived.data() + 64, nullptr) ==
            1);
    require(EVP_DecryptUpdate(state.decryption, out, &first, state.groupMessage.data() + kGroupHeader,
                              static_cast<int>(authenticated - kGroupHeader)) == 1);
    require(EVP_DecryptFinal_ex(state.decryption, out + first, &last) == 1);
}

void BarePrimitives::turnRatchet()
{
    State &state = *m_state;
    state.agree();
    state.stepRoot();
    lib25519_dh_keypair(state.point.data(), state.scalar.data());
    state.agree();
    state.stepRoot();
}

void BarePrimitives::initiate(int signatures)
{
    State &state = *m_state;
    long long size = 0;
    for (int i = 0; i < signatures; ++i)
        require(lib25519_sign_open(state.openedKey.data(), &size, state.signedKey.data(), 64 + 32,
                                   state.signingKey.data()) == 0);
    lib25519_dh_keypair(state.point.data(), state.scalar.data());
    for (int i = 0; i < 4; ++i)
        state.agree();
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key_ex(nullptr, "ML-KEM-1024", nullptr, state.kemPublic.data(), kKemSize);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr);
    state.encapsulate(context);
    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
    state.deriveSharedKey();
    lib25519_dh_keypair(state.point.data(), state.scalar.data());
    state.agree();
    state.stepRoot();
}

void BarePrimitives::respond()
{
    State &state = *m_state;
    for (int i = 0; i < 4; ++i)
        state.agree();
    std::size_t secretSize = state.agreed.size();
    require(EVP_PKEY_decapsulate_init(state.kemContext, nullptr) == 1);
    require(EVP_PKEY_decapsulate(state.kemContext, state.agreed.data(), &secretSize, state.kemCiphertext.data(),
                                 state.kemCiphertext.size()) == 1);
    state.deriveSharedKey();
    state.agree();
    state.stepRoot();
}

} // namespace tacet::bench
