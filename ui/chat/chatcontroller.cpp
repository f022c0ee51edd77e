#include "ui/chat/chatcontroller.h"

#include "models/items/chatlistmodel.h"
#include "models/items/groupwords.h"
#include "models/items/messagelistmodel.h"
#include "ui/chat/chatlistpane.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/mainwindow.h"

namespace tacet {

ChatController::ChatController(AccountSession &session, ChatListModel &chats, MessageListModel &messages,
                               MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_chats(chats)
    , m_messages(messages)
    , m_window(window)
{
    window.setAccount(session.account());
    chats.setSelf(session.account().user);
    messages.setSelf(session.account().user);
    window.setConnection(session.connection().state());
    connect(&session.connection(), &ConnectionService::stateChanged, &window, &MainWindow::setConnection);
    connect(&window.side(), &ChatListPane::retryConnectionRequested, &session.connection(),
            &ConnectionService::retryNow);
    connect(&session.chats(), &ChatService::chatChanged, this, &ChatController::takeChat);
    connect(&session.groups(), &GroupService::groupChanged, this, [this](ChatId chat) {
        if (chat == m_window.conversation().chat())
            readWritingRule(chat);
    });
    connect(&session.people(), &PeopleService::personChanged, this, [this](const Person &person) {
        m_chats.putPerson(person);
        if (m_window.conversation().peer().id == person.id && !m_window.conversation().chat().isNull())
            m_window.conversation().updatePeer(person);
    });
    connect(&window.side(), &ChatListPane::chatSelected, this, &ChatController::openChat);
    connect(&window.conversation(), &ConversationPane::draftChanged, this, &ChatController::saveDraft);
}

void ChatController::start()
{
    m_session.chats().list().then(this, [this](const Result<QList<Chat>> &chats) {
        if (chats)
            m_chats.setChats(*chats);
        else
            m_window.conversation().showError(chats.error().code());
        Q_EMIT started();
    });
}

void ChatController::takeChat(const Chat &chat)
{
    Chat taken = chat;
    // What stands in the composer is newer than what the vault has.
    const int row = m_chats.rowOf(chat.id);
    if (row >= 0)
        taken.draft = m_chats.chatAt(row).draft;
    m_chats.put(taken);
    if (m_window.conversation().chat() != chat.id)
        return;
    const int members = m_window.conversation().memberCount();
    m_window.conversation().updateChat(taken);
    if (chat.type != ChatType::Direct && chat.memberCount != members)
        readMentionables(chat.id);
}

void ChatController::openChat(ChatId id)
{
    const int row = m_chats.rowOf(id);
    if (row < 0)
        return;
    // A copy: reporting the draft of the chat before may move rows.
    const Chat chat = m_chats.chatAt(row);
    m_messages.open(id, chat.peer.shownName(), chat.unread - chat.unreadFollowed,
                    chat.type == ChatType::Direct ? MessageListModel::Authors::Unnamed
                                                  : MessageListModel::Authors::Named);
    m_window.conversation().showChat(chat);
    if (chat.type != ChatType::Direct) {
        readMentionables(id);
        readWritingRule(id);
    }
}

/// Whom the composer suggests: everybody but oneself.
void ChatController::readMentionables(ChatId chat)
{
    m_session.messages().mentionables(chat).then(this, [this, chat](const Result<QList<Mentionable>> &found) {
        if (!found || m_window.conversation().chat() != chat)
            return;
        QList<Mentionable> others = *found;
        others.removeIf(
            [self = m_session.account().user.uuid()](const Mentionable &one) { return one.target == self; });
        m_window.conversation().setMentionables(others);
    });
}

void ChatController::readWritingRule(ChatId chat)
{
    m_session.groups().find(chat).then(this, [this, chat](const Result<Group> &group) {
        if (group)
            m_window.conversation().setWritingRule(chat, writingSentence(*group, QDateTime::currentDateTimeUtc()));
    });
}

void ChatController::openChatWith(UserId person)
{
    m_session.chats().startDirect(person).then(this, [this](const Result<Chat> &chat) { enter(chat); });
}

void ChatController::enterChat(ChatId id)
{
    m_session.chats().find(id).then(this, [this](const Result<Chat> &chat) { enter(chat); });
}

void ChatController::enter(const Result<Chat> &chat)
{
    if (!chat) {
        m_window.conversation().showError(chat.error().code());
        return;
    }
    takeChat(*chat);
    m_window.side().selectChat(chat->id);
    m_window.conversation().composer().setFocus();
}

void ChatController::saveDraft(ChatId chat, const QString &text)
{
    m_chats.setDraft(chat, text);
    m_session.chats().saveDraft(chat, text).then(this, [this](const Result<> &saved) {
        if (!saved && saved.error().code() != ErrorCode::NotOpen)
            m_window.conversation().showError(saved.error().code());
    });
}

} // namespace tacet
