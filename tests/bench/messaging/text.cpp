#include "tests/bench/messaging/text.h"

#include <array>

namespace tacet::bench {

namespace {

constexpr std::array kWords{"weather", "tomorrow", "meeting", "the",   "and",     "please", "coffee", "report",
                            "bring",   "window",   "quickly", "green", "bicycle", "when",   "answer", "thanks"};

} // namespace

QString textOf(int bytes, int number)
{
    QString text = QString::number(number);
    for (quint32 state = static_cast<quint32>(number); text.size() < bytes;) {
        state = state * 1664525U + 1013904223U;
        text += QLatin1Char(' ');
        text += QLatin1StringView(kWords[state >> 28]);
    }
    return text.left(bytes);
}

} // namespace tacet::bench
