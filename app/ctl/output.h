#pragma once
#include "models/domain/error.h"

#include <QJsonObject>
#include <QString>

namespace tacet::ctl {

/// What a command says: human text, or one JSON document a line with `--json`. Results go to standard
/// output, everything else to standard error.
class Output
{
public:
    explicit Output(bool json)
        : m_json(json)
    {
    }

    bool isJson() const { return m_json; }
    /// One result: `text` for people, `document` for programs. Flushed at once.
    void result(const QString &text, const QJsonObject &document) const;
    /// A word on standard error while something takes long; nothing with `--json`.
    void progress(const QString &text) const;
    /// Says what happened and what to do; answers the exit code.
    int failure(const Error &error) const;
    int failure(ErrorCode code, const QString &text) const;
    /// Whether everything was really written: false on a full disk or a closed pipe.
    bool isWritten() const;

private:
    bool m_json;
};

/// One line of JSON that is also safe to show: characters that a terminal would execute are escaped.
QByteArray jsonLine(const QJsonObject &document);

/// What happened, what it means and what to do, in one or two English sentences.
QString explain(const Error &error);

/// Peer text made fit for a terminal: characters that would move the cursor or turn the direction of
/// writing are replaced. Line breaks stay; the lines behind the first are indented, so that a message
/// cannot pass for two.
QString printable(const QString &text);
/// The same for names, where line breaks are replaced as well.
QString printableName(const QString &name);

} // namespace tacet::ctl
