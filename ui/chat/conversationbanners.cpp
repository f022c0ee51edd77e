// What stands in the way of the conversation, and what went wrong in it, above the messages.
#include "models/items/groupwords.h"
#include "ui/chat/conversationpane.h"
#include "ui/widgets/errorbanner.h"

namespace tacet {

void ConversationPane::showError(ErrorCode code)
{
    m_trouble->showError(code, tr("Close"));
}

void ConversationPane::showWarning(const ErrorWords &words)
{
    m_trouble->showWords(ErrorBanner::Tone::Danger, words.happened, words.meaning + u' ' + words.remedy, tr("Close"));
}

void ConversationPane::refreshBanner()
{
    if (m_chat.type != ChatType::Direct)
        refreshGroupBanner();
    else if (m_chat.peer.relation == Relation::Blocked)
        m_banner->showWords(ErrorBanner::Tone::Info, tr("You have blocked this person."),
                            tr("Neither of you can write to the other."), tr("Unblock"));
    else if (m_chat.peer.trust == Trust::Changed)
        m_banner->showWords(ErrorBanner::Tone::Warning, tr("The safety number has changed."),
                            tr("This person has a new key: a new device, or somebody in between. Nothing is sent until "
                               "you decide."),
                            tr("Compare"));
    else
        m_banner->clear();
}

void ConversationPane::refreshGroupBanner()
{
    const QString sentence = standingSentence(m_chat.standing, m_chat.type);
    if (m_chat.standing == ChatStanding::Member)
        m_banner->clear();
    else if (m_chat.standing == ChatStanding::Halted)
        m_banner->showWords(ErrorBanner::Tone::Danger, sentence,
                            tr("What the database shows of who is in this chat contradicts what it showed before. Tell "
                               "whoever runs the workspace; compare with other members."));
    else
        m_banner->showWords(ErrorBanner::Tone::Info, sentence,
                            tr("You can still read what is on this computer. Nothing new arrives."),
                            tr("Remove from the list"));
}

void ConversationPane::actOnBanner()
{
    if (m_chat.type != ChatType::Direct)
        Q_EMIT forgetRequested(m_chat.id);
    else if (m_chat.peer.relation == Relation::Blocked)
        Q_EMIT blockChangeRequested(m_chat.peer.id, false);
    else
        Q_EMIT safetyNumberRequested(m_chat.peer);
}

} // namespace tacet
