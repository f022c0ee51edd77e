#pragma once
#include <QString>
#include <QStringList>

#include <expected>

namespace tacet {

/// What the program was started with.
struct CommandLine {
    QString profile;  ///< absolute folder
    QString language; ///< "de", …; empty: as chosen before, or the system's
    QString link;     ///< tacet://…; empty if none

    /// What to print, and whether that was asked for.
    struct Stop {
        QString text;
        int exitCode = 0;
    };

    /// `arguments` without the program's name.
    static std::expected<CommandLine, Stop> parse(const QStringList &arguments);
    static QString defaultProfile();
};

} // namespace tacet
