#pragma once
#include <QString>
#include <QStringList>

#include <expected>

namespace tacet::ctl {

/// The command line up to the command: `tacetctl [--profile DIR] [--json] [--passphrase-file FILE] COMMAND …`
struct Invocation {
    QString profile = {}; ///< absolute
    bool json = false;
    bool help = false;
    bool version = false;
    QString passphraseFile = {};
    QStringList rest = {}; ///< the command's words and everything behind them

    /// `arguments` without the program's name. The error is a sentence for the person.
    static std::expected<Invocation, QString> parse(const QStringList &arguments);
    /// `$XDG_DATA_HOME/tacet`
    static QString defaultProfile();
};

} // namespace tacet::ctl
