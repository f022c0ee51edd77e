#pragma once
#include "models/domain/consoletable.h"

#include <QWidget>

class QBoxLayout;
class QPushButton;

namespace tacet {

/// The conditions that hold, one chip each: pressed, it goes. Opens the editor for another one.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QList<ConsoleColumn> columns, QWidget *parent = nullptr);

    const QList<ConsoleFilter> &filters() const { return m_filters; }
    /// Says nothing.
    void setFilters(const QList<ConsoleFilter> &filters);
    void openEditor();

Q_SIGNALS:
    /// By the person.
    void filtersChanged();

private:
    QPushButton *makeChip(const ConsoleFilter &filter);
    void rebuild();
    void remove(int place);

    QList<ConsoleColumn> m_columns;
    QList<ConsoleFilter> m_filters;
    QList<QPushButton *> m_chips;
    QPushButton *m_clear;
    QBoxLayout *m_row;
};

} // namespace tacet
