#include "ui/admin/tablepages.h"

#include "models/items/consolewords.h"
#include "ui/widgets/displaytext.h"

#include <QInputDialog>
#include <QPushButton>

namespace tacet {

namespace {

const QString kId = QStringLiteral("id");
const QString kState = QStringLiteral("state");
const QString kOpen = QStringLiteral("open");

} // namespace

DevicesPage::DevicesPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(
          table,
          tr("Every device with the fingerprint of its key and its stock of one-time keys. A device keeps its own "
             "keys; they are never here."),
          source, actions, parent)
{
    QPushButton *remove = addCommand(QStringLiteral("removeDevice"), tr("Remove …"),
                                     [this](int row) { return model().value(row, kState).toString() != u"removed"; });
    remove->setProperty("kind", QStringLiteral("danger"));
    connect(remove, &QPushButton::clicked, this, [this] {
        const QString label = selectedText(QStringLiteral("label"));
        const QString person = selectedText(QStringLiteral("username"));
        const QString name = label.isEmpty() ? person : label;
        ask({.title = tr("Remove the device %1").arg(isolated(lineText(name))),
             .sentence =
                 tr("The device of %1 is shut out for good, and what waits for it goes. Its groups make new keys.")
                     .arg(isolated(lineText(person))),
             .undo = tr("This cannot be taken back; the person can link the device again."),
             .name = name,
             .action = tr("Remove for good")},
            DangerDialog::Confirmation::TypedName, DeviceRemoval{DeviceId(selected(kId).toUuid())},
            tr("The device is removed."));
    });
}

ChatsPage::ChatsPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(
          table,
          tr("Groups and channels with their figures. Names of private ones are known to their members only, and "
             "so is everything that is said there."),
          source, actions, parent)
{
    QPushButton *close = addCommand(QStringLiteral("closeChat"), tr("Close …"),
                                    [this](int row) { return model().value(row, kState).toString() == kOpen; });
    QPushButton *open = addCommand(QStringLiteral("openChat"), tr("Open again …"),
                                   [this](int row) { return model().value(row, kState).toString() == u"closed"; });
    connect(close, &QPushButton::clicked, this, [this] { start(true); });
    connect(open, &QPushButton::clicked, this, [this] { start(false); });
}

void ChatsPage::start(bool closes)
{
    const QString known = selectedText(QStringLiteral("name"));
    const QString name = known.isEmpty() ? consoleWords({.name = kId, .kind = ConsoleKind::Id}, selected(kId)) : known;
    const QString shown = isolated(lineText(name));
    const ChatClosing closing{.chat = ChatId(selected(kId).toUuid()), .isClosed = closes};
    if (closes) {
        ask({.title = tr("Close %1").arg(shown),
             .sentence =
                 tr("Nobody can post there any more. Its members see that the administration closed it; what was "
                    "written stays with them."),
             .undo = tr("Open again takes this back."),
             .name = name,
             .action = tr("Close")},
            DangerDialog::Confirmation::Press, closing, tr("%1 is closed.").arg(shown));
        return;
    }
    ask({.title = tr("Open %1 again").arg(shown),
         .sentence = tr("Its members can post again."),
         .undo = tr("Close takes this back."),
         .name = name,
         .action = tr("Open")},
        DangerDialog::Confirmation::Press, closing, tr("%1 is open.").arg(shown));
}

EnrolmentPage::EnrolmentPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(
          table,
          tr("Links and codes that let a person or a device in, once each. The secret part of a link is not kept: "
             "only its fingerprint stands here."),
          source, actions, parent)
{
    QPushButton *invite = addCommand(QStringLiteral("newInvite"), tr("Invite somebody …"));
    connect(invite, &QPushButton::clicked, this, &EnrolmentPage::inviteRequested);
    QPushButton *revoke = addCommand(QStringLiteral("revokeToken"), tr("Revoke …"),
                                     [this](int row) { return model().value(row, kState).toString() == kOpen; });
    connect(revoke, &QPushButton::clicked, this, [this] {
        const QString token = selectedText(QStringLiteral("token"));
        ask({.title = tr("Revoke this link"),
             .sentence = tr("Nobody can come in with it any more."),
             .undo = tr("This cannot be taken back; a new link can be made."),
             .name = token,
             .action = tr("Revoke")},
            DangerDialog::Confirmation::Press, TokenRevocation{token}, tr("The link is revoked."));
    });
}

AuditPage::AuditPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(
          table,
          tr("What was done with accounts, keys, rights and settings, with what was there before and after. Each "
             "entry is chained to the one before it."),
          source, actions, parent)
{
    QPushButton *check = addCommand(QStringLiteral("verifyAudit"), tr("Verify the chain"));
    connect(check, &QPushButton::clicked, this, &AuditPage::verify);
}

void AuditPage::verify()
{
    showDone(tr("Verifying …"));
    actions().verifyAudit(this, [this](const Result<QList<AuditFinding>> &findings) {
        if (!findings) {
            showDone({});
            showError(findings.error().code());
        } else if (findings->isEmpty()) {
            showDone(tr("The chain is whole: no entry was changed, removed or put in."));
        } else {
            const AuditFinding &first = findings->first();
            showDone(tr("The chain is broken at %Ln place(s), first at entry %1: %2", nullptr,
                        static_cast<int>(findings->size()))
                         .arg(QLocale().toString(first.sequence), lineText(first.finding)));
        }
    });
}

SecurityEventsPage::SecurityEventsPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions,
                                       QWidget *parent)
    : ActionPage(table, tr("What looked dangerous. Somebody looks after it, and writes down what came of it."), source,
                 actions, parent)
{
    const auto isUnresolved = [this](int row) { return model().value(row, kState).toString() != u"resolved"; };
    QPushButton *take = addCommand(QStringLiteral("takeEvent"), tr("Look after it"),
                                   [this](int row) { return model().value(row, kState).toString() == kOpen; });
    QPushButton *leave = addCommand(QStringLiteral("leaveEvent"), tr("Hand it back"),
                                    [this](int row) { return model().value(row, kState).toString() == u"assigned"; });
    QPushButton *resolve = addCommand(QStringLiteral("resolveEvent"), tr("Resolve …"), isUnresolved);
    connect(take, &QPushButton::clicked, this, [this] {
        carryOut(EventAssignment{.event = selected(kId).toUuid(), .isOwn = true}, tr("You look after it."));
    });
    connect(leave, &QPushButton::clicked, this, [this] {
        carryOut(EventAssignment{.event = selected(kId).toUuid(), .isOwn = false}, tr("Nobody looks after it."));
    });
    connect(resolve, &QPushButton::clicked, this, &SecurityEventsPage::askOutcome);
}

void SecurityEventsPage::askOutcome()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("eventOutcome"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Resolve an event"));
    dialog->setLabelText(tr("What came of it? The audit log keeps this."));
    dialog->setOkButtonText(tr("Resolve"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, event = selected(kId).toUuid()](const QString &text) {
                if (!text.trimmed().isEmpty())
                    carryOut(EventResolution{.event = event, .outcome = text.trimmed()}, tr("The event is resolved."));
            });
    dialog->open();
}

GrantsPage::GrantsPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(table, tr("Rights that somebody has beyond the role, until a day."), source, actions, parent)
{
    QPushButton *take = addCommand(QStringLiteral("takeGrant"), tr("Take away …"), [](int) { return true; });
    connect(take, &QPushButton::clicked, this, [this] {
        const QString person = selectedText(QStringLiteral("username"));
        ask({.title = tr("Take a right from %1").arg(isolated(lineText(person))),
             .sentence =
                 tr("The person may no longer do this: %1.").arg(lineText(selectedText(QStringLiteral("permissions")))),
             .undo = tr("The right can be given again."),
             .name = person,
             .action = tr("Take away")},
            DangerDialog::Confirmation::Press,
            GrantRemoval{.person = UserId(selected(QStringLiteral("user_id")).toUuid()),
                         .resourceType = selectedText(QStringLiteral("resource_type")),
                         .resource = selectedText(QStringLiteral("resource_id"))},
            tr("The right is taken away."));
    });
}

} // namespace tacet
