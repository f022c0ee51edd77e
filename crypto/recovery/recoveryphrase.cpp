#include "crypto/recovery/recoveryphrase.h"

#include "crypto/primitives/sha256.h"

namespace tacet::crypto {

namespace {

constexpr std::size_t kWordBits = 11;
constexpr std::size_t kEntropySize = 32;

// 256 bits and the first eight of their SHA-256 are 24 words of eleven.
using Checked = Secret<kEntropySize + 1>;
static_assert(Checked::kSize * 8 == kPhraseWords * kWordBits);

std::byte checksumOf(FixedView<kEntropySize> entropy)
{
    return Sha256::of(entropy).front();
}

bool bitAt(ByteView bytes, std::size_t bit)
{
    return (std::to_integer<unsigned>(bytes[bit / 8]) >> (7 - bit % 8) & 1U) != 0;
}

/// Whatever is no letter of ASCII and no part of another script's.
bool isBetweenWords(char c)
{
    return static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto begin = std::ranges::find_if_not(text, isBetweenWords);
        const auto end = std::find_if(begin, text.end(), isBetweenWords);
        if (begin != end)
            words.emplace_back(begin, end);
        text = std::string_view(end, text.end());
    }
    return words;
}

/// Nothing if the word is not in the list.
std::optional<std::uint16_t> indexOfTyped(std::string_view word)
{
    FixedBytes<16> memory{};
    const std::span<char> letters(reinterpret_cast<char *>(memory.data()), memory.size());
    if (word.size() > letters.size())
        return std::nullopt;
    std::ranges::transform(word, letters.begin(), lowered);
    const auto index = indexOfWord(std::string_view(letters.data(), word.size()));
    cleanse(memory);
    return index;
}

} // namespace

std::expected<RecoveryPhrase, RandomError> RecoveryPhrase::generate(RandomSource &random)
{
    CRYPTO_TRY_ASSIGN(auto entropy, random.secret<kEntropySize>());
    return RecoveryPhrase(std::move(entropy));
}

std::expected<RecoveryPhrase, PhraseFault> RecoveryPhrase::parse(std::string_view text)
{
    const auto words = wordsOf(text);
    if (words.size() != kPhraseWords)
        return std::unexpected(PhraseFault{.kind = PhraseFault::Kind::WrongCount, .count = words.size()});
    Checked checked;
    for (std::size_t place = 0; place < kPhraseWords; ++place) {
        const auto index = indexOfTyped(words[place]);
        if (!index)
            return std::unexpected(PhraseFault{
                .kind = PhraseFault::Kind::UnknownWord, .count = place + 1, .word = std::string(words[place])});
        for (std::size_t i = 0; i < kWordBits; ++i) {
            const std::size_t bit = place * kWordBits + i;
            if ((*index >> (kWordBits - 1 - i) & 1U) != 0)
                checked.writable()[bit / 8] |= std::byte{0x80} >> bit % 8;
        }
    }
    const auto entropy = checked.view().first<kEntropySize>();
    if (checked.view().back() != checksumOf(entropy))
        return std::unexpected(PhraseFault{.kind = PhraseFault::Kind::Checksum});
    return fromEntropy(entropy);
}

std::array<std::string_view, kPhraseWords> RecoveryPhrase::words() const
{
    Checked checked;
    std::ranges::copy(m_entropy.view(), checked.writable().begin());
    checked.writable().back() = checksumOf(m_entropy.view());
    std::array<std::string_view, kPhraseWords> words;
    for (std::size_t place = 0; place < kPhraseWords; ++place) {
        std::size_t index = 0;
        for (std::size_t i = 0; i < kWordBits; ++i)
            index = index << 1 | (bitAt(checked.view(), place * kWordBits + i) ? 1 : 0);
        words[place] = kEnglishWords[index];
    }
    return words;
}

} // namespace tacet::crypto
