#include "tests/crypto/opensslhpke.h"

#include <openssl/evp.h>
#include <openssl/hpke.h>

#include <memory>

namespace tacet::test {

using namespace crypto;

namespace {

constexpr OSSL_HPKE_SUITE kSuite{OSSL_HPKE_KEM_ID_X25519, OSSL_HPKE_KDF_ID_HKDF_SHA256, OSSL_HPKE_AEAD_ID_AES_GCM_256};

struct Deleter {
    void operator()(OSSL_HPKE_CTX *context) const { OSSL_HPKE_CTX_free(context); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
using Context = std::unique_ptr<OSSL_HPKE_CTX, Deleter>;
using Key = std::unique_ptr<EVP_PKEY, Deleter>;

Key privateKey(const X25519KeyPair &pair)
{
    return Key(EVP_PKEY_new_raw_private_key_ex(nullptr, "X25519", nullptr, octets(pair.secret.view()), kX25519Size));
}

Context contextOf(const OpenSslHpke &setup, int role)
{
    const int mode = setup.sender ? OSSL_HPKE_MODE_PSKAUTH : OSSL_HPKE_MODE_BASE;
    Context context(OSSL_HPKE_CTX_new(mode, kSuite, role, nullptr, nullptr));
    if (context && setup.sender &&
        OSSL_HPKE_CTX_set1_psk(context.get(), setup.pskId.c_str(), octets(setup.psk), setup.psk.size()) != 1)
        return {};
    return context;
}

} // namespace

std::optional<HpkeSealed> OpenSslHpke::seal(const X25519PublicKey &recipient, ByteView text,
                                            FixedView<32> ephemeralInput) const
{
    const Context context = contextOf(*this, OSSL_HPKE_ROLE_SENDER);
    const Key identity = sender ? privateKey(*sender) : Key();
    HpkeSealed sealed;
    std::size_t encapsulated = kX25519Size;
    sealed.ciphertext.resize(text.size() + 16);
    std::size_t written = sealed.ciphertext.size();
    const bool done =
        context && (!sender || OSSL_HPKE_CTX_set1_authpriv(context.get(), identity.get()) == 1) &&
        OSSL_HPKE_CTX_set1_ikme(context.get(), octets(ephemeralInput), ephemeralInput.size()) == 1 &&
        OSSL_HPKE_encap(context.get(), octets(sealed.encapsulation.bytes.data()), &encapsulated,
                        octets(recipient.view()), kX25519Size, octets(textBytes(info)), info.size()) == 1 &&
        OSSL_HPKE_seal(context.get(), octets(sealed.ciphertext.data()), &written, octets(textBytes(associatedData)),
                       associatedData.size(), octets(text), text.size()) == 1;
    return done ? std::optional(sealed) : std::nullopt;
}

std::optional<Bytes> OpenSslHpke::open(const HpkeSealed &sealed, const X25519KeyPair &recipient) const
{
    const Context context = contextOf(*this, OSSL_HPKE_ROLE_RECEIVER);
    const Key key = privateKey(recipient);
    Bytes text(sealed.ciphertext.size());
    std::size_t written = text.size();
    const bool done =
        context &&
        (!sender || OSSL_HPKE_CTX_set1_authpub(context.get(), octets(sender->shared.view()), kX25519Size) == 1) &&
        OSSL_HPKE_decap(context.get(), octets(sealed.encapsulation.view()), kX25519Size, key.get(),
                        octets(textBytes(info)), info.size()) == 1 &&
        OSSL_HPKE_open(context.get(), octets(text.data()), &written, octets(textBytes(associatedData)),
                       associatedData.size(), octets(sealed.ciphertext), sealed.ciphertext.size()) == 1;
    text.resize(done ? written : 0);
    return done ? std::optional(text) : std::nullopt;
}

} // namespace tacet::test
