#pragma once
#include "app/ctl/output.h"
#include "app/ctl/passphrase.h"
#include "models/services/awaiting.h"
#include "models/services/profileservice.h"

#include <QCommandLineParser>

namespace tacet::ctl {

class TerminationSignals;

/// What every command gets: the profile, the output, the passphrase, the signals that end it. Owned by
/// main; lives on its thread.
class Context
{
public:
    /// The references outlive the context.
    Context(const QString &profileDirectory, const Output &output, const PassphraseSource &passphrase,
            const TerminationSignals &signals);

    const Output &output() const { return m_output; }
    const TerminationSignals &signals() const { return m_signals; }
    ProfileService &profile() { return m_profile; }
    Result<QCA::SecureArray> passphrase() const { return m_passphrase.read(); }

    /// Opens the vault; the session is the profile's. NotFound if the profile has none.
    Task<AccountSession *> unlock();
    /// unlock() and waits until the database is connected and what waited is fetched. If it cannot be
    /// reached: the reason, Offline, or Timeout; the session stays usable then.
    Task<AccountSession *> connect();

private:
    const Output &m_output;
    const PassphraseSource &m_passphrase;
    const TerminationSignals &m_signals;
    ProfileService m_profile;
};

/// One command of tacetctl.
class Command
{
public:
    virtual ~Command() = default;

    /// "workspace create"
    virtual QString name() const = 0;
    /// One line for the overview.
    virtual QString summary() const = 0;
    /// Adds its own options and positional arguments.
    virtual void configure(QCommandLineParser &) const {}
    /// Checks the arguments; empty if they fit, else what is wrong.
    virtual QString complaint(const QCommandLineParser &parser) const;
    /// Whether SIGINT and SIGTERM are the command's own business; else they end the program.
    virtual bool endsItself(const QCommandLineParser &) const { return false; }
    /// Answers the exit code: 0 only if it did what it was asked.
    virtual QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) = 0;
};

/// Whether the database is reached, refused, or found to be out of reach.
bool isSettled(const ConnectionState &state);

/// Exit codes besides 0 (done) and 1 (failed, standard error says why).
inline constexpr int kExitUsage = 2;
/// The message waits in the outbox because the database cannot be reached (EX_TEMPFAIL).
inline constexpr int kExitQueued = 75;
inline constexpr int kExitInterrupted = 130;

} // namespace tacet::ctl
