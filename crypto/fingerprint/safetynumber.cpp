#include "crypto/fingerprint/safetynumber.h"

#include "crypto/primitives/sha512.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tacet::crypto {

namespace {

constexpr std::uint16_t kVersion = 1;
constexpr int kIterations = 5200; // as Signal's numeric fingerprints, so that a search for a near match is dear
constexpr std::size_t kChunks = 6;
constexpr std::size_t kChunkSize = 5;
constexpr std::size_t kCodeSize = 32;

struct SideNumber {
    std::string digits;
    FixedBytes<kSha512Size> hash;
};

SideNumber numberOf(const SafetyNumberSide &side)
{
    Bytes input;
    appendBigEndian16(input, kVersion);
    append(input, side.masterKey);
    append(input, side.account);
    SideNumber number;
    sha512(input, number.hash);
    FixedBytes<kSha512Size + 32> round;
    std::copy(side.masterKey.begin(), side.masterKey.end(), round.begin() + kSha512Size);
    for (int i = 1; i < kIterations; ++i) {
        std::copy(number.hash.begin(), number.hash.end(), round.begin());
        sha512(round, number.hash);
    }
    for (std::size_t chunk = 0; chunk < kChunks; ++chunk) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < kChunkSize; ++i)
            value = (value << 8) | std::to_integer<std::uint64_t>(number.hash[chunk * kChunkSize + i]);
        const std::string text = std::to_string(value % 100000);
        number.digits.append(kChunkSize - text.size(), '0').append(text);
    }
    return number;
}

} // namespace

SafetyNumberPair safetyNumber(const SafetyNumberSide &one, const SafetyNumberSide &other)
{
    SideNumber first = numberOf(one);
    SideNumber second = numberOf(other);
    if (std::tie(second.digits, second.hash) < std::tie(first.digits, first.hash))
        std::swap(first, second);
    SafetyNumberPair pair{.digits = first.digits + second.digits, .code = {}};
    appendBigEndian16(pair.code, kVersion);
    append(pair.code, ByteView(first.hash).first(kCodeSize));
    append(pair.code, ByteView(second.hash).first(kCodeSize));
    return pair;
}

} // namespace tacet::crypto
