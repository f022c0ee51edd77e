#include "ui/chat/composer.h"

#include "models/domain/limits.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <chrono>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kDraftPause{300};
constexpr int kLinesMax = 8;
constexpr int kFrame = 22;

} // namespace

Composer::Composer(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("composer"));
    setProperty("role", QStringLiteral("composer"));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setPlaceholderText(tr("Write a message"));
    setAccessibleName(tr("Message"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(kDraftPause);
    connect(&m_pause, &QTimer::timeout, this, [this] { Q_EMIT draftChanged(toPlainText()); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight();
        if (!m_loading)
            m_pause.start();
    });
    fitHeight();
}

void Composer::setDraft(const QString &text)
{
    m_pause.stop();
    const QScopedValueRollback loading(m_loading, true);
    setPlainText(text);
    moveCursor(QTextCursor::End);
}

void Composer::flush()
{
    if (!m_pause.isActive())
        return;
    m_pause.stop();
    Q_EMIT draftChanged(toPlainText());
}

bool Composer::canSend() const
{
    return excess() <= 0 && !toPlainText().trimmed().isEmpty();
}

qsizetype Composer::excess() const
{
    const QString text = toPlainText();
    if (text.size() <= limits::kMessageTextMax)
        return 0;
    const auto pairs = std::ranges::count_if(text, [](QChar c) { return c.isHighSurrogate(); });
    return text.size() - pairs - limits::kMessageTextMax;
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter) {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (control || (m_enterSends && !shift))
        Q_EMIT sendRequested();
    else
        textCursor().insertBlock();
}

void Composer::focusOutEvent(QFocusEvent *event)
{
    flush();
    QPlainTextEdit::focusOutEvent(event);
}

void Composer::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        insertPlainText(source->text());
}

bool Composer::event(QEvent *event)
{
    const bool handled = QPlainTextEdit::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange ||
        event->type() == QEvent::ApplicationFontChange)
        fitHeight();
    return handled;
}

void Composer::fitHeight()
{
    // The document counts lines, wrapped ones included, once it is laid out.
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < kLinesMax; block = block.next())
        lines += std::max(1, block.layout()->lineCount());
    const int height = std::clamp(lines, 1, kLinesMax) * fontMetrics().lineSpacing() + kFrame;
    if (height != maximumHeight() || height != minimumHeight())
        setFixedHeight(height);
}

} // namespace tacet
