#pragma once
#include "ui/admin/actionpage.h"

namespace tacet {

/// Accounts of the workspace. One verb, one meaning: suspend (shut out, nothing lost), deactivate (devices go,
/// name and memberships stay), erase (for good).
class PeoplePage final : public ActionPage
{
    Q_OBJECT
public:
    PeoplePage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);

private:
    void addAction(PersonDeed deed, const QString &name, const QString &text, const QStringList &states);
    void start(PersonDeed deed);
};

} // namespace tacet
