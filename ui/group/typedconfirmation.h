#pragma once
#include <QDialog>

class QLineEdit;
class QPushButton;

namespace tacet {

/// Asks for what cannot be undone: the button works once the name of the thing was typed.
class TypedConfirmation final : public QDialog
{
    Q_OBJECT
public:
    struct Words {
        QString title;
        QString sentence; ///< what will happen
        QString name;     ///< to be typed; white space folded
        QString action;   ///< on the button
    };

    explicit TypedConfirmation(const Words &words, QWidget *parent = nullptr);

private:
    QLineEdit *m_field;
    QPushButton *m_action;
};

} // namespace tacet
