#pragma once
#include "ui/admin/consoleactions.h"
#include "ui/admin/consoletablepage.h"
#include "ui/admin/dangerdialog.h"

namespace tacet {

/// A table with commands. What is done is followed by a sentence and a fresh look at the rows.
class ActionPage : public ConsoleTablePage
{
    Q_OBJECT
public:
    ActionPage(const ConsoleTable &table, const QString &sentence, ConsoleSource &source, ConsoleActions &actions,
               QWidget *parent = nullptr);

protected:
    ConsoleActions &actions() { return m_actions; }
    QVariant selected(const QString &column);
    QString selectedText(const QString &column) { return selected(column).toString(); }
    /// Shows what it would do, in words and numbers, and does it once that was confirmed.
    void ask(const DangerDialog::Words &words, DangerDialog::Confirmation confirmation, const ConsoleAction &action,
             const QString &done);
    void carryOut(const ConsoleAction &action, const QString &done);

private:
    void finish(const QString &done);

    ConsoleActions &m_actions;
};

} // namespace tacet
