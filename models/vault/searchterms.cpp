#include "models/vault/searchterms.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr qsizetype kMostTerms = 16;
constexpr qsizetype kLongestTerm = 256;
constexpr qsizetype kTrigram = 3;

qsizetype codePoints(const QString &text)
{
    return text.toUcs4().size();
}

/// The term as an FTS5 string: everything in it means itself.
QString quoted(const QString &term)
{
    return u'"' + QString(term).replace(u'"', QLatin1StringView("\"\"")) + u'"';
}

} // namespace

QString foldedText(const QString &text)
{
    QString base;
    const QString decomposed = text.normalized(QString::NormalizationForm_D);
    base.reserve(decomposed.size());
    for (const QChar character : decomposed) {
        if (character.category() != QChar::Mark_NonSpacing)
            base.append(character);
    }
    return base.toCaseFolded();
}

QStringList searchTerms(const QString &words)
{
    QString text = words.normalized(QString::NormalizationForm_C).left(kMostTerms * kLongestTerm);
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control)
            character = u' ';
    }
    QStringList terms = text.simplified().split(u' ', Qt::SkipEmptyParts);
    terms.resize(std::min(terms.size(), kMostTerms));
    for (QString &term : terms)
        term.truncate(kLongestTerm);
    return terms;
}

SearchPlan searchPlan(const QString &words)
{
    SearchPlan plan;
    for (const QString &term : searchTerms(words)) {
        const QString plain = foldedText(term);
        if (std::min(codePoints(term), codePoints(plain)) >= kTrigram)
            plan.indexed.append(quoted(term));
        else if (!plain.isEmpty())
            plan.tooShort.append(plain);
    }
    return plan;
}

bool containsAllTerms(const QString &text, const QStringList &foldedTerms)
{
    if (foldedTerms.isEmpty())
        return true;
    const QString haystack = foldedText(text);
    return std::ranges::all_of(foldedTerms, [&haystack](const QString &term) { return haystack.contains(term); });
}

} // namespace tacet
