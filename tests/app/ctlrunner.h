#pragma once
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

namespace tacet::tests {

/// What a run of the real tacetctl gave.
struct CtlRun {
    int exitCode = -1; ///< -1 if it did not start, crashed or was too slow
    QByteArray output;
    QByteArray errorOutput;
    QList<QJsonObject> lines; ///< of standard output
    bool isJson = true;       ///< every line of both streams is one JSON object

    /// The only line.
    QJsonObject line() const { return lines.size() == 1 ? lines.first() : QJsonObject(); }
    QString text(const char *key) const { return line().value(QLatin1StringView(key)).toString(); }
    /// "wrong-passphrase", from standard error.
    QString errorName() const;
    /// For failure messages.
    QString describe() const;
};

/// One profile and how tacetctl is run on it, with --json unless said otherwise.
class CtlRunner
{
public:
    CtlRunner(const QString &profile, const QString &passphrase);

    CtlRun run(const QStringList &arguments) const;
    /// Without --json.
    CtlRun runForPeople(const QStringList &arguments) const;
    /// With what is written to its standard input.
    CtlRun runWithInput(const QStringList &arguments, const QByteArray &input) const;
    /// Starts it and does not wait.
    void start(QProcess &process, const QStringList &arguments) const;

    const QString &profile() const { return m_profile; }
    CtlRunner withPassphrase(const QString &passphrase) const { return CtlRunner(m_profile, passphrase); }

private:
    CtlRun execute(const QStringList &arguments, const QByteArray &input) const;

    QString m_profile;
    QString m_passphrase;
};

/// The JSON objects among `bytes`' lines; `isJson` becomes false if one is none.
QList<QJsonObject> jsonLinesOf(const QByteArray &bytes, bool &isJson);

} // namespace tacet::tests
