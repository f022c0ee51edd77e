#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace tacet {

TextLabel::TextLabel(TextLevel level, const QString &text, QWidget *parent)
    : QLabel(parent)
    , m_level(level)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setText(text);
    applyFont();
}

void TextLabel::setTone(const char *tone)
{
    setProperty("tone", QString::fromLatin1(tone));
    style()->unpolish(this);
    style()->polish(this);
    applyFont();
}

bool TextLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
    return QLabel::event(event);
}

void TextLabel::applyFont()
{
    setFont(fontOf(m_level, QApplication::font()));
}

ElidedLabel::ElidedLabel(TextLevel level, QWidget *parent)
    : QWidget(parent)
    , m_level(level)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void ElidedLabel::setMuted(bool muted)
{
    m_muted = muted;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(fontOf(m_level, QApplication::font()));
    return {metrics.horizontalAdvance(m_text), metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {space::kHuge, sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(palette());
    painter.setFont(fontOf(m_level, QApplication::font()));
    painter.setPen(m_muted ? theme.muted : theme.text);
    const QString shown = painter.fontMetrics().elidedText(m_text, Qt::ElideRight, width());
    painter.drawText(
        rect(), static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter), shown);
}

} // namespace tacet
