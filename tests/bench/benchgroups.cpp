// Messages of a group through the whole stack: real vaults, a real database. What somebody finds who was away for
// 10,000 messages, and what one message costs. One JSON line a figure.
#include "models/vault/messagestore.h"
#include "tests/services/crowd.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QtCrypto>

#include <cstdio>

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

namespace {

void tell(const char *name, double value, const char *unit)
{
    std::printf("{\"name\":\"%s\",\"value\":%.4g,\"unit\":\"%s\"}\n", name, value, unit);
    std::fflush(stdout);
}

/// MiB of this process that are in memory.
double residentSize()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').constFirst().toDouble() / 1024;
    }
    return 0;
}

Result<> waitUntilSent(Talker &sender, int milliseconds)
{
    const auto isSent = [&] {
        const auto waiting = waitFor(sender.core().messages().countWaiting());
        return waiting && *waiting == 0;
    };
    return QTest::qWaitFor(isSent, milliseconds) ? Result<>() : fail(ErrorCode::Timeout);
}

/// Of the rows that one message made.
Result<> tellCost(GroupTalk &talk, ChatId chat)
{
    TACET_TRY_ASSIGN(const auto rows,
                     talk.database().value(u"SELECT (SELECT count(*) FROM tacet.chat_log WHERE chat_id = :0::uuid AND "
                                           "kind = 'message')::float / count(*) + 1 FROM tacet.messages "
                                           "WHERE chat_id = :0::uuid"_s,
                                           {chat.toString()}));
    TACET_TRY_ASSIGN(const auto bytes, talk.database().value(u"SELECT avg(pg_column_size(m.*)) FROM tacet.messages m "
                                                             "WHERE chat_id = :0::uuid"_s,
                                                             {chat.toString()}));
    tell("group_message_rows", rows.toDouble(), "rows");
    tell("group_message_bytes", bytes.toDouble(), "bytes");
    return {};
}

Result<> measure(int count)
{
    GroupTalk talk;
    TACET_TRY(talk.meet({u"ada"_s, u"bob"_s}));
    TACET_TRY(talk.database().script("UPDATE tacet.tenant SET policy = policy || '{\"send_burst\": 1000000}'"));
    TACET_TRY_ASSIGN(const ChatId chat, talk.found(ChatType::Group, {u"ada"_s, u"bob"_s}));
    Talker &ada = talk.at(u"ada"_s);
    Talker &bob = talk.at(u"bob"_s);
    TACET_TRY(bob.goAway());
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < count; ++i)
        ada.core().messages().send(chat, u"message %1 of those that somebody missed"_s.arg(i));
    TACET_TRY(waitUntilSent(ada, 1'800'000));
    tell("group_messages_sent", count * 1000.0 / static_cast<double>(clock.elapsed()), "messages/s");
    TACET_TRY(tellCost(talk, chat));
    TACET_TRY(ada.goAway());

    const double before = residentSize();
    clock.restart();
    TACET_TRY(bob.comeOnline());
    tell("group_messages_read_after_absence", count * 1000.0 / static_cast<double>(clock.elapsed()), "messages/s");
    tell("group_messages_read_memory", residentSize() - before, "MiB");
    const auto found =
        waitFor(bob.core().vault().run([chat](VaultSession &vault) { return vault.messages().count(chat); }));
    return found && *found == count && bob.waiting(chat) == 0 ? Result<>() : fail(ErrorCode::Damaged);
}

/// Groups of several sizes in one workspace, all made by one client; the others' devices are light ones.
class Sizes
{
public:
    Result<> gather(const QList<int> &sizes)
    {
        TACET_TRY(m_talk.meet({u"ada"_s}));
        TACET_TRY(m_talk.database().script(
            "UPDATE tacet.tenant SET policy = policy || '{\"send_burst\": 1e6, \"group_max_members\": 10000, "
            "\"group_burst\": 1e6, \"group_per_second\": 1e6}'"));
        TACET_TRY_ASSIGN(m_crowd, Crowd::gather(m_talk, u"ada"_s, std::ranges::max(sizes) - 1, 1));
        for (const int size : sizes)
            TACET_TRY(make(size));
        return {};
    }

    /// One message after the other, each waited for; the groups take turns.
    Result<> tellMessages()
    {
        constexpr int kRounds = 100;
        for (int round = 0; round < kRounds; ++round) {
            for (Sized &group : m_groups) {
                TACET_TRY_ASSIGN(const double time, send(group.chat));
                group.times += time;
            }
        }
        for (Sized &group : m_groups) {
            tell(named("group_message_of_", group).constData(), median(group.times), "ms");
            tell(named("group_message_ratio_of_", group).constData(),
                 median(group.times) / median(m_groups.first().times), "to the smallest");
            TACET_TRY(tellCost(m_talk, group.chat));
        }
        return {};
    }

    /// Until the next epoch's key lies there for everybody who is left, and until the first message after it is sent.
    Result<> tellRemoval()
    {
        for (Sized &group : m_groups) {
            QElapsedTimer clock;
            clock.start();
            TACET_TRY(waitFor(ada().core().groups().removeMember(group.chat, m_crowd->people().front().user), 900'000));
            tell(named("group_removal_of_", group).constData(), milliseconds(clock), "ms");
            TACET_TRY_ASSIGN(const double first, send(group.chat));
            tell(named("group_first_message_after_removal_of_", group).constData(), first, "ms");
            TACET_TRY(tellRows(group));
        }
        return {};
    }

private:
    struct Sized {
        int size = 0;
        ChatId chat = {};
        QList<double> times = {};
    };

    Talker &ada() { return m_talk.at(u"ada"_s); }
    static QByteArray named(const char *what, const Sized &group) { return what + QByteArray::number(group.size); }
    static double milliseconds(const QElapsedTimer &clock) { return static_cast<double>(clock.nsecsElapsed()) / 1e6; }
    static double median(QList<double> times)
    {
        std::ranges::sort(times);
        return times[times.size() / 2];
    }

    Result<> make(int size)
    {
        NewGroup wanted;
        wanted.settings.name = u"Group of %1"_s.arg(size);
        wanted.settings.maxMembers = size;
        wanted.members = m_crowd->users().first(size - 1);
        QElapsedTimer clock;
        clock.start();
        TACET_TRY_ASSIGN(const Group made, waitFor(ada().core().groups().create(wanted), 3'600'000));
        m_groups += {.size = size, .chat = made.id};
        tell(named("group_made_of_", m_groups.last()).constData(), milliseconds(clock), "ms");
        TACET_TRY_ASSIGN(const double first, send(made.id));
        tell(named("group_first_message_of_", m_groups.last()).constData(), first, "ms");
        return {};
    }

    Result<double> send(ChatId chat)
    {
        QSignalSpy drained(&ada().core().posts(), &PostOutbox::drained);
        QElapsedTimer clock;
        clock.start();
        TACET_TRY_ASSIGN(const Message sent, ada().send(chat, u"a message of forty-five characters, like others"_s));
        while (stateOf(sent) == DeliveryState::Queued) {
            if (!drained.wait(900'000))
                return fail(ErrorCode::Timeout);
        }
        return milliseconds(clock);
    }

    DeliveryState stateOf(const Message &message)
    {
        const auto page = waitFor(ada().core().messages().page(message.chat, INT64_MAX, 1));
        return page && !page->messages.isEmpty() ? page->messages.constFirst().state : DeliveryState::Failed;
    }

    Result<> tellRows(const Sized &group)
    {
        const QString id = group.chat.toString();
        TACET_TRY_ASSIGN(const auto rows,
                         m_talk.database().value(u"SELECT count(*) FROM tacet.group_keys WHERE chat_id = :0::uuid AND "
                                                 "epoch = 2"_s,
                                                 {id}));
        TACET_TRY_ASSIGN(const auto bytes,
                         m_talk.database().value(u"SELECT sum(pg_column_size(k.*)) FROM tacet.group_keys k "
                                                 "WHERE k.chat_id = :0::uuid AND k.epoch = 2"_s,
                                                 {id}));
        tell(named("group_removal_wraps_of_", group).constData(), rows.toDouble(), "rows");
        tell(named("group_removal_wrap_bytes_of_", group).constData(), bytes.toDouble(), "bytes");
        return {};
    }

    GroupTalk m_talk;
    std::unique_ptr<Crowd> m_crowd;
    QList<Sized> m_groups;
};

Result<> measureSizes(const QList<int> &sizes)
{
    Sizes groups;
    TACET_TRY(groups.gather(sizes));
    TACET_TRY(groups.tellMessages());
    return groups.tellRemoval();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    // With numbers: groups of so many members. Without: a long absence.
    QList<int> sizes;
    for (int i = 1; i < argc; ++i)
        sizes += QByteArray(argv[i]).toInt();
    const Result<> measured = sizes.isEmpty() ? measure(10'000) : measureSizes(sizes);
    if (!measured)
        std::fprintf(stderr, "%s\n", describe(measured.error()).constData());
    return measured ? 0 : 1;
}
