// Messaging end to end: throughput, latency, and opening a long history. One JSON line each.
//
//   bench_messaging [throughput] [latency] [history]     all without a word
#include "tests/bench/messaging/history.h"
#include "tests/bench/messaging/latency.h"
#include "tests/bench/messaging/pair.h"
#include "tests/bench/messaging/throughput.h"

#include <QCoreApplication>
#include <QtCrypto>

#include <cstdio>

using namespace tacet::bench;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer qca;
    const QStringList words = application.arguments().mid(1);
    const auto wanted = [&words](const char *word) {
        return words.isEmpty() || words.contains(QLatin1StringView(word));
    };
    try {
        if (words.size() == 2 && words.constFirst() == "--open")
            return openHistory(words.constLast());
        if (wanted("history"))
            benchHistory();
        if (wanted("throughput") || wanted("latency")) {
            Pair pair;
            if (wanted("latency"))
                benchLatency(pair);
            if (wanted("throughput"))
                benchThroughput(pair);
        }
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "bench_messaging: %s\n", exception.what());
        return 1;
    }
    return 0;
}
