#pragma once
#include "models/domain/chat.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace tacet {

class Avatar;
class Composer;
class ConversationView;
class ElidedLabel;
class EmptyState;
class ErrorBanner;
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
    /// New names, relation or trust of the chat that is shown.
    void updatePeer(const Person &peer);
    void showNothing();
    ChatId chat() const { return m_chat; }
    const Person &peer() const { return m_peer; }

    ConversationView &view() { return *m_view; }
    Composer &composer() { return *m_composer; }
    /// A message arrived below what is shown: counts on the button that leads there.
    void countArrival();
    /// A screen reader says the sentence, wherever the focus is.
    void announce(const QString &sentence);
    void showError(ErrorCode code);
    /// The text could not be stored: it stands in the composer again, before what was typed since.
    void restoreUnsent(ChatId chat, const QString &text);

Q_SIGNALS:
    void sendRequested(tacet::ChatId chat, const QString &text);
    void draftChanged(tacet::ChatId chat, const QString &text);
    void retryRequested(tacet::MessageId message);
    void safetyNumberRequested(const tacet::Person &peer);
    void contactChangeRequested(tacet::UserId peer, bool contact);
    void blockChangeRequested(tacet::UserId peer, bool blocked);
    void newChatRequested();
    void atNewestChanged(bool atNewest);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildMiddle();
    QWidget *buildComposerBar();
    void connectParts();
    void refreshHeader();
    void refreshBanner();
    void refreshMiddle();
    void refreshComposer();
    void showMenu();
    void showMessageMenu(const QPoint &position, const QModelIndex &index);
    void openLink(const QUrl &url);
    void send();
    void placeJumpButton();
    void refreshJumpButton(bool atNewest);

    MessageListModel &m_messages;
    ChatId m_chat;
    Person m_peer;
    int m_arrivals = 0;
    QStackedWidget *m_pages;
    QStackedWidget *m_middle;
    Avatar *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_subtitle;
    QToolButton *m_safety;
    QToolButton *m_menu;
    ErrorBanner *m_trouble;
    ErrorBanner *m_banner;
    ConversationView *m_view;
    EmptyState *m_noMessages;
    EmptyState *m_noChat;
    Composer *m_composer;
    TextLabel *m_limit;
    QToolButton *m_send;
    QToolButton *m_jump;
};

} // namespace tacet
