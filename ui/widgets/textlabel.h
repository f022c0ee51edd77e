#pragma once
#include "ui/widgets/theme.h"

#include <QLabel>

namespace tacet {

/// A label of one level of text. Plain text only, wraps, and follows the application's font.
class TextLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(TextLevel level, const QString &text = {}, QWidget *parent = nullptr);

    /// "muted", "danger", "warning", "success" or "accent": the colour in the style sheet.
    void setTone(const char *tone);

protected:
    bool event(QEvent *event) override;

private:
    void applyFont();

    TextLevel m_level;
};

/// One line that is cut with "…" at its end when there is no room. Peer text goes through lineText() before.
class ElidedLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(TextLevel level, QWidget *parent = nullptr);

    void setText(const QString &text);
    void setMuted(bool muted);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLevel m_level;
    QString m_text;
    bool m_muted = false;
};

} // namespace tacet
