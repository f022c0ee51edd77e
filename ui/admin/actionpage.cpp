#include "ui/admin/actionpage.h"

#include "ui/admin/effectwords.h"

namespace tacet {

ActionPage::ActionPage(const ConsoleTable &table, const QString &sentence, ConsoleSource &source,
                       ConsoleActions &actions, QWidget *parent)
    : ConsoleTablePage(table, sentence, source, parent)
    , m_actions(actions)
{
}

QVariant ActionPage::selected(const QString &column)
{
    const int row = selectedRow();
    return row < 0 ? QVariant() : model().value(row, column);
}

void ActionPage::ask(const DangerDialog::Words &words, DangerDialog::Confirmation confirmation,
                     const ConsoleAction &action, const QString &done)
{
    auto *dialog = new DangerDialog(words, confirmation, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_actions.countEffect(action, dialog, [dialog](const Result<QList<Effect>> &effects) {
        if (effects)
            dialog->setEffects(effectWords(*effects));
        else
            dialog->showError(effects.error().code());
    });
    connect(dialog, &DangerDialog::confirmed, this, [this, dialog, action, done] {
        m_actions.carryOut(action, dialog, [this, dialog, done](const Result<> &result) {
            if (!result) {
                dialog->showError(result.error().code());
                return;
            }
            dialog->accept();
            finish(done);
        });
    });
    dialog->open();
}

void ActionPage::carryOut(const ConsoleAction &action, const QString &done)
{
    m_actions.carryOut(action, this, [this, done](const Result<> &result) {
        if (result)
            finish(done);
        else
            showError(result.error().code());
    });
}

void ActionPage::finish(const QString &done)
{
    refresh();
    showDone(done);
}

} // namespace tacet
