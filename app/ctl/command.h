#pragma once
#include "app/ctl/output.h"
#include "models/services/awaiting.h"
#include "models/services/profileservice.h"

#include <QCommandLineParser>
#include <QtCrypto>

namespace tacet::ctl {

/// What every command gets: the profile, the output, the passphrase.
class Context
{
public:
    Context(QString profileDirectory, bool json, QString passphraseFile);

    const QString &profileDirectory() const { return m_directory; }
    const Output &output() const { return m_output; }
    ProfileService &profile() { return m_profile; }

    /// From TACET_PASSPHRASE or `--passphrase-file`. InvalidInput says how to give it.
    Result<QCA::SecureArray> passphrase() const;
    /// Opens the vault. The session is the profile's.
    Task<AccountSession *> unlock();
    /// unlock() and waits until the database is connected and synchronised, or refused. Offline after
    /// ten seconds; the session stays usable.
    Task<AccountSession *> connect();

private:
    QString m_directory;
    Output m_output;
    QString m_passphraseFile;
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
    virtual void configure(QCommandLineParser &parser) const = 0;
    /// Checks the arguments; empty if they fit, else what is wrong.
    virtual QString complaint(const QCommandLineParser &) const { return {}; }
    /// Answers the exit code: 0 only if it did what it was asked.
    virtual QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) = 0;
};

/// Exit code when a message waits in the outbox because the database cannot be reached (EX_TEMPFAIL).
inline constexpr int kExitQueued = 75;
inline constexpr int kExitUsage = 2;

} // namespace tacet::ctl
