#include "ui/chat/messagecontroller.h"

#include "models/items/chatlistmodel.h"
#include "models/items/messagewords.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/conversationview.h"
#include "ui/chat/mainwindow.h"
#include "ui/group/readersdialog.h"

namespace tacet {

MessageController::MessageController(AccountSession &session, ChatListModel &chats, MessageListModel &messages,
                                     MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_chats(chats)
    , m_messages(messages)
    , m_window(window)
{
    ConversationPane &pane = window.conversation();
    connect(&messages, &MessageListModel::pageWanted, this, &MessageController::readPage);
    connect(&messages, &MessageListModel::opened, this, &MessageController::markSeen);
    connect(&session.messages(), &MessageService::messageStored, this, &MessageController::takeStored);
    connect(&session.messages(), &MessageService::messageChanged, &messages, &MessageListModel::put);
    connect(&session.messages(), &MessageService::messageErased, &messages,
            [&messages](const Message &message) { messages.remove(message.id); });
    connect(&pane, &ConversationPane::readersRequested, this, &MessageController::openReaders);
    connect(&pane, &ConversationPane::sendRequested, this, &MessageController::send);
    connect(&pane, &ConversationPane::retryRequested, this, [this](MessageId message) {
        m_session.messages().retry(message).then(this, [this](const Result<> &retried) {
            if (!retried)
                m_window.conversation().showError(retried.error().code());
        });
    });
    connect(&pane, &ConversationPane::atNewestChanged, this, &MessageController::markSeen);
    connect(&window, &MainWindow::activeChanged, this, &MessageController::markSeen);
    connect(&window, &MainWindow::markReadRequested, this, &MessageController::markRead);
}

void MessageController::readPage(const PageRequest &request)
{
    m_session.messages()
        .page(request.chat, request.before, request.limit)
        .then(this, [this, token = request.token](const Result<MessagePage> &page) {
            if (page) {
                m_messages.takePage(token, *page);
                return;
            }
            m_messages.dropPage(token);
            m_window.conversation().showError(page.error().code());
        });
}

void MessageController::openReaders(MessageId message)
{
    const int row = m_chats.rowOf(m_messages.chat());
    auto *dialog = new ReadersDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const int others = row < 0 ? 0 : std::max(0, m_chats.chatAt(row).memberCount - 1);
    m_session.messages().readBy(message).then(dialog, [dialog, others](const Result<QList<Person>> &readers) {
        if (readers)
            dialog->setReaders(*readers, others);
        else
            dialog->showError(readers.error().code());
    });
    dialog->open();
}

void MessageController::send(ChatId chat, const QString &text, const QList<Mention> &mentions)
{
    m_session.messages().send(chat, text, mentions).then(this, [this, chat, text](const Result<Message> &sent) {
        ConversationPane &pane = m_window.conversation();
        if (!sent) {
            pane.restoreUnsent(chat, text);
            pane.showError(sent.error().code());
            return;
        }
        m_messages.put(*sent);
        // The vault's draft is what was just sent, unless more was typed since.
        const QString typed = pane.chat() == chat ? pane.composer().toPlainText() : QString();
        Q_EMIT pane.draftChanged(chat, typed);
    });
}

void MessageController::takeStored(const Message &message)
{
    m_messages.put(message);
    if (message.chat != m_messages.chat() || message.outgoing)
        return;
    m_window.conversation().countArrival();
    if (m_window.isActiveWindow())
        m_window.conversation().announce(
            spokenMessage(message, m_window.conversation().peer().shownName(), m_session.account().user));
    markSeen();
}

/// Read means: shown at the lower edge of the active window.
void MessageController::markSeen()
{
    if (m_window.isActiveWindow() && m_messages.isOpened() && m_window.conversation().view().isAtNewest())
        markRead();
}

void MessageController::markRead()
{
    const ChatId chat = m_messages.chat();
    const qint64 newest = m_messages.newestPosition();
    const int row = m_chats.rowOf(chat);
    if (row < 0 || newest == 0 || (chat == m_seenChat && newest <= m_seenPosition))
        return;
    m_seenChat = chat;
    m_seenPosition = newest;
    m_session.chats().markRead(chat, newest).then(this, [this, chat](const Result<> &marked) {
        // A mark that was not stored is made again with the next message.
        if (!marked && m_seenChat == chat)
            m_seenPosition = 0;
    });
}

} // namespace tacet
