#include "models/services/operationwriter.h"

#include "models/services/accountcore.h"
#include "models/services/groupfold.h"

namespace tacet {

namespace {

/// With so many others at once something else is wrong.
constexpr int kAttempts = 8;

/// Whoever it puts out is no member afterwards and cannot be woken any more.
bool putsOut(OperationKind kind)
{
    return kind == OperationKind::Remove || kind == OperationKind::Dissolve;
}

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
    co_return Signed{.made = made, .after = tried, .putsOut = putsOut(operation.kind)};
}

/// Who is not woken finds it at the next poll. Who is put out is woken before, and looks once more a moment later.
Result<OperationAnswer> OperationWriter::sendAndWake(BackendSession &db, ChatId chat, const Signed &ready,
                                                     const Send &send)
{
    if (ready.putsOut)
        std::ignore = db.wake().wake(chat);
    Result<OperationAnswer> answer = send(db, ready.made);
    if (answer && answer->state != OperationAnswer::State::HeadMoved)
        std::ignore = db.wake().wake(chat);
    return answer;
}

Task<GroupLogState> OperationWriter::append(ChatId chat, Make make, Send send)
{
    const auto core = m_core.shared_from_this();
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        TACET_CO_TRY_ASSIGN(const GroupLogState state, co_await core->groupLog().readLog(chat));
        TACET_CO_TRY_ASSIGN(const Signed ready, co_await sign(chat, state, make));
        TACET_CO_TRY_ASSIGN(const OperationAnswer answer,
                            co_await answerOf(core->backend().run([chat, ready, send](BackendSession &db) {
                                return sendAndWake(db, chat, ready, send);
                            })));
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
