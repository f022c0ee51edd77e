#pragma once
#include <QObject>

#include <array>
#include <memory>

class QSocketNotifier;

namespace tacet::ctl {

/// SIGINT, SIGTERM and SIGHUP as a Qt signal, so that a command that waits ends in good order. At most
/// one object of it exists, in main; a second signal ends the program at once.
class TerminationSignals final : public QObject
{
    Q_OBJECT
public:
    TerminationSignals();
    ~TerminationSignals() override;

    bool received() const { return m_received; }

Q_SIGNALS:
    void terminated();

private:
    void read();

    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_received = false;
};

} // namespace tacet::ctl
