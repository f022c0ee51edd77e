#include "app/demo/demo.h"

#include "app/demo/conversation.h"
#include "app/demo/groupconversation.h"
#include "app/demo/inspection.h"
#include "app/demo/virtualdisplay.h"

#include <QDir>
#include <QTextStream>

namespace tacet::demo {

namespace {

constexpr double kMillisecondsPerSecond = 1000;
constexpr int kPictureTime = 120'000;

} // namespace

Demo::Demo(const QString &programs, const QString &output, Speech speech)
    : m_programs(programs)
    , m_output(output)
    , m_speech(speech)
    , m_folder(QDir::tempPath() + QStringLiteral("/tacet-demo-XXXXXX"))
    , m_alice(actor(QStringLiteral("alice")))
    , m_bob(actor(QStringLiteral("bob")))
    , m_carol(actor(QStringLiteral("carol")))
    , m_dave(actor(QStringLiteral("dave")))
{
    m_clock.start();
}

Actor Demo::actor(const QString &username) const
{
    return {m_programs + QStringLiteral("/tacetctl"), m_folder.filePath(username), username};
}

/// The database must not go on running in a folder that is removed.
Demo::~Demo()
{
    (void)m_alice.run({QStringLiteral("workspace"), QStringLiteral("stop")});
}

Result<> Demo::prepare()
{
    if (!m_folder.isValid())
        return fail(ErrorCode::Io, QStringLiteral("no temporary folder can be made"));
    if (!QDir().mkpath(m_output))
        return fail(ErrorCode::Io, m_output + QStringLiteral(" cannot be made"));
    if (!QFile::exists(m_alice.program()))
        return fail(ErrorCode::NotFound, m_alice.program());
    return {};
}

void Demo::say(const QString &what) const
{
    QTextStream(stderr) << QString::number(static_cast<double>(m_clock.elapsed()) / kMillisecondsPerSecond, 'f', 1)
                        << " s  " << what << Qt::endl;
}

Result<Outcome> Demo::run()
{
    Outcome outcome;
    Conversation conversation(m_alice, m_bob, outcome.ledger, [this](const QString &what) { say(what); });
    TACET_TRY(conversation.begin());
    TACET_TRY(conversation.talk());
    GroupConversation group(m_alice, m_bob, m_carol, m_dave, outcome.ledger,
                            [this](const QString &what) { say(what); });
    TACET_TRY(group.run());
    TACET_TRY(showWindows(outcome));
    TACET_TRY(inspect(outcome));
    outcome.seconds = static_cast<double>(m_clock.elapsed()) / kMillisecondsPerSecond;
    return outcome;
}

Result<> Demo::showWindows(Outcome &outcome)
{
    TACET_TRY(m_alice.ask({QStringLiteral("workspace"), QStringLiteral("start")}));
    return m_speech == Speech::Text && VirtualDisplay::isRealOneThere() ? leaveWindowsOpen() : takePictures(outcome);
}

void Demo::openWindow(QProcess &process, const Actor &actor, const QString &display, const QStringList &arguments) const
{
    QProcessEnvironment environment = actor.environment();
    if (!display.isEmpty()) {
        environment.insert(QStringLiteral("DISPLAY"), display);
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    }
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(m_programs + QStringLiteral("/tacet-demo-window"),
                  QStringList{QStringLiteral("--profile"), actor.profile()} + arguments);
}

Result<> Demo::takePictures(Outcome &outcome)
{
    say(QStringLiteral("both open their windows; pictures of every screen, light and dark"));
    QDir folder(m_output);
    const QStringList patterns{m_alice.username() + QStringLiteral("-*.png"),
                               m_bob.username() + QStringLiteral("-*.png")};
    const QStringList earlier = folder.entryList(patterns, QDir::Files);
    for (const QString &name : earlier)
        folder.remove(name);
    VirtualDisplay display;
    TACET_TRY(display.start());
    for (const QString &theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
        const QStringList arguments{QStringLiteral("--theme"), theme, QStringLiteral("--pictures"), m_output};
        QProcess alice;
        QProcess bob;
        openWindow(alice, m_alice, display.name(), arguments);
        openWindow(bob, m_bob, display.name(), arguments);
        for (QProcess *window : {&alice, &bob}) {
            if (!window->waitForFinished(kPictureTime) || window->exitCode() != 0)
                return fail(ErrorCode::Internal, QStringLiteral("a window did not open, or did not end in good order"));
        }
    }
    folder.refresh();
    const QStringList names = folder.entryList(patterns, QDir::Files, QDir::Name);
    for (const QString &name : names)
        outcome.screenshots.append(folder.absoluteFilePath(name));
    return {};
}

/// Until the person at the screen has closed both.
Result<> Demo::leaveWindowsOpen()
{
    say(QStringLiteral("the windows of Alice and Bob are open; the demo ends when both are closed"));
    QProcess alice;
    QProcess bob;
    openWindow(alice, m_alice, {}, {QStringLiteral("--theme"), QStringLiteral("light")});
    openWindow(bob, m_bob, {}, {QStringLiteral("--theme"), QStringLiteral("dark")});
    for (QProcess *window : {&alice, &bob}) {
        if (!window->waitForFinished(-1) || window->exitCode() != 0)
            return fail(ErrorCode::Internal, QStringLiteral("a window did not open, or did not end in good order"));
    }
    return {};
}

Result<> Demo::inspect(Outcome &outcome)
{
    say(QStringLiteral("looking for what was said in everything that was written to disk"));
    Inspection inspection(outcome.ledger.texts());
    TACET_TRY(inspection.searchDump(m_alice));
    TACET_TRY(inspection.searchCluster(m_alice));
    for (const Actor *actor : {&m_alice, &m_bob, &m_carol, &m_dave})
        TACET_TRY(inspection.searchProfile(*actor));
    outcome.hits = inspection.search().hits();
    outcome.filesSearched = inspection.search().files();
    outcome.bytesSearched = inspection.search().bytes();
    return {};
}

} // namespace tacet::demo
