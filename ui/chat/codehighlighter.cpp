#include "ui/chat/codehighlighter.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

namespace tacet {

namespace {

constexpr qsizetype kColouredMax = 4'096;
constexpr qsizetype kLanguageMax = 32;

} // namespace

class CodeHighlighter::Collector final : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    QList<QTextLayout::FormatRange> run(const QString &code, const QString &language, bool dark)
    {
        const auto definition = definitionFor(language);
        if (!definition.isValid())
            return {};
        setDefinition(definition);
        setTheme(m_repository.defaultTheme(dark ? KSyntaxHighlighting::Repository::DarkTheme
                                                : KSyntaxHighlighting::Repository::LightTheme));
        m_ranges.clear();
        m_lineStart = 0;
        KSyntaxHighlighting::State state;
        for (const QStringView line : QStringView(code).first(std::min(code.size(), kColouredMax)).split(u'\n')) {
            state = highlightLine(line, state);
            m_lineStart += static_cast<int>(line.size()) + 1;
        }
        return m_ranges;
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length == 0 || format.isDefaultTextStyle(theme()))
            return;
        QTextCharFormat shown;
        if (format.hasTextColor(theme()))
            shown.setForeground(format.textColor(theme()));
        shown.setFontItalic(format.isItalic(theme()));
        shown.setFontWeight(format.isBold(theme()) ? QFont::Bold : QFont::Normal);
        m_ranges.append({m_lineStart + offset, length, shown});
    }

private:
    KSyntaxHighlighting::Definition definitionFor(const QString &language) const
    {
        if (language.isEmpty() || language.size() > kLanguageMax)
            return {};
        const auto named = m_repository.definitionForName(language);
        return named.isValid() ? named : m_repository.definitionForFileName(QStringLiteral("code.") + language);
    }

    KSyntaxHighlighting::Repository m_repository;
    QList<QTextLayout::FormatRange> m_ranges;
    int m_lineStart = 0;
};

CodeHighlighter::CodeHighlighter() = default;
CodeHighlighter::~CodeHighlighter() = default;

QList<QTextLayout::FormatRange> CodeHighlighter::formats(const QString &code, const QString &language, bool dark)
{
    if (language.isEmpty())
        return {};
    if (!m_collector)
        m_collector = std::make_unique<Collector>();
    return m_collector->run(code, language, dark);
}

} // namespace tacet
