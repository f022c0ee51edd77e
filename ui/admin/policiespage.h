#pragma once
#include "ui/admin/actionpage.h"

namespace tacet {

/// Settings of the workspace with their standards.
class PoliciesPage final : public ActionPage
{
    Q_OBJECT
public:
    PoliciesPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);

private:
    void edit();
    void askText(const QString &key);
    void askChoice(const QString &key, const QStringList &choices);
    void save(const QString &key, const QString &json);
};

} // namespace tacet
