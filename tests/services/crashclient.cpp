// One account in a process of its own, for tst_crashpoints and tst_groupcrashpoints: it is killed at a point that
// TACET_CRASH_AT names, and started again. Passphrase in TACET_PASSPHRASE. Arguments: profile folder, then
//
//   send USER PREFIX COUNT      sees to it that COUNT texts "PREFIX 0000" … went to USER, those of earlier
//                               runs included; the first of each run one by one, the rest at once
//   receive USER PREFIX COUNT   waits until COUNT such texts of USER are here
//   post CHAT PREFIX COUNT, read CHAT PREFIX COUNT   the same in a group
//   remove CHAT USER 0          removes the account with this id from a group
//
// All end when nothing waits in the outbox any more. Exit code 0 only then.
#include "tests/services/conversationfixture.h"

#include <QtCrypto>

#include <algorithm>
#include <cstdio>

using namespace tacet;
using tacet::tests::waitFor;

namespace {

constexpr int kOneByOne = 5;
constexpr int kPatience = 60'000; ///< milliseconds

class Client
{
public:
    explicit Client(const QStringList &arguments)
        : m_profile(arguments.at(1))
        , m_task(arguments.at(2))
        , m_peer(arguments.at(3))
        , m_prefix(arguments.at(4))
        , m_count(arguments.at(5).toInt())
    {
    }

    Result<> run()
    {
        TACET_TRY(waitFor(m_profile.unlock(QCA::SecureArray(qgetenv("TACET_PASSPHRASE")))));
        session().connection().start();
        if (!QTest::qWaitFor([this] { return isOnline(); }, kPatience))
            return fail(session().connection().state().reason.value_or(ErrorCode::Timeout),
                        QStringLiteral("not online"));
        if (const ChatId group = ChatId::fromString(m_peer); group.isNull()) {
            TACET_TRY_ASSIGN(const auto peer, waitFor(session().people().findByUsername(m_peer)));
            TACET_TRY_ASSIGN(m_chat, waitFor(session().chats().startDirect(peer.id)));
        } else {
            TACET_TRY_ASSIGN(m_chat, waitFor(session().chats().find(group)));
        }
        if (m_task == u"remove")
            return waitFor(session().groups().removeMember(m_chat.id, UserId::fromString(m_prefix)));
        if (m_task == u"send" || m_task == u"post")
            TACET_TRY(send());
        else
            TACET_TRY(receive());
        return emptyOutbox();
    }

private:
    AccountSession &session() { return *m_profile.session(); }
    bool isOnline() { return session().connection().state().kind == ConnectionState::Kind::Online; }

    Result<QList<Message>> matching(bool outgoing)
    {
        TACET_TRY_ASSIGN(const auto page, waitFor(session().messages().page(m_chat.id, INT64_MAX, m_count + 50)));
        QList<Message> found;
        for (const Message &message : page.messages) {
            if (message.outgoing == outgoing && message.text.startsWith(m_prefix + u' '))
                found += message;
        }
        return found;
    }

    Result<bool> allSent()
    {
        TACET_TRY_ASSIGN(const auto messages, matching(true));
        for (const Message &message : messages) {
            if (message.state == DeliveryState::Failed)
                return fail(message.failure.value_or(ErrorCode::Internal), QStringLiteral("a message was refused"));
        }
        return std::ranges::none_of(messages, [](const Message &m) { return m.state == DeliveryState::Queued; });
    }

    Result<> send()
    {
        TACET_TRY_ASSIGN(const auto earlier, matching(true));
        int sentNow = 0;
        for (auto i = earlier.size(); i < m_count; ++i, ++sentNow) {
            TACET_TRY(waitFor(session().messages().send(
                m_chat.id, QStringLiteral("%1 %2").arg(m_prefix).arg(i, 4, 10, QChar(u'0')))));
            if (sentNow < kOneByOne)
                TACET_TRY(waitUntil([this] { return allSent(); }));
        }
        return waitUntil([this] { return allSent(); });
    }

    Result<> receive()
    {
        return waitUntil([this]() -> Result<bool> {
            TACET_TRY_ASSIGN(const auto here, matching(false));
            return here.size() >= m_count;
        });
    }

    Result<> emptyOutbox()
    {
        return waitUntil([this]() -> Result<bool> {
            TACET_TRY_ASSIGN(const int waiting, waitFor(session().messages().countWaiting()));
            return waiting == 0;
        });
    }

    template <class Condition>
    Result<> waitUntil(Condition condition)
    {
        Result<bool> done = false;
        for (QDeadlineTimer deadline(kPatience); done && !*done && !deadline.hasExpired(); QTest::qWait(10))
            done = condition();
        if (!done)
            return std::unexpected(done.error());
        return *done ? Result<>() : fail(ErrorCode::Timeout, QStringLiteral("waited in vain"));
    }

    ProfileService m_profile;
    QString m_task;
    QString m_peer;
    QString m_prefix;
    int m_count;
    Chat m_chat;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    if (argc != 6)
        return 2;
    Client client(QCoreApplication::arguments());
    const Result<> done = client.run();
    if (!done)
        std::fprintf(stderr, "%s\n", tests::describe(done.error()).constData());
    return done ? 0 : 1;
}
