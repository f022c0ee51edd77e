#include "tests/bench/messaging/pair.h"

#include "models/services/workspacefounder.h"
#include "tests/bench/messaging/report.h"
#include "tests/bench/messaging/text.h"

#include <QElapsedTimer>
#include <QEventLoop>

namespace tacet::bench {

namespace {

constexpr std::chrono::minutes kPatience{2};
constexpr std::chrono::milliseconds kQuiet{300};
constexpr double kNanosPerMilli = 1e6;
constexpr double kNanosPerSecond = 1e9;

void require(bool done, const char *what)
{
    if (!done)
        throw std::runtime_error(what);
}

} // namespace

void runUntil(const std::function<void(const std::function<void()> &)> &arrange)
{
    QEventLoop loop;
    bool done = false;
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    arrange([&] {
        done = true;
        loop.quit();
    });
    if (!done)
        loop.exec();
    require(done, "waited in vain");
}

Pair::Pair()
    : m_alice(std::make_unique<tests::Person>("alice"))
    , m_bob(std::make_unique<tests::Person>("bob"))
{
    need(m_alice->create());
    require(m_alice->goOnline(), "alice is not online");
    need(m_bob->join(need(tests::waitFor(alice().enrolment().createLink()))));
    require(m_bob->goOnline(), "bob is not online");
    m_cluster = need(EmbeddedCluster::start(clusterDirectory(m_alice->directory())));
    m_chat = need(m_alice->chatWith("bob")).id;
    // Both have answered: no handshake is carried along any more, and neither is a stranger.
    need(m_alice->send("bob", "Hello"));
    require(QTest::qWaitFor([this] { return m_bob->received().size() == 1; }, 30'000), "no first message");
    need(m_bob->send("alice", "Hello"));
    require(QTest::qWaitFor([this] { return m_alice->received().size() == 1; }, 30'000), "no answer");
    sendOne(1);
    settle();
}

std::unique_ptr<DatabaseConnection> Pair::admin()
{
    const QString database = alice().account().workspace.database;
    return need(DatabaseConnection::open(m_cluster->address(database), need(m_cluster->superuser())));
}

double Pair::sendMany(int count, int size)
{
    qint64 took = 0;
    QElapsedTimer clock;
    clock.start();
    runUntil([&](const auto &quit) {
        auto *context = new QObject;
        QObject::connect(&bob().messages(), &MessageService::messageStored, context,
                         [&took, &clock, context, quit, left = count](const Message &message) mutable {
                             if (message.outgoing || --left > 0)
                                 return;
                             took = clock.nsecsElapsed();
                             context->deleteLater();
                             quit();
                         });
        for (int i = 0; i < count; ++i)
            alice().messages().send(m_chat, textOf(size, i));
    });
    return static_cast<double>(took) / kNanosPerSecond;
}

double Pair::sendOne(int size)
{
    static int number = 0;
    qint64 took = 0;
    QElapsedTimer clock;
    runUntil([&](const auto &quit) {
        auto *context = new QObject;
        QObject::connect(&bob().messages(), &MessageService::messageStored, context,
                         [&took, &clock](const Message &message) {
                             if (!message.outgoing)
                                 took = clock.nsecsElapsed();
                         });
        QObject::connect(&alice().messages(), &MessageService::messageChanged, context,
                         [context, quit](const Message &message) {
                             if (message.state != DeliveryState::Delivered)
                                 return;
                             context->deleteLater();
                             quit();
                         });
        const QString text = textOf(size, ++number);
        clock.start();
        alice().messages().send(m_chat, text);
    });
    return static_cast<double>(took) / kNanosPerMilli;
}

void Pair::settle()
{
    QEventLoop loop;
    QTimer quiet;
    quiet.setSingleShot(true);
    QObject::connect(&quiet, &QTimer::timeout, &loop, &QEventLoop::quit);
    const auto again = [&quiet] { quiet.start(kQuiet); };
    for (AccountSession *session : {m_alice->profile().session(), m_bob->profile().session()}) {
        if (!session)
            continue;
        QObject::connect(&session->messages(), &MessageService::messageStored, &loop, again);
        QObject::connect(&session->messages(), &MessageService::messageChanged, &loop, again);
        QObject::connect(&session->chats(), &ChatService::chatChanged, &loop, again);
    }
    again();
    loop.exec();
}

void Pair::lockBob()
{
    need(m_bob->lock());
}

void Pair::unlockBob()
{
    need(m_bob->unlock());
    require(m_bob->goOnline(), "bob is not online again");
}

} // namespace tacet::bench
