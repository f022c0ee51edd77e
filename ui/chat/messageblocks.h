#pragma once
#include <QList>
#include <QString>
#include <QUrl>

namespace tacet {

/// One paragraph of prose or one fenced block of code in a message. Plain text throughout.
struct MessageBlock {
    QString text;
    bool isCode = false;
    QString language; ///< as written after the fence; may be empty or nonsense
};

/// Splits at line ends and at fences of three back quotes; an unclosed fence is prose.
QList<MessageBlock> blocksOf(const QString &text);

struct LinkSpan {
    qsizetype start = 0;
    qsizetype length = 0;
    QUrl url; ///< https or tacet
};

/// What may be clicked: https with a host, and tacet:// addresses of a known kind. Anything else stays text.
QList<LinkSpan> linksIn(const QString &text);

} // namespace tacet
