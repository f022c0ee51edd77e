// Starts the embedded PostgreSQL server, runs the warden beside it, and stops it after its last user.
//
//   tacet-clusterkeeper CLUSTER LINGER-MS START KEEP WARD POSTGRES ARGS…
//
// CLUSTER is the folder that docs call the embedded cluster; START, KEEP and WARD are 1 or 0. Descriptor 3 is
// the lock on the data directory (START), which the server inherits and so holds until its last process
// is gone; descriptor 4 is the lock that says there is a keeper (KEEP). Every user holds CLUSTER/users.lock
// shared; the kernel lets go of it however the user ends, and then this program gets it.
#include "models/backend/keeperwarden.h"
#include "models/backend/postmaster.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace {

constexpr int kDataLock = 3;
constexpr int kKeeperLock = 4;
constexpr std::chrono::seconds kStopPatience{60};
// Private memory of one server process: a statement that wants more fails, and the computer stays usable. An honest
// one needs a twentieth.
constexpr rlim_t kMemoryMax = rlim_t(1) << 30;

enum Argument { Program, Cluster, Linger, Start, Keep, Ward, Server };

bool isSet(const char *argument)
{
    return argument == std::string("1");
}

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
    const rlimit memory{.rlim_cur = kMemoryMax, .rlim_max = kMemoryMax};
    setrlimit(RLIMIT_DATA, &memory);
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

    if (isSet(arguments[Start])) {
        if (fork() == 0)
            becomeServer(arguments + Server);
        close(kDataLock);
    }
    if (!isSet(arguments[Keep]))
        return EXIT_SUCCESS;
    const int users = open((cluster + "/users.lock").c_str(), O_RDWR | O_CLOEXEC);
    if (users < 0)
        return EXIT_FAILURE;
    if (isSet(arguments[Ward]))
        std::thread([&cluster] { tacet::KeeperWarden(cluster).run(); }).detach();
    while (!stopIfUnused(cluster, users, linger)) {
    }
    _exit(EXIT_SUCCESS); // the warden's thread may be anywhere
}
