#pragma once
#include "models/domain/consoletable.h"

#include <QDialog>

namespace tacet {

/// Every value of one row, whole and to be copied; documents laid out by line.
class RowDialog final : public QDialog
{
    Q_OBJECT
public:
    RowDialog(const ConsoleTable &table, const QVariantList &row, QWidget *parent = nullptr);

private:
    static QWidget *fieldFor(const ConsoleColumn &column, const QVariant &value);
};

} // namespace tacet
