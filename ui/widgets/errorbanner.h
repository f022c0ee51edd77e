#pragma once
#include "models/domain/error.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace tacet {

class TextLabel;

/// A coloured strip with an icon, a bold sentence, its explanation and at most one action. Hidden until
/// something is shown; a screen reader hears it when it appears.
class ErrorBanner final : public QFrame
{
    Q_OBJECT
public:
    enum class Tone { Danger, Warning, Info };

    explicit ErrorBanner(QWidget *parent = nullptr);

    void showError(ErrorCode code, const QString &action = {});
    void showWords(Tone tone, const QString &headline, const QString &explanation, const QString &action = {});
    void clear();

Q_SIGNALS:
    void actionTriggered();

private:
    TextLabel *m_headline;
    TextLabel *m_explanation;
    QLabel *m_icon;
    QPushButton *m_action;
};

} // namespace tacet
