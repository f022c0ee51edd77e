#pragma once
#include "models/domain/chat.h"

#include <QWidget>

class QToolButton;

namespace tacet {

class Avatar;
class ElidedLabel;

/// Who or what a conversation is with, and the buttons that lead to more about it.
class ConversationHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit ConversationHeader(QWidget *parent = nullptr);

    void setChat(const Chat &chat);
    /// Whether the panel of threads is open beside the conversation.
    void setThreadsShown(bool shown);
    /// How many people ask to be let in; stands on the button of the details.
    void setJoinRequests(int count);
    /// Where a menu of this conversation opens.
    QPoint menuPosition() const;

Q_SIGNALS:
    void safetyNumberRequested();
    void detailsRequested();
    void threadsRequested();
    void menuRequested();

private:
    void refreshPerson(const Person &peer);
    void refreshGroup(const Chat &chat);

    Avatar *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_subtitle;
    QToolButton *m_safety;
    QToolButton *m_threads;
    QToolButton *m_details;
    QToolButton *m_menu;
};

} // namespace tacet
