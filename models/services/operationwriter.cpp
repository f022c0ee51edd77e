#include "models/services/operationwriter.h"

#include "models/services/accountcore.h"
#include "models/services/groupfold.h"

namespace tacet {

namespace {

/// With so many others at once something else is wrong.
constexpr int kAttempts = 8;

} // namespace

Task<OperationWriter::Signed> OperationWriter::sign(ChatId chat, GroupLogState state, Make make)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(GroupOperation operation, co_await answerOf(core->vault().run([=](VaultSession &vault) {
                            return vault.transact([&] { return make(vault, state); });
                        })));
    operation.chat = chat;
    operation.sequence = state.head.sequence + 1;
    operation.previousHash = state.head.hash;
    operation.actor = core->account().user;
    operation.device = core->account().device;
    if (!operation.time.isValid())
        operation.time = toMilliseconds(QDateTime::currentDateTimeUtc());
    GroupLogState tried = state;
    TACET_CO_TRY(GroupFold(tried, operation, {}).run());
    const SignedOperation made = signOperation(operation, core->keys().identity);
    tried.head = {.sequence = made.sequence, .hash = operationHash(made.previousHash, made.body)};
    co_return Signed{.made = made, .after = tried};
}

Task<GroupLogState> OperationWriter::append(ChatId chat, Make make, Send send)
{
    const auto core = m_core.shared_from_this();
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        TACET_CO_TRY_ASSIGN(const GroupLogState state, co_await core->groupLog().readLog(chat));
        TACET_CO_TRY_ASSIGN(const Signed ready, co_await sign(chat, state, make));
        TACET_CO_TRY_ASSIGN(
            const OperationAnswer answer,
            co_await answerOf(core->backend().run([send, ready](BackendSession &db) { return send(db, ready.made); })));
        if (answer.state == OperationAnswer::State::HeadMoved)
            continue;
        const auto read = co_await core->groupLog().readLog(chat);
        if (!read && read.error().code() == ErrorCode::NotFound)
            co_return ready.after;
        co_return read;
    }
    co_return fail(ErrorCode::Conflict, QStringLiteral("others changed the chat all the time"));
}

} // namespace tacet
