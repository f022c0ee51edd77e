#include "tests/crypto/gcmcollision.h"

#include <cassert>

namespace tacet::test {

using namespace crypto;

namespace {

constexpr std::size_t kBlockSize = 16;
using Block = FixedBytes<kBlockSize>;

// The element 1 of GCM's field: bit 0 is the leftmost one (NIST SP 800-38D section 6.3).
constexpr Block kOne{std::byte{0x80}};

Block sum(Block a, const Block &b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] ^= b[i];
    return a;
}

bool bitOf(const Block &block, std::size_t index)
{
    return (block[index / 8] & (std::byte{0x80} >> (index % 8))) != std::byte{0};
}

Block timesX(const Block &block)
{
    constexpr std::byte kReduction{0xE1};
    Block result{};
    for (std::size_t i = 0; i < block.size(); ++i)
        result[i] = (block[i] >> 1) | (i > 0 ? block[i - 1] << 7 : std::byte{0});
    if (bitOf(block, kBlockSize * 8 - 1))
        result[0] ^= kReduction;
    return result;
}

Block product(const Block &a, Block b)
{
    Block result{};
    for (std::size_t i = 0; i < kBlockSize * 8; ++i, b = timesX(b)) {
        if (bitOf(a, i))
            result = sum(result, b);
    }
    return result;
}

// a^(2^128 − 2)
Block inverse(Block a)
{
    Block result = kOne;
    for (int i = 0; i < 127; ++i) {
        a = product(a, a);
        result = product(result, a);
    }
    return result;
}

// The tag that GCM puts behind exactly this ciphertext: its text is the ciphertext under the key stream.
Block tagOf(const GcmKey &key, ByteView associatedData, ByteView ciphertext)
{
    Bytes text = sealGcm(key.key, key.nonce, {}, Bytes(ciphertext.size())).value();
    for (std::size_t i = 0; i < ciphertext.size(); ++i)
        text[i] ^= ciphertext[i];
    const Bytes sealed = sealGcm(key.key, key.nonce, associatedData, ByteView(text).first(ciphertext.size())).value();
    assert(std::equal(ciphertext.begin(), ciphertext.end(), sealed.begin()));
    Block tag{};
    std::copy(sealed.end() - kBlockSize, sealed.end(), tag.begin());
    return tag;
}

} // namespace

Bytes collideGcm(const GcmKey &first, const GcmKey &second, ByteView associatedData, Bytes ciphertext)
{
    assert(ciphertext.size() % kBlockSize == 0 && !ciphertext.empty());
    const auto last = std::span(ciphertext).last<kBlockSize>();
    // tag(X) = tag(0) + X·H² for the last block X, so the tag of the block 1 gives H².
    std::ranges::fill(last, std::byte{0});
    const Block firstTag = tagOf(first, associatedData, ciphertext);
    const Block secondTag = tagOf(second, associatedData, ciphertext);
    std::ranges::copy(kOne, last.begin());
    const Block firstSquare = sum(firstTag, tagOf(first, associatedData, ciphertext));
    const Block secondSquare = sum(secondTag, tagOf(second, associatedData, ciphertext));
    const Block solved = product(sum(firstTag, secondTag), inverse(sum(firstSquare, secondSquare)));
    std::ranges::copy(solved, last.begin());
    append(ciphertext, sum(firstTag, product(solved, firstSquare)));
    return ciphertext;
}

} // namespace tacet::test
