#pragma once
#include <QString>

namespace tacet {

enum class Strength { TooShort, Weak, Fair, Strong };

/// How hard a passphrase is to guess. A rough estimate that punishes repetition, sequences and the words
/// everybody uses; it errs towards weak.
struct PassphraseEstimate {
    Strength strength = Strength::TooShort;
    double bits = 0;
};

PassphraseEstimate estimatePassphrase(const QString &text);

/// "Weak: …", with what would make it better.
QString strengthWords(Strength strength);

} // namespace tacet
