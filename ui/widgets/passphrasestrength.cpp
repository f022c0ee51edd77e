#include "ui/widgets/passphrasestrength.h"

#include "models/domain/limits.h"

#include <QCoreApplication>
#include <QSet>

#include <array>
#include <cmath>

namespace tacet {

namespace {

struct PassphraseWords {
    Q_DECLARE_TR_FUNCTIONS(tacet::PassphraseWords)
};

constexpr double kFairBits = 48;
constexpr double kStrongBits = 60;
constexpr double kRepeatShare = 0.25;
constexpr std::array kCommon{u"password", u"passwort", u"passphrase", u"qwerty", u"qwertz", u"azerty", u"letmein",
                             u"welcome",  u"admin",    u"iloveyou",   u"dragon", u"monkey", u"abc",    u"secret",
                             u"geheim",   u"hallo",    u"hello",      u"123456", u"tacet",  u"master", u"football"};

/// Bits that one character of this alphabet adds.
double bitsPerCharacter(const QString &text)
{
    bool lower = false;
    bool upper = false;
    bool digit = false;
    bool other = false;
    bool foreign = false;
    for (const QChar c : text) {
        if (c.unicode() > 0x7F)
            foreign = true;
        else if (c.isLower())
            lower = true;
        else if (c.isUpper())
            upper = true;
        else if (c.isDigit())
            digit = true;
        else
            other = true;
    }
    const int alphabet = (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (other ? 12 : 0) + (foreign ? 30 : 0);
    return alphabet > 0 ? std::log2(alphabet) : 0;
}

/// Characters that count: those that repeat or continue the one before count a quarter, common words as two.
double effectiveLength(QString text)
{
    text = text.toCaseFolded();
    double length = 0;
    for (const char16_t *word : kCommon) {
        const QString common = QString::fromUtf16(word);
        if (text.contains(common)) {
            text.replace(common, QString());
            length += 2;
        }
    }
    QSet<QChar> seen;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int step = i > 0 ? std::abs(text.at(i).unicode() - text.at(i - 1).unicode()) : 2;
        const bool usedOften = seen.contains(text.at(i)) && seen.size() < 6;
        length += step <= 1 || usedOften ? kRepeatShare : 1;
        seen.insert(text.at(i));
    }
    return length;
}

} // namespace

PassphraseEstimate estimatePassphrase(const QString &text)
{
    // Words that people type carry less than random letters.
    constexpr double kWordShare = 0.72;
    const double bits = effectiveLength(text) * bitsPerCharacter(text) * kWordShare;
    if (text.size() < limits::kPassphraseMin)
        return {Strength::TooShort, bits};
    if (bits < kFairBits)
        return {Strength::Weak, bits};
    return {bits < kStrongBits ? Strength::Fair : Strength::Strong, bits};
}

QString strengthWords(Strength strength)
{
    switch (strength) {
    case Strength::TooShort:
        return PassphraseWords::tr("At least %Ln character(s). Four or five unrelated words are good and easy to keep.",
                                   nullptr, limits::kPassphraseMin);
    case Strength::Weak: return PassphraseWords::tr("Weak: easy to guess. Add another unrelated word.");
    case Strength::Fair: return PassphraseWords::tr("Fair. One more word makes it strong.");
    case Strength::Strong: return PassphraseWords::tr("Strong.");
    }
    return {};
}

} // namespace tacet
