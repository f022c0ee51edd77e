#pragma once
#include "models/domain/error.h"

#include <QDialog>

class QBoxLayout;
class QLineEdit;
class QPushButton;

namespace tacet {

class ErrorBanner;
class TextLabel;

/// Before something that is done to others: what will happen, first in words and then in numbers as the database
/// counts them now. What cannot be undone asks for the name of the thing. No button is the default one, and
/// nothing can be carried out before the numbers are there.
class DangerDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Confirmation { Press, TypedName };
    struct Words {
        QString title;
        QString sentence; ///< what will happen
        QString undo;     ///< how it is taken back, or that it cannot be
        QString name;     ///< of the object, as people know it
        QString action;   ///< on the button
    };

    DangerDialog(const Words &words, Confirmation confirmation, QWidget *parent = nullptr);

    /// The effect in numbers, one sentence a line.
    void setEffects(const QStringList &effects);
    /// It could not be counted, or not be done.
    void showError(ErrorCode code);

Q_SIGNALS:
    /// The dialog stays open until it is closed by whoever carries it out.
    void confirmed();

private:
    QWidget *buildConfirmation(const QString &name);
    void refresh();

    QBoxLayout *m_effects;
    TextLabel *m_counting;
    ErrorBanner *m_banner;
    QLineEdit *m_field = nullptr; ///< only where the name is typed
    QPushButton *m_action;
    QString m_name;
    bool m_isCounted = false;
    bool m_isUnderWay = false;
};

} // namespace tacet
