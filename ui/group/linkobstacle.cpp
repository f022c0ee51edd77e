#include "ui/group/linkobstacle.h"

#include "models/domain/enrolmentlink.h"
#include "models/domain/invitelink.h"
#include "models/domain/linkkind.h"
#include "ui/widgets/displaytext.h"

#include <QCoreApplication>

namespace tacet {

namespace {

struct LinkObstacle {
    Q_DECLARE_TR_FUNCTIONS(tacet::LinkObstacle)
};

ErrorWords notWhole()
{
    return {.happened = LinkObstacle::tr("This is not a whole Tacet link."),
            .meaning = LinkObstacle::tr("A part of it is missing, or it is of a kind that this version does not know."),
            .remedy = LinkObstacle::tr("Copy all of it, from “tacet://” to its end.")};
}

ErrorWords ofEnrolment(const QString &text, WorkspaceId workspace)
{
    const auto link = EnrolmentLink::fromString(text);
    if (link && link->workspace.id == workspace)
        return {.happened = LinkObstacle::tr("This link invites into the workspace that you are in."),
                .meaning = LinkObstacle::tr("It is for one person who has no account here yet."),
                .remedy = LinkObstacle::tr("Send it to that person; you do not need it.")};
    return {.happened = LinkObstacle::tr("This link invites into a workspace, not into a group or channel."),
            .meaning =
                LinkObstacle::tr("You have an account in a workspace already; each workspace has a folder of its own."),
            .remedy = LinkObstacle::tr("To join another workspace, start Tacet with another folder: "
                                       "tacet --profile FOLDER.")};
}

std::optional<ErrorWords> ofGroup(const QString &text, WorkspaceId workspace)
{
    const auto link = InviteLink::fromString(text);
    if (!link)
        return notWhole();
    if (link->workspace == workspace)
        return std::nullopt;
    const QString host = link->host.isEmpty()
                             ? LinkObstacle::tr("It is on another computer, or in another folder of this one.")
                             : LinkObstacle::tr("Its database is on %1.").arg(isolated(lineText(link->host)));
    return ErrorWords{.happened = LinkObstacle::tr("This link leads into a group or channel of another workspace."),
                      .meaning = host,
                      .remedy = LinkObstacle::tr("Only members of that workspace can use it.")};
}

} // namespace

std::optional<ErrorWords> linkObstacle(const QString &text, WorkspaceId workspace)
{
    switch (linkKindOf(text)) {
    case LinkKind::Enrolment: return ofEnrolment(text, workspace);
    case LinkKind::Group: return ofGroup(text, workspace);
    case LinkKind::Workspace:
        return ErrorWords{.happened = LinkObstacle::tr("This link adds a computer to an account."),
                          .meaning = LinkObstacle::tr("It does not lead into a group or channel."),
                          .remedy = LinkObstacle::tr("Ask for a link to the group itself.")};
    case LinkKind::None: break;
    }
    if (text.trimmed().startsWith(QLatin1StringView("tacet:"), Qt::CaseInsensitive))
        return notWhole();
    return std::nullopt;
}

} // namespace tacet
