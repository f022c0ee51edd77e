#pragma once
#include "app/demo/actor.h"
#include "app/demo/outcome.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace tacet::demo {

/// A throw-away workspace with a conversation in it, from nothing to the figures at the end. Everything
/// lies in a temporary folder that goes with the object.
class Demo
{
public:
    enum class Speech { Text, Json };

    /// `programs`: the folder with tacetctl and tacet; `output`: where the pictures go, made if missing.
    Demo(const QString &programs, const QString &output, Speech speech);
    ~Demo();

    Result<> prepare();
    /// The conversation, then the search in everything that was written.
    Result<Outcome> run();

private:
    Actor actor(const QString &username) const;
    Result<> inspect(Outcome &outcome);
    /// Windows of both people: pictures of them, or left open for the person at the screen.
    Result<> showWindows(Outcome &outcome);
    Result<> takePictures(Outcome &outcome);
    Result<> leaveWindowsOpen();
    void openWindow(QProcess &process, const Actor &actor, const QString &display, const QStringList &arguments) const;
    void say(const QString &what) const;

    const QString m_programs;
    const QString m_output;
    const Speech m_speech;
    QElapsedTimer m_clock;
    QTemporaryDir m_folder;
    Actor m_alice;
    Actor m_bob;
    Actor m_carol;
    Actor m_dave;
};

} // namespace tacet::demo
