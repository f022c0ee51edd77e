#pragma once
#include "models/domain/consoletable.h"
#include "models/items/consolewords.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace tacet {

class TextLabel;

/// A figure of the overview: how much, whether that is well, and what could be done.
class FigureCard final : public QFrame
{
    Q_OBJECT
public:
    explicit FigureCard(const QString &title, QWidget *parent = nullptr);

    /// `action` is empty: nothing is to be done.
    void setFigure(const QString &figure, ConsoleTone tone, const QString &sentence, const QString &action);
    void setUnknown(const QString &sentence);

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawMark();

    TextLabel *m_title;
    TextLabel *m_figure;
    TextLabel *m_sentence;
    QLabel *m_mark;
    QPushButton *m_action;
    ConsoleTone m_tone = ConsoleTone::Plain;
};

} // namespace tacet
