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

private:
    bool m_json;
};

/// What happened, what it means and what to do, in one or two English sentences.
QString explain(const Error &error);

/// Peer text made fit for a terminal: control characters are shown, not executed.
QString printable(const QString &text);

} // namespace tacet::ctl
