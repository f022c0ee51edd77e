#pragma once
#include "app/ctl/output.h"
#include "models/domain/result.h"

namespace tacet::ctl {

/// Secrets that a command asks for: each the first line of a file, or the next line of standard input. On a terminal it
/// says what it waits for, and what is typed is not shown. Never from the command line, which others can see.
class SecretInput
{
public:
    /// `output` outlives it.
    explicit SecretInput(const Output &output)
        : m_output(output)
    {
    }

    /// `path`: a file, or - for standard input. `what`: "Password". Io; InvalidInput if it is not UTF-8.
    Result<QString> line(const QString &path, const QString &what) const;

private:
    Result<QByteArray> standardInput(const QString &what) const;

    const Output &m_output;
};

} // namespace tacet::ctl
