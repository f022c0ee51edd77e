#include "models/services/crashpoint.h"

#ifdef TACET_CRASH_POINTS
#include <QByteArray>

#include <atomic>
#include <csignal>

namespace tacet {

namespace {

struct Armed {
    int point = -1;
    int countdown = 1;
};

Armed fromEnvironment()
{
    const QByteArrayList parts = qgetenv("TACET_CRASH_AT").split(':');
    Armed armed;
    for (size_t i = 0; i < kCrashPointNames.size(); ++i) {
        if (parts.first() == kCrashPointNames[i])
            armed.point = static_cast<int>(i);
    }
    if (parts.size() > 1)
        armed.countdown = parts[1].toInt();
    return armed;
}

} // namespace

void reached(CrashPoint point)
{
    static const Armed armed = fromEnvironment();
    static std::atomic_int left = armed.countdown;
    if (static_cast<int>(point) == armed.point && --left == 0)
        ::raise(SIGKILL);
}

} // namespace tacet
#endif
