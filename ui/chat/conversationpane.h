#pragma once
#include "models/domain/chat.h"
#include "models/domain/mentions.h"
#include "ui/widgets/errortext.h"

#include <QUrl>
#include <QWidget>

class QMenu;
class QStackedWidget;
class QToolButton;

namespace tacet {

class Composer;
class ConversationHeader;
class ConversationView;
class EmptyState;
class ErrorBanner;
class MentionCompleter;
class MessageListModel;
class TextLabel;

/// One conversation: who it is with, what stands in the way, the messages, and the composer.
class ConversationPane final : public QWidget
{
    Q_OBJECT
public:
    explicit ConversationPane(MessageListModel &messages, QWidget *parent = nullptr);

    /// Shows this chat with its draft. A draft of the chat before is reported first.
    void showChat(const Chat &chat);
    /// New names, relation or trust of the person of the direct chat that is shown.
    void updatePeer(const Person &peer);
    /// Anything but the draft of the chat that is shown.
    void updateChat(const Chat &chat);
    /// Whom the composer suggests in the group that is shown.
    void setMentionables(const QList<Mentionable> &mentionables);
    /// Why one only reads in the group, or how often one writes there; ignored for another one than is shown.
    void setWritingRule(ChatId chat, const QString &sentence);
    void setThreadsShown(bool shown);
    void showNothing();
    ChatId chat() const { return m_chat.id; }
    const Person &peer() const { return m_chat.peer; }
    int memberCount() const { return m_chat.memberCount; }
    /// A group or channel is shown.
    bool isGroup() const { return !m_chat.id.isNull() && m_chat.type != ChatType::Direct; }
    /// The commands of the window; nothing where they make no sense.
    void requestDetails();
    void seekFirstUnread();

    ConversationView &view() { return *m_view; }
    Composer &composer() { return *m_composer; }
    /// A message arrived below what is shown: counts on the button that leads there.
    void countArrival();
    /// A screen reader says the sentence, wherever the focus is.
    void announce(const QString &sentence);
    void showError(ErrorCode code);
    /// Something the person should know, until it is closed.
    void showWarning(const ErrorWords &words);
    /// How many people ask to be let into the chat; ignored for another one than is shown.
    void setJoinRequests(ChatId chat, int count);
    /// The text could not be stored: it stands in the composer again, before what was typed since.
    void restoreUnsent(ChatId chat, const QString &text);

Q_SIGNALS:
    void sendRequested(tacet::ChatId chat, const QString &text, const QList<tacet::Mention> &mentions);
    void draftChanged(tacet::ChatId chat, const QString &text);
    void retryRequested(tacet::MessageId message);
    void safetyNumberRequested(const tacet::Person &peer);
    void contactChangeRequested(tacet::UserId peer, bool contact);
    void blockChangeRequested(tacet::UserId peer, bool blocked);
    /// Members, settings and invites of the group that is shown.
    void detailsRequested(tacet::ChatId chat);
    void groupInviteRequested(tacet::ChatId chat);
    /// A tacet:// address in a message was clicked.
    void invitationActivated(const QString &link);
    void leaveRequested(tacet::ChatId chat);
    /// The chat, which one is no longer in, is to leave the list.
    void forgetRequested(tacet::ChatId chat);
    void threadsRequested();
    /// Who has read the message.
    void readersRequested(tacet::MessageId message);
    void newChatRequested();
    void atNewestChanged(bool atNewest);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildMiddle();
    QWidget *buildComposerBar();
    void connectParts();
    void refreshChat();
    void refreshBanner();
    void refreshGroupBanner();
    void actOnBanner();
    void refreshMiddle();
    void refreshComposer();
    void showMenu();
    void fillPersonMenu(QMenu &menu);
    void fillGroupMenu(QMenu &menu);
    void showMessageMenu(const QPoint &position, const QModelIndex &index);
    void openLink(const QUrl &url);
    void send();
    void placeJumpButtons();
    void refreshUnreadButton();
    void refreshJumpButton(bool atNewest);

    MessageListModel &m_messages;
    Chat m_chat; ///< its draft is the composer's
    int m_arrivals = 0;
    QStackedWidget *m_pages; ///< no chat, or what belongs to one
    QStackedWidget *m_middle;
    ConversationHeader *m_header;
    ErrorBanner *m_trouble;
    ErrorBanner *m_banner;
    ConversationView *m_view;
    EmptyState *m_noMessages;
    EmptyState *m_noChat;
    Composer *m_composer;
    MentionCompleter *m_mentions;
    TextLabel *m_limit;
    TextLabel *m_rule;
    QToolButton *m_send;
    QToolButton *m_jump;
    QToolButton *m_firstUnread;
};

} // namespace tacet
