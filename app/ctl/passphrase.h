#pragma once
#include "models/domain/result.h"

#include <QtCrypto>

namespace tacet::ctl {

/// Where the vault's passphrase comes from: the first line of a file, or TACET_PASSPHRASE.
///
/// The variable is wiped when the object is made, so that no program started from here (PostgreSQL)
/// inherits it.
class PassphraseSource
{
public:
    PassphraseSource();

    void setFile(const QString &path) { m_file = path; }
    /// InvalidInput if none was given (the detail says how), Io if the file cannot be read.
    Result<QCA::SecureArray> read() const;

private:
    QCA::SecureArray m_fromEnvironment;
    QString m_file;
};

} // namespace tacet::ctl
