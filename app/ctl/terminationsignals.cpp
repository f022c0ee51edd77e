#include "app/ctl/terminationsignals.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace tacet::ctl {

namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

// A signal handler can reach nothing but globals.
int writeEnd = -1;

void forward(int signal)
{
    // Back to the default action: the second one ends the program.
    std::signal(signal, SIG_DFL);
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
}

} // namespace

TerminationSignals::TerminationSignals()
{
    if (pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = m_pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &TerminationSignals::read);
    for (const int signal : kSignals)
        std::signal(signal, forward);
}

TerminationSignals::~TerminationSignals()
{
    for (const int signal : kSignals)
        std::signal(signal, SIG_DFL);
    m_notifier.reset();
    for (const int end : m_pipe)
        ::close(end);
}

void TerminationSignals::read()
{
    char byte = 0;
    if (::read(m_pipe[0], &byte, 1) != 1)
        return;
    m_received = true;
    Q_EMIT terminated();
}

} // namespace tacet::ctl
