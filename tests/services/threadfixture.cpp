#include "tests/services/threadfixture.h"

using namespace Qt::StringLiterals;

namespace tacet::tests {

namespace {

ThreadService &threadsOf(Talker &talker)
{
    return talker.core().threads();
}

} // namespace

Result<> ThreadFixture::meet()
{
    TACET_TRY(talk.meet({u"alice"_s, u"bob"_s, u"carol"_s, u"dora"_s}));
    TACET_TRY_ASSIGN(group, talk.found(ChatType::Group, {u"alice"_s, u"bob"_s}));
    return {};
}

/// Sent: the database has it.
Thread ThreadFixture::created(const QString &author, const QString &title)
{
    Talker &talker = talk.at(author);
    const auto thread = waitFor(threadsOf(talker).create(group, title, u"body of "_s + title));
    if (!thread)
        qFatal("%s", describe(thread.error()).constData());
    const bool sent = QTest::qWaitFor(
        [&] { return waitFor(threadsOf(talker).find(thread->id))->state != DeliveryState::Queued; }, 30'000);
    if (!sent)
        qFatal("the thread was not sent");
    return *waitFor(threadsOf(talker).find(thread->id));
}

Reply ThreadFixture::replied(const QString &author, ThreadId thread, const QString &body, std::optional<ReplyId> parent)
{
    Talker &talker = talk.at(author);
    const auto reply = waitFor(threadsOf(talker).reply(thread, body, parent));
    if (!reply)
        qFatal("%s", describe(reply.error()).constData());
    const auto now = [&] {
        const auto all = waitFor(threadsOf(talker).replies(thread));
        return *std::ranges::find(*all, reply->id, &Reply::id);
    };
    if (!QTest::qWaitFor([&] { return now().state != DeliveryState::Queued; }, 30'000))
        qFatal("the reply was not sent");
    return now();
}

bool ThreadFixture::sees(const QString &reader, ThreadId thread)
{
    return talk.at(reader).synchronise() && waitFor(threadsOf(talk.at(reader)).find(thread)).has_value();
}

bool ThreadFixture::sees(const QString &reader, ThreadId thread, ReplyId reply)
{
    if (!talk.at(reader).synchronise())
        return false;
    const auto replies = waitFor(threadsOf(talk.at(reader)).replies(thread));
    return replies && std::ranges::contains(*replies, reply, &Reply::id);
}

QStringList ThreadFixture::bodies(const QString &reader, ThreadId thread)
{
    QStringList texts;
    const auto replies = waitFor(threadsOf(talk.at(reader)).replies(thread));
    for (const Reply &reply : *replies)
        texts += reply.isDeleted ? u"(deleted)"_s : reply.body;
    return texts;
}

} // namespace tacet::tests
