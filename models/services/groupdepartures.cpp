#include "models/services/accountcore.h"
#include "models/services/failures.h"
#include "models/services/grouplogkeeper.h"
#include "models/vault/chatstore.h"

/// How an account learns that it is in a group or channel no more.
namespace tacet {

namespace {

constexpr int kPage = 500;
/// From a hint on, until what it tells of has happened.
constexpr std::chrono::milliseconds kEndAfter{1500};

} // namespace

/// Groups and channels that this account is in.
Result<QList<ChatId>> GroupLogKeeper::presentChats(BackendSession &db)
{
    QList<ChatId> present;
    ChatId after;
    for (bool isLast = false; !isLast;) {
        TACET_TRY_ASSIGN(const auto chats, db.groupLog().chats(after, kPage));
        isLast = chats.size() < kPage;
        for (const ListedChat &chat : chats) {
            after = chat.id;
            if (chat.type != ChatType::Direct)
                present += chat.id;
        }
    }
    return present;
}

void GroupLogKeeper::lookForEnd()
{
    if (m_end.isActive())
        m_endAgain = true;
    else
        m_end.start(kEndAfter);
}

/// Of the chats that this account was in, those that the database does not list any more.
Task<QList<ChatId>> GroupLogKeeper::behind(QList<ChatId> present)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto known, co_await answerOf(core->chats().list()));
    QList<ChatId> ended;
    for (const Chat &chat : known) {
        if (chat.type != ChatType::Direct && chat.standing == ChatStanding::Member && !present.contains(chat.id))
            ended += chat.id;
    }
    co_return ended;
}

Task<> GroupLogKeeper::leaveThoseBehind()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto present, co_await answerOf(core->backend().run(presentChats)));
    TACET_CO_TRY_ASSIGN(const auto ended, co_await behind(present));
    for (const ChatId &chat : ended) {
        const Result<GroupLogState> read = co_await readLog(chat);
        if (!read && breaksConnection(read.error().code()))
            co_return std::unexpected(read.error());
    }
    co_return {};
}

/// The database does not show the log any more: the account left, was removed, or the chat is no more.
Task<> GroupLogKeeper::leaveBehind(ChatId chat)
{
    const auto core = m_core.shared_from_this();
    const bool isChanged = (co_await answerOf(core->vault().run([core, chat](VaultSession &vault) -> Result<bool> {
                               TACET_TRY_ASSIGN(const auto row, vault.chats().find(chat));
                               if (!row || row->type == ChatType::Direct || row->standing != ChatStanding::Member)
                                   return false;
                               TACET_TRY(vault.chats().setStanding(chat, ChatStanding::Removed));
                               return true;
                           }))).value_or(false);
    if (isChanged) {
        core->chats().announce(chat);
        Q_EMIT groupChanged(chat);
    }
    co_return {};
}

} // namespace tacet
