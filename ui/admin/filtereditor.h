#pragma once
#include "models/domain/consoletable.h"

#include <QDialog>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace tacet {

/// Asks for one condition: a column, how it is compared, and with what.
class FilterEditor final : public QDialog
{
    Q_OBJECT
public:
    explicit FilterEditor(QList<ConsoleColumn> columns, QWidget *parent = nullptr);

    /// The condition as it stands; of use after the dialog was accepted.
    ConsoleFilter filter() const;

private:
    const ConsoleColumn &column() const;
    ConsoleMatch match() const;
    void showColumn();
    void showMatch();
    QVariant value() const;
    void refresh();

    QList<ConsoleColumn> m_columns; ///< those that may be compared
    QComboBox *m_column;
    QComboBox *m_match;
    QStackedWidget *m_values;
    QComboBox *m_choice;
    QLineEdit *m_text;
    QDateTimeEdit *m_time;
    QPushButton *m_add;
};

} // namespace tacet
