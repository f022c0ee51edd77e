// 24 words for 256 random bits, as BIP-39 writes them (protocol.md section 7, Recovery).
#pragma once
#include "crypto/primitives/random.h"
#include "crypto/recovery/wordlist.h"

#include <string>

namespace tacet::crypto {

inline constexpr std::size_t kPhraseWords = 24;

/// What is wrong with a typed phrase.
struct PhraseFault {
    enum class Kind {
        WrongCount,  ///< not 24 words
        UnknownWord, ///< one that is not in the list
        Checksum,    ///< all are words of the list, but one is another than it was, or two changed places
    };
    Kind kind = Kind::WrongCount;
    std::size_t count = 0; ///< WrongCount: how many words there are; UnknownWord: which one it is, from 1
    std::string word = {}; ///< UnknownWord: as it was typed; to be shown to who typed it, and to nobody else
};

/// 256 random bits as a person keeps them. Move-only.
class RecoveryPhrase
{
public:
    static std::expected<RecoveryPhrase, RandomError> generate(RandomSource &random);
    static RecoveryPhrase fromEntropy(FixedView<32> entropy) { return RecoveryPhrase(Secret<32>(entropy)); }
    /// Capitals, and whatever stands between the words, do not matter: spaces, lines, numbers, commas.
    static std::expected<RecoveryPhrase, PhraseFault> parse(std::string_view text);

    std::array<std::string_view, kPhraseWords> words() const;
    FixedView<32> entropy() const { return m_entropy.view(); }

private:
    explicit RecoveryPhrase(Secret<32> entropy)
        : m_entropy(std::move(entropy))
    {
    }
    Secret<32> m_entropy;
};

} // namespace tacet::crypto
