#pragma once
#include "models/domain/result.h"

#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <chrono>
#include <memory>

namespace tacet::demo {

/// One person at one computer: a profile, its passphrase, and tacetctl run on it as a process of its
/// own. Blocks until the process ends; for programs that do one thing after the other.
class Actor
{
public:
    Actor(QString program, QString profile, QString username);

    const QString &username() const { return m_username; }
    const QString &profile() const { return m_profile; }
    const QString &passphrase() const { return m_passphrase; }
    const QString &program() const { return m_program; }

    /// `tacetctl --json --profile … ARGUMENTS`: its lines. The error's detail is what the command said.
    Result<QList<QJsonObject>> run(const QStringList &arguments) const;
    /// run() for commands that answer one line.
    Result<QJsonObject> ask(const QStringList &arguments) const;
    /// The environment of the actor's processes, with the passphrase in it.
    QProcessEnvironment environment() const;

private:
    QString m_program;
    QString m_profile;
    QString m_username;
    QString m_passphrase;
};

/// `tacetctl receive --follow` of an actor, running.
class Listener
{
public:
    explicit Listener(const Actor &actor);
    /// Ends the process if it still runs.
    ~Listener();
    Q_DISABLE_COPY_MOVE(Listener)

    /// Waits until `count` events of `kind` came since the start. Timeout says how many did.
    Result<> waitFor(const QString &kind, int count, std::chrono::milliseconds patience);
    /// SIGTERM; Internal if it does not end with exit code 0.
    Result<> stop();
    /// All events so far, oldest first.
    const QList<QJsonObject> &events() const { return m_events; }

private:
    void read();
    int countOf(const QString &kind) const;

    QProcess m_process;
    QList<QJsonObject> m_events;
};

} // namespace tacet::demo
