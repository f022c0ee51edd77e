#pragma once
#include "models/domain/result.h"

#include <QProcess>

namespace tacet::demo {

/// An X server without a screen (Xvfb), for the life of the object.
class VirtualDisplay
{
public:
    VirtualDisplay() = default;
    ~VirtualDisplay();
    Q_DISABLE_COPY_MOVE(VirtualDisplay)

    /// Whether a person looks at this computer's screen.
    static bool isRealOneThere();

    /// Io if Xvfb is missing or does not come up.
    Result<> start();
    /// ":99", once started.
    QString name() const { return m_name; }

private:
    QProcess m_server;
    QString m_name;
};

} // namespace tacet::demo
