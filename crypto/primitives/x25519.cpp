#include "crypto/primitives/x25519.h"

#include <lib25519.h>

#include <cassert>

namespace tacet::crypto {

namespace {

// RFC 7748 section 5.
void clamp(std::span<std::byte, kX25519Size> scalar)
{
    scalar[0] &= std::byte{0xF8};
    scalar[31] &= std::byte{0x7F};
    scalar[31] |= std::byte{0x40};
}

} // namespace

X25519PublicKey X25519PublicKey::from(FixedView<kX25519Size> view)
{
    X25519PublicKey key;
    std::copy(view.begin(), view.end(), key.bytes.begin());
    return key;
}

bool X25519PublicKey::isCanonical() const
{
    // 2^255 − 19 is ED FF … FF 7F: only its 19 upper neighbours below 2^255 are not reduced.
    if ((bytes[31] & std::byte{0x80}) != std::byte{0})
        return false;
    if (bytes[31] != std::byte{0x7F} || bytes[0] < std::byte{0xED})
        return true;
    return !std::all_of(bytes.begin() + 1, bytes.end() - 1, [](std::byte byte) { return byte == std::byte{0xFF}; });
}

std::expected<X25519PrivateKey, RandomError> X25519PrivateKey::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(auto scalar, random.secret<kX25519Size>());
    clamp(scalar.writable());
    return X25519PrivateKey(std::move(scalar));
}

X25519PrivateKey X25519PrivateKey::fromScalar(FixedView<kX25519Size> scalar)
{
    Secret<kX25519Size> clamped(scalar);
    clamp(clamped.writable());
    return X25519PrivateKey(std::move(clamped));
}

X25519PublicKey X25519PrivateKey::publicKey() const
{
    X25519PublicKey key;
    lib25519_nG_montgomery25519(octets(key.bytes.data()), octets(m_scalar.view()));
    return key;
}

std::expected<X25519KeyPair, RandomError> X25519KeyPair::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(auto secret, X25519PrivateKey::generate(random));
    return from(std::move(secret));
}

X25519KeyPair X25519KeyPair::from(X25519PrivateKey secret)
{
    const X25519PublicKey shared = secret.publicKey();
    return {std::move(secret), shared};
}

std::expected<SharedSecret, KeyAgreementError> agree(const X25519PrivateKey &ours, const X25519PublicKey &theirs)
{
    SharedSecret result;
    lib25519_dh(octets(result.writable().data()), octets(theirs.view()), octets(ours.view()));
    if (isZeroConstantTime(result.view()))
        return std::unexpected(KeyAgreementError::LowOrder);
    return result;
}

std::expected<void, KeyAgreementError> agreeAll(std::span<const Agreement> agreements, std::span<SharedSecret> out)
{
    assert(agreements.size() <= kMaxAgreements && out.size() >= agreements.size());
    Secret<kMaxAgreements * kX25519Size> scalars;
    Secret<kMaxAgreements * kX25519Size> results;
    FixedBytes<kMaxAgreements * kX25519Size> points{};
    for (std::size_t i = 0; i < agreements.size(); ++i) {
        std::copy_n(agreements[i].ours->view().begin(), kX25519Size,
                    scalars.writable().subspan(i * kX25519Size).begin());
        std::copy_n(agreements[i].theirs->view().begin(), kX25519Size,
                    std::span(points).subspan(i * kX25519Size).begin());
        // The batch function takes reduced input only as far as bit 254 (RFC 7748 section 5: mask the top bit).
        points[i * kX25519Size + kX25519Size - 1] &= std::byte{0x7F};
    }
    lib25519_nPbatch_montgomery25519(octets(results.writable().data()), octets(scalars.view()), octets(points),
                                     static_cast<long long>(agreements.size()));
    bool refused = false;
    for (std::size_t i = 0; i < agreements.size(); ++i) {
        out[i] = SharedSecret(FixedView<kX25519Size>(results.view().subspan(i * kX25519Size, kX25519Size)));
        refused |= isZeroConstantTime(out[i].view());
    }
    if (refused) {
        for (SharedSecret &secret : out)
            secret.wipe();
        return std::unexpected(KeyAgreementError::LowOrder);
    }
    return {};
}

} // namespace tacet::crypto
