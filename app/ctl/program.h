#pragma once
#include "app/ctl/command.h"
#include "app/ctl/invocation.h"

namespace tacet::ctl {

/// tacetctl from its arguments to its exit code. Needs a QCoreApplication and a QCA::Initializer.
class Program
{
public:
    /// Does what `arguments` (without the program's name) ask; answers the exit code.
    int run(const QStringList &arguments);

private:
    int runCommand(const Invocation &invocation, Command &command, const QStringList &words);
    QCoro::Task<int> execute(Context &context, Command &command, const QCommandLineParser &parser);

    PassphraseSource m_passphrase;
};

} // namespace tacet::ctl
