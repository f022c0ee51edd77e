#include "app/demo/groupconversation.h"

namespace tacet::demo {

namespace {

constexpr QLatin1StringView kId("id");
/// Of listening, until everything has come.
constexpr int kRounds = 3;

QStringList receiving()
{
    return {QStringLiteral("receive"), QStringLiteral("--timeout"), QStringLiteral("15"),
            QStringLiteral("--mark-read")};
}

/// What the kinds of events call the text that somebody wrote.
QString writtenIn(const QJsonObject &event)
{
    const QString kind = event.value(QLatin1StringView("kind")).toString();
    if (kind == QLatin1StringView("message"))
        return event.value(QLatin1StringView("text")).toString();
    if (kind == QLatin1StringView("thread") || kind == QLatin1StringView("reply"))
        return event.value(QLatin1StringView("body")).toString();
    return {};
}

} // namespace

GroupConversation::GroupConversation(const Actor &alice, const Actor &bob, const Actor &carol, const Actor &dave,
                                     Ledger &ledger, Progress progress)
    : m_alice(alice)
    , m_bob(bob)
    , m_carol(carol)
    , m_dave(dave)
    , m_ledger(ledger)
    , m_progress(std::move(progress))
{
}

Result<> GroupConversation::run()
{
    TACET_TRY(create());
    TACET_TRY(everybodyTalks());
    TACET_TRY(discuss());
    TACET_TRY(removeBob());
    return daveComesByLink();
}

Result<> GroupConversation::joinWorkspace(const Actor &actor, const QString &displayName)
{
    TACET_TRY_ASSIGN(const QJsonObject invitation, m_alice.ask({QStringLiteral("enrol"), QStringLiteral("create")}));
    TACET_TRY(
        actor.ask({QStringLiteral("join"), invitation.value(QLatin1StringView("link")).toString(),
                   QStringLiteral("--username"), actor.username(), QStringLiteral("--display-name"), displayName}));
    return {};
}

Result<> GroupConversation::create()
{
    m_progress(QStringLiteral("Carol joins; Alice makes a group of the three"));
    TACET_TRY(joinWorkspace(m_carol, QStringLiteral("Carol Okafor")));
    TACET_TRY_ASSIGN(const QJsonObject group, m_alice.ask({QStringLiteral("group"), QStringLiteral("create"),
                                                           QStringLiteral("Refit of the Marlene")}));
    m_group = group.value(kId).toString();
    for (const Actor *member : {&m_bob, &m_carol})
        TACET_TRY(m_alice.ask({QStringLiteral("group"), QStringLiteral("add"), m_group, member->username()}));
    return {};
}

Result<> GroupConversation::everybodyTalks()
{
    m_progress(QStringLiteral("all three write in it"));
    TACET_TRY(say(m_alice, {&m_bob, &m_carol}, QStringLiteral("The yard has a slot from Monday. Who is in?")));
    TACET_TRY(listen(m_bob));
    TACET_TRY(say(m_bob, {&m_alice, &m_carol}, QStringLiteral("I can take the engine apart on Tuesday.")));
    TACET_TRY(listen(m_carol));
    TACET_TRY(say(m_carol, {&m_alice, &m_bob}, QStringLiteral("Paint is ordered: two tins of navy, one of cream.")));
    TACET_TRY(listen(m_alice));
    return listen(m_bob);
}

Result<> GroupConversation::discuss()
{
    m_progress(QStringLiteral("a thread, and replies to it"));
    const QString body =
        QStringLiteral("The yard quotes 4,200 for sandblasting. Two of us with sanders need four days.");
    TACET_TRY_ASSIGN(const QJsonObject thread, m_alice.ask({QStringLiteral("thread"), QStringLiteral("create"), m_group,
                                                            QStringLiteral("--title"), QStringLiteral("Sand or blast?"),
                                                            QStringLiteral("--body"), body}));
    const QString id = thread.value(kId).toString();
    for (const Actor *reader : {&m_bob, &m_carol}) {
        m_ledger.noteSent(id, reader->username(), body);
        TACET_TRY(listen(*reader));
    }
    const QString answer = QStringLiteral("Sand. I have the masks and nothing else to do.");
    TACET_TRY_ASSIGN(const QJsonObject reply,
                     m_carol.ask({QStringLiteral("thread"), QStringLiteral("reply"), id, answer}));
    for (const Actor *reader : {&m_alice, &m_bob}) {
        m_ledger.noteSent(reply.value(kId).toString(), reader->username(), answer);
        TACET_TRY(listen(*reader));
    }
    return {};
}

Result<> GroupConversation::removeBob()
{
    m_progress(QStringLiteral("Bob is removed and reads nothing that is written after"));
    TACET_TRY(m_alice.ask({QStringLiteral("group"), QStringLiteral("remove"), m_group, m_bob.username()}));
    TACET_TRY(say(m_alice, {&m_carol}, QStringLiteral("Bob sails with the other crew now. We start without him.")));
    TACET_TRY(listen(m_carol));
    return listen(m_bob);
}

Result<> GroupConversation::daveComesByLink()
{
    m_progress(QStringLiteral("Dave comes by a link, reads what is written from then on, and writes"));
    TACET_TRY(joinWorkspace(m_dave, QStringLiteral("Dave Ito")));
    TACET_TRY_ASSIGN(const QJsonObject invite,
                     m_alice.ask({QStringLiteral("group"), QStringLiteral("invite"), m_group}));
    TACET_TRY(m_dave.ask(
        {QStringLiteral("group"), QStringLiteral("join"), invite.value(QLatin1StringView("link")).toString()}));
    TACET_TRY(say(m_alice, {&m_carol, &m_dave}, QStringLiteral("Welcome, Dave! Gloves are in the blue box.")));
    TACET_TRY(listen(m_dave));
    TACET_TRY(say(m_dave, {&m_alice, &m_carol}, QStringLiteral("Thanks, I am at the gate.")));
    TACET_TRY(listen(m_carol));
    return listen(m_alice);
}

Result<> GroupConversation::say(const Actor &from, const QList<const Actor *> &to, const QString &text)
{
    TACET_TRY_ASSIGN(const QJsonObject sent,
                     from.ask({QStringLiteral("send"), QStringLiteral("--chat"), m_group, text}));
    for (const Actor *recipient : to)
        m_ledger.noteSent(sent.value(kId).toString(), recipient->username(), text);
    return {};
}

Result<> GroupConversation::listen(const Actor &actor)
{
    int rounds = 0;
    do {
        TACET_TRY_ASSIGN(const auto events, actor.run(receiving()));
        for (const QJsonObject &event : events)
            TACET_TRY(note(actor, event));
    } while (m_ledger.isMissing(actor.username()) && ++rounds < kRounds);
    return {};
}

Result<> GroupConversation::note(const Actor &actor, const QJsonObject &event)
{
    const QString text = writtenIn(event);
    if (text.isEmpty())
        return {};
    const QString id = event.value(kId).toString();
    if (!m_ledger.wasSent(id, actor.username()))
        return fail(ErrorCode::Conflict, actor.username() + QStringLiteral(" reads what was not meant for it"));
    m_ledger.noteReceived(id, actor.username(), text);
    return {};
}

} // namespace tacet::demo
