#include "ui/admin/pagefactory.h"

#include "ui/admin/peoplepage.h"
#include "ui/admin/policiespage.h"
#include "ui/admin/quotaspage.h"
#include "ui/admin/tablepages.h"

#include <QCoreApplication>

namespace tacet {

namespace {

struct PageSentence {
    Q_DECLARE_TR_FUNCTIONS(tacet::PageSentence)
};

/// What a plain table says above itself.
QString sentenceOf(const QString &view)
{
    if (view == u"media")
        return PageSentence::tr("Files by size and age. They are encrypted: what is in them is not known here.");
    if (view == u"sync")
        return PageSentence::tr(
            "How far each device is, and what waits for it. Only amounts are known here, no words.");
    if (view == u"sign_ins")
        return PageSentence::tr("Sign-ins and changes of passwords and second factors.");
    if (view == u"chat_members" || view == u"chat_roles")
        return PageSentence::tr("As the database enforces it. Only members make members and roles.");
    if (view == u"join_requests")
        return PageSentence::tr("Who asked to join, and has no answer yet. The group's own administrators answer.");
    if (view == u"retention" || view == u"retention_runs")
        return PageSentence::tr("How long each kind of data is kept, and what went when.");
    if (view == u"backups" || view == u"backup_contents")
        return PageSentence::tr("Backups hold what is encrypted and nothing else.");
    if (view == u"usage" || view == u"metrics")
        return PageSentence::tr("Figures over time. Amounts only, never whose words.");
    return PageSentence::tr("Sizes of tables, and of what can be dropped month by month.");
}

} // namespace

ConsoleTablePage *makeConsolePage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions)
{
    const QString &view = table.view;
    if (view == u"people")
        return new PeoplePage(table, source, actions);
    if (view == u"devices")
        return new DevicesPage(table, source, actions);
    if (view == u"chats")
        return new ChatsPage(table, source, actions);
    if (view == u"quotas")
        return new QuotasPage(table, source, actions);
    if (view == u"enrolment_tokens")
        return new EnrolmentPage(table, source, actions);
    if (view == u"audit")
        return new AuditPage(table, source, actions);
    if (view == u"security_events")
        return new SecurityEventsPage(table, source, actions);
    if (view == u"policies")
        return new PoliciesPage(table, source, actions);
    if (view == u"grants")
        return new GrantsPage(table, source, actions);
    return new ConsoleTablePage(table, sentenceOf(view), source);
}

} // namespace tacet
