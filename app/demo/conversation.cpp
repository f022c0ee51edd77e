#include "app/demo/conversation.h"

namespace tacet::demo {

namespace {

constexpr std::chrono::seconds kPatience{60};

QStringList aliceOpens()
{
    return {QStringLiteral("Morning Bob! The harbour office moved our berth to pier 7, slot 12."),
            QStringLiteral("Could you bring the blue folder with the insurance papers?"),
            QStringLiteral("And two coffees, please ☕ – I was here at six.")};
}

QStringList aliceGoesOn()
{
    return {QStringLiteral("You are on the ferry now, I guess. Read this when you have network again."),
            QStringLiteral("The surveyor comes at 14:30 instead of 15:00, so we should be ready by two.")};
}

QStringList bobAnswers()
{
    return {QStringLiteral("Back on land. Folder is in my bag, coffees in twenty minutes."),
            QStringLiteral("14:30 works. I will open the engine hatch before he arrives."),
            QStringLiteral("الطقس ممتاز اليوم 🌊 see you at pier 7")};
}

QStringList aliceCloses()
{
    return {QStringLiteral("He signed everything! We sail on Thursday at 06:40."),
            QStringLiteral("Dinner at Marlene's at eight? I booked a table by the window.")};
}

} // namespace

Conversation::Conversation(const Actor &alice, const Actor &bob, Ledger &ledger, Progress progress)
    : m_alice(alice)
    , m_bob(bob)
    , m_ledger(ledger)
    , m_progress(std::move(progress))
{
}

Result<> Conversation::begin()
{
    m_progress(QStringLiteral("Alice makes a workspace on this computer"));
    TACET_TRY(m_alice.ask({QStringLiteral("workspace"), QStringLiteral("create"), QStringLiteral("--name"),
                           QStringLiteral("Pier Seven"), QStringLiteral("--username"), m_alice.username(),
                           QStringLiteral("--display-name"), QStringLiteral("Alice Lindqvist")}));
    // The database stays up between the commands, as it does while a window is open.
    TACET_TRY(m_alice.ask({QStringLiteral("workspace"), QStringLiteral("start")}));
    m_progress(QStringLiteral("Bob joins with Alice's link"));
    TACET_TRY_ASSIGN(const QJsonObject invitation, m_alice.ask({QStringLiteral("enrol"), QStringLiteral("create")}));
    TACET_TRY(m_bob.ask({QStringLiteral("join"), invitation.value(QLatin1StringView("link")).toString(),
                         QStringLiteral("--username"), m_bob.username(), QStringLiteral("--display-name"),
                         QStringLiteral("Bob Marsh")}));
    return {};
}

Result<> Conversation::talk()
{
    TACET_TRY(bobListens());
    TACET_TRY(bobIsAway());
    TACET_TRY(aliceListens());
    return databaseRestarts();
}

Result<> Conversation::bobListens()
{
    m_progress(QStringLiteral("Alice writes while Bob listens"));
    Listener bob(m_bob);
    const QStringList texts = aliceOpens();
    for (const QString &text : texts)
        TACET_TRY(send(m_alice, m_bob, text));
    TACET_TRY(bob.waitFor(QStringLiteral("message"), static_cast<int>(texts.size()), kPatience));
    TACET_TRY(bob.stop());
    note(m_bob, bob.events());
    return {};
}

Result<> Conversation::bobIsAway()
{
    m_progress(QStringLiteral("Bob is away; Alice goes on; Bob comes back"));
    for (const QString &text : aliceGoesOn())
        TACET_TRY(send(m_alice, m_bob, text));
    TACET_TRY_ASSIGN(const auto events, m_bob.run({QStringLiteral("receive"), QStringLiteral("--timeout"),
                                                   QStringLiteral("10"), QStringLiteral("--mark-read")}));
    note(m_bob, events);
    return {};
}

Result<> Conversation::aliceListens()
{
    m_progress(QStringLiteral("Bob answers while Alice listens"));
    Listener alice(m_alice);
    const QStringList texts = bobAnswers();
    for (const QString &text : texts)
        TACET_TRY(send(m_bob, m_alice, text));
    TACET_TRY(alice.waitFor(QStringLiteral("message"), static_cast<int>(texts.size()), kPatience));
    TACET_TRY(alice.stop());
    note(m_alice, alice.events());
    return {};
}

Result<> Conversation::databaseRestarts()
{
    m_progress(QStringLiteral("the database stops and starts under Bob's open connection"));
    Listener bob(m_bob);
    const QStringList texts = aliceCloses();
    TACET_TRY(send(m_alice, m_bob, texts.constFirst()));
    TACET_TRY(bob.waitFor(QStringLiteral("message"), 1, kPatience));
    TACET_TRY(m_alice.ask({QStringLiteral("workspace"), QStringLiteral("stop")}));
    TACET_TRY(m_alice.ask({QStringLiteral("workspace"), QStringLiteral("start")}));
    for (const QString &text : texts.sliced(1))
        TACET_TRY(send(m_alice, m_bob, text));
    TACET_TRY(bob.waitFor(QStringLiteral("message"), static_cast<int>(texts.size()), kPatience));
    TACET_TRY(bob.stop());
    note(m_bob, bob.events());
    return {};
}

Result<> Conversation::send(const Actor &from, const Actor &to, const QString &text)
{
    TACET_TRY_ASSIGN(const QJsonObject sent,
                     from.ask({QStringLiteral("send"), QStringLiteral("--to"), to.username(), text}));
    m_ledger.noteSent(sent.value(QLatin1StringView("id")).toString(), to.username(), text);
    return {};
}

void Conversation::note(const Actor &actor, const QList<QJsonObject> &events)
{
    for (const QJsonObject &event : events) {
        if (event.value(QLatin1StringView("kind")).toString() == QLatin1StringView("message"))
            m_ledger.noteReceived(event.value(QLatin1StringView("id")).toString(), actor.username(),
                                  event.value(QLatin1StringView("text")).toString());
    }
}

} // namespace tacet::demo
