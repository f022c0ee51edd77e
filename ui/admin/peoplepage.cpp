#include "ui/admin/peoplepage.h"

#include "ui/widgets/displaytext.h"

#include <QPushButton>

namespace tacet {

namespace {

const QString kActive = QStringLiteral("active");
const QString kSuspended = QStringLiteral("suspended");
const QString kDeactivated = QStringLiteral("deactivated");

DangerDialog::Words wordsOf(PersonDeed deed, const QString &name)
{
    const QString shown = isolated(lineText(name));
    switch (deed) {
    case PersonDeed::Suspend:
        return {.title = PeoplePage::tr("Suspend %1").arg(shown),
                .sentence =
                    PeoplePage::tr("All logins are shut out and open connections end. Nothing is lost: messages "
                                   "wait until the person is resumed."),
                .undo = PeoplePage::tr("Resume takes this back."),
                .name = name,
                .action = PeoplePage::tr("Suspend")};
    case PersonDeed::Resume:
        return {.title = PeoplePage::tr("Resume %1").arg(shown),
                .sentence = PeoplePage::tr("The person's devices may connect again and fetch what waited for them."),
                .undo = PeoplePage::tr("Suspend takes this back."),
                .name = name,
                .action = PeoplePage::tr("Resume")};
    case PersonDeed::Deactivate:
        return {.title = PeoplePage::tr("Deactivate %1").arg(shown),
                .sentence = PeoplePage::tr("All devices are removed, and what waits for them goes. The name, the "
                                           "memberships and everything written stay."),
                .undo = PeoplePage::tr("Reactivate opens the account again, but the devices do not come back: the "
                                       "person links one with password and recovery phrase."),
                .name = name,
                .action = PeoplePage::tr("Deactivate")};
    case PersonDeed::Reactivate:
        return {.title = PeoplePage::tr("Reactivate %1").arg(shown),
                .sentence = PeoplePage::tr("The person may link a device again, with password and recovery phrase."),
                .undo = PeoplePage::tr("Deactivate takes this back."),
                .name = name,
                .action = PeoplePage::tr("Reactivate")};
    case PersonDeed::Erase:
        return {.title = PeoplePage::tr("Erase %1").arg(shown),
                .sentence =
                    PeoplePage::tr("The account, its devices, keys, files and memberships are deleted for good. "
                                   "What others have received stays with them."),
                .undo = PeoplePage::tr("This cannot be taken back."),
                .name = name,
                .action = PeoplePage::tr("Erase for good")};
    }
    return {};
}

QString doneWords(PersonDeed deed, const QString &name)
{
    const QString shown = isolated(lineText(name));
    switch (deed) {
    case PersonDeed::Suspend: return PeoplePage::tr("%1 is suspended.").arg(shown);
    case PersonDeed::Resume: return PeoplePage::tr("%1 may connect again.").arg(shown);
    case PersonDeed::Deactivate: return PeoplePage::tr("%1 is deactivated.").arg(shown);
    case PersonDeed::Reactivate: return PeoplePage::tr("%1 may link a device again.").arg(shown);
    case PersonDeed::Erase: return PeoplePage::tr("%1 is erased.").arg(shown);
    }
    return {};
}

bool isForGood(PersonDeed deed)
{
    return deed == PersonDeed::Deactivate || deed == PersonDeed::Erase;
}

} // namespace

PeoplePage::PeoplePage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(table,
                 tr("Everybody who has an account here. What they write is encrypted on their own devices: nobody can "
                    "read it here."),
                 source, actions, parent)
{
    addAction(PersonDeed::Suspend, QStringLiteral("suspendPerson"), tr("Suspend …"), {kActive});
    addAction(PersonDeed::Resume, QStringLiteral("resumePerson"), tr("Resume …"), {kSuspended});
    addAction(PersonDeed::Deactivate, QStringLiteral("deactivatePerson"), tr("Deactivate …"), {kActive, kSuspended});
    addAction(PersonDeed::Reactivate, QStringLiteral("reactivatePerson"), tr("Reactivate …"), {kDeactivated});
    addAction(PersonDeed::Erase, QStringLiteral("erasePerson"), tr("Erase …"), {kActive, kSuspended, kDeactivated});
}

void PeoplePage::addAction(PersonDeed deed, const QString &name, const QString &text, const QStringList &states)
{
    QPushButton *button = addCommand(name, text, [this, states](int row) {
        const bool isOwner = model().value(row, QStringLiteral("role")).toString() == u"owner";
        return !isOwner && states.contains(model().value(row, QStringLiteral("state")).toString());
    });
    if (isForGood(deed))
        button->setProperty("kind", QStringLiteral("danger"));
    connect(button, &QPushButton::clicked, this, [this, deed] { start(deed); });
}

void PeoplePage::start(PersonDeed deed)
{
    const QString name = selectedText(QStringLiteral("username"));
    const PersonChange change{.deed = deed, .person = UserId(selected(QStringLiteral("id")).toUuid())};
    ask(wordsOf(deed, name),
        isForGood(deed) ? DangerDialog::Confirmation::TypedName : DangerDialog::Confirmation::Press, change,
        doneWords(deed, name));
}

} // namespace tacet
