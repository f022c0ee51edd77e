#pragma once
#include <QTextLayout>

#include <memory>

namespace tacet {

/// Colours for code in messages, as ranges over plain text. The syntax definitions are read when the first
/// block of code is shown, not before.
class CodeHighlighter
{
public:
    CodeHighlighter();
    ~CodeHighlighter();

    /// Nothing if the language is unknown. At most 4,096 characters are coloured.
    QList<QTextLayout::FormatRange> formats(const QString &code, const QString &language, bool dark);

private:
    class Collector;
    std::unique_ptr<Collector> m_collector;
};

} // namespace tacet
