#include "app/demo/virtualdisplay.h"

namespace tacet::demo {

namespace {

constexpr int kStartTime = 30'000;

}

bool VirtualDisplay::isRealOneThere()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

VirtualDisplay::~VirtualDisplay()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    m_server.waitForFinished();
}

Result<> VirtualDisplay::start()
{
    m_server.setStandardErrorFile(QProcess::nullDevice());
    // It writes the number of the display that was free to descriptor 1.
    m_server.start(QStringLiteral("Xvfb"),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                    QStringLiteral("1600x1200x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    while (!m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(kStartTime))
            return fail(ErrorCode::Io, QStringLiteral("Xvfb does not start; install the package xvfb"));
    }
    m_name = u':' + QString::fromLatin1(m_server.readLine().trimmed());
    return {};
}

} // namespace tacet::demo
