#pragma once
#include "ui/admin/actionpage.h"

class QCheckBox;
class QSpinBox;
class QDoubleSpinBox;

namespace tacet {

/// Asks for the limits of one holder. A limit that is not ticked is the standard's.
class QuotaDialog final : public QDialog
{
    Q_OBJECT
public:
    /// What is set now; nothing: the standard's holds.
    QuotaDialog(const QString &name, const QuotaChange &now, QWidget *parent = nullptr);

    QuotaChange change() const;

private:
    QuotaChange m_now;
    QCheckBox *m_ownBytes;
    QDoubleSpinBox *m_megabytes;
    QCheckBox *m_ownFiles;
    QSpinBox *m_files;
    QCheckBox *m_ownPercent;
    QSpinBox *m_percent;
};

/// Space and files of groups, channels and accounts against their limits.
class QuotasPage final : public ActionPage
{
    Q_OBJECT
public:
    QuotasPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);

private:
    void edit();
};

} // namespace tacet
