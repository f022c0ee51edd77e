#include "app/ctl/chatscommand.h"

#include "app/ctl/describe.h"

namespace tacet::ctl {

QCoro::Task<int> ChatsCommand::run(Context &context, const QCommandLineParser &)
{
    const auto session = co_await context.unlock();
    if (!session)
        co_return context.output().failure(session.error());
    const auto chats = co_await answerOf((*session)->chats().list());
    if (!chats)
        co_return context.output().failure(chats.error());
    for (const Chat &chat : *chats) {
        QString line = chat.type == ChatType::Direct ? shownNameOf(chat.peer) : printableName(chat.title);
        if (chat.unread > 0)
            line += QStringLiteral("  (%1 new)").arg(chat.unread);
        if (chat.lastMessage)
            line += QStringLiteral("  ") + printableName(previewOf(chat.lastMessage->text));
        context.output().result(line, documentOf(chat));
    }
    co_return 0;
}

} // namespace tacet::ctl
