// Uses the embedded cluster of a folder until its standard input ends: what a desktop or a command does,
// in a process of its own. Prints the server's pid, or the error, as one line.
//
//   clusteruser FOLDER [LINGER-MS]
#include "models/backend/embeddedcluster.h"

#include <QCoreApplication>

#include <iostream>

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    const QStringList words = QCoreApplication::arguments();
    tacet::EmbeddedCluster::Options options;
    options.durability = tacet::EmbeddedCluster::Durability::None;
    options.linger = std::chrono::milliseconds(words.value(2).toInt());
    const auto cluster = tacet::EmbeddedCluster::start(words.value(1), options);
    if (!cluster) {
        std::cout << tacet::errorName(cluster.error().code()).toStdString() << ' '
                  << cluster.error().detail().toStdString() << std::endl;
        return EXIT_FAILURE;
    }
    std::cout << tacet::EmbeddedCluster::status(words.value(1)).pid << std::endl;
    while (std::cin.get() != std::char_traits<char>::eof()) {
    }
    return EXIT_SUCCESS;
}
