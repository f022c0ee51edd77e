// Starts the embedded PostgreSQL server and stops it after its last user.
//
//   tacet-clusterkeeper CLUSTER LINGER-MS START KEEP POSTGRES ARGS…
//
// CLUSTER is the folder that docs call the embedded cluster; START and KEEP are 1 or 0. Descriptor 3 is
// the lock on the data directory (START), which the server inherits and so holds until its last process
// is gone; descriptor 4 is the lock that says there is a keeper (KEEP). Every user holds CLUSTER/users.lock
// shared; the kernel lets go of it however the user ends, and then this program gets it.
#include "models/backend/postmaster.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace {

constexpr int kDataLock = 3;
constexpr int kKeeperLock = 4;
constexpr std::chrono::seconds kStopPatience{60};

enum Argument { Program, Cluster, Linger, Start, Keep, Server };

void lockWaiting(int descriptor)
{
    while (flock(descriptor, LOCK_EX) != 0 && errno == EINTR) {
    }
}

void becomeServer(char **arguments)
{
    setsid();
    for (const int number : {SIGCHLD, SIGHUP, SIGINT, SIGPIPE})
        std::signal(number, SIG_DFL);
    close(kKeeperLock);
    execv(arguments[0], arguments);
    _exit(EXIT_FAILURE);
}

// True once there is neither user nor server; false if somebody came while we waited.
bool stopIfUnused(const std::string &cluster, int users, std::chrono::milliseconds linger)
{
    lockWaiting(users);
    flock(users, LOCK_UN); // a start holds start.lock and wants this one: never hold both the other way round
    std::this_thread::sleep_for(linger);
    const int start = open((cluster + "/start.lock").c_str(), O_RDWR | O_CLOEXEC);
    if (start < 0)
        return true; // the whole folder was removed; the server notices that by itself
    lockWaiting(start);
    const bool unused = flock(users, LOCK_EX | LOCK_NB) == 0;
    if (unused) {
        tacet::postmaster::stop(cluster + "/data", kStopPatience);
        close(kKeeperLock); // before start.lock, so that the next start finds no keeper
    }
    close(start);
    return unused;
}

} // namespace

int main(int count, char **arguments)
{
    if (count <= Server)
        return EXIT_FAILURE;
    const std::string cluster = arguments[Cluster];
    const std::chrono::milliseconds linger(std::atol(arguments[Linger]));
    const bool start = arguments[Start] == std::string("1");
    const bool keep = arguments[Keep] == std::string("1");

    // Nobody's child, so that nobody has to wait for it.
    const pid_t child = fork();
    if (child != 0)
        return child > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    setsid();
    if (chdir("/") != 0)
        return EXIT_FAILURE;
    // Ended servers leave no zombie, whose pid would look alive.
    std::signal(SIGCHLD, SIG_IGN);
    for (const int number : {SIGHUP, SIGINT, SIGPIPE})
        std::signal(number, SIG_IGN);

    if (start) {
        if (fork() == 0)
            becomeServer(arguments + Server);
        close(kDataLock);
    }
    if (!keep)
        return EXIT_SUCCESS;
    const int users = open((cluster + "/users.lock").c_str(), O_RDWR | O_CLOEXEC);
    if (users < 0)
        return EXIT_FAILURE;
    while (!stopIfUnused(cluster, users, linger)) {
    }
    return EXIT_SUCCESS;
}
