// Messages of a group through the whole stack: real vaults, a real database. What somebody finds who was away for
// 10,000 messages, and what one message costs. One JSON line a figure.
#include "models/vault/messagestore.h"
#include "tests/services/grouptalk.h"

#include <QElapsedTimer>
#include <QFile>
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

/// One message after the other, each waited for, in a group of so many.
Result<> measureMembers(int members)
{
    constexpr int kRounds = 100;
    GroupTalk talk;
    QStringList names{u"ada"_s};
    for (int i = 1; i < members; ++i)
        names += u"member%1"_s.arg(i);
    TACET_TRY(talk.meet(names));
    TACET_TRY_ASSIGN(const ChatId chat, talk.found(ChatType::Group, names));
    for (const QString &name : names.sliced(1))
        TACET_TRY(talk.at(name).goAway());
    Talker &ada = talk.at(u"ada"_s);
    TACET_TRY(ada.send(chat, u"the first one brings the session"_s));
    TACET_TRY(waitUntilSent(ada, 120'000));
    QList<double> times;
    for (int i = 0; i < kRounds; ++i) {
        QElapsedTimer clock;
        clock.start();
        TACET_TRY(ada.send(chat, u"message %1 of those that somebody missed"_s.arg(i)));
        TACET_TRY(waitUntilSent(ada, 60'000));
        times += static_cast<double>(clock.nsecsElapsed()) / 1e6;
    }
    std::ranges::sort(times);
    const QByteArray name = "group_message_of_" + QByteArray::number(members);
    tell(name.constData(), times[times.size() / 2], "ms");
    return tellCost(talk, chat);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    // With numbers: one message in groups of so many members. Without: a long absence.
    Result<> measured;
    if (argc == 1)
        measured = measure(10'000);
    for (int i = 1; i < argc && measured; ++i)
        measured = measureMembers(QByteArray(argv[i]).toInt());
    if (!measured)
        std::fprintf(stderr, "%s\n", describe(measured.error()).constData());
    return measured ? 0 : 1;
}
