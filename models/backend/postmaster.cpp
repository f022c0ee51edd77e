#include "models/backend/postmaster.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace tacet::postmaster {

namespace {

constexpr std::chrono::milliseconds kPollPause{10};
constexpr auto kServerName = "postgres";

bool isSame(const struct stat &one, const struct stat &other)
{
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

// /proc shows the name of a process to everybody, its working directory to its own user only.
bool isNamedPostgres(const std::string &process)
{
    std::ifstream file(process + "/comm");
    std::string name;
    return std::getline(file, name) && name == kServerName;
}

// Whether the process was started with `-D` and this directory. Its command line may be read from
// another user namespace too, where its working directory may not.
bool wasStartedOn(const std::string &process, const struct stat &directory)
{
    std::ifstream file(process + "/cmdline", std::ios::binary);
    std::string argument;
    while (std::getline(file, argument, '\0')) {
        if (argument != "-D" || !std::getline(file, argument, '\0'))
            continue;
        struct stat named{};
        return stat(argument.c_str(), &named) == 0 && isSame(named, directory);
    }
    return false;
}

} // namespace

bool runsOn(pid_t pid, const std::string &data)
{
    if (pid <= 1)
        return false;
    const std::string process = "/proc/" + std::to_string(pid);
    struct stat working{};
    struct stat directory{};
    if (!isNamedPostgres(process) || stat(data.c_str(), &directory) != 0)
        return false;
    if (stat((process + "/cwd").c_str(), &working) == 0)
        return isSame(working, directory);
    return errno == EACCES && wasStartedOn(process, directory);
}

pid_t find(const std::string &data)
{
    std::ifstream file(data + "/postmaster.pid");
    pid_t pid = 0;
    if (!(file >> pid) || !runsOn(pid, data))
        return 0;
    return pid;
}

int lock(const std::string &data)
{
    const int descriptor = open(data.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

bool isLocked(const std::string &data)
{
    if (access(data.c_str(), F_OK) != 0)
        return false;
    const int descriptor = lock(data);
    if (descriptor < 0)
        return true;
    close(descriptor);
    return false;
}

bool stop(const std::string &data, std::chrono::milliseconds patience)
{
    const auto start = std::chrono::steady_clock::now();
    bool asked = false;
    bool urged = false;
    while (isLocked(data)) {
        const auto waited = std::chrono::steady_clock::now() - start;
        if (waited > patience)
            return false;
        const pid_t pid = find(data);
        if (pid != 0 && !asked)
            asked = kill(pid, SIGINT) == 0;
        if (pid != 0 && !urged && waited > patience / 2)
            urged = kill(pid, SIGQUIT) == 0;
        std::this_thread::sleep_for(kPollPause);
    }
    return true;
}

} // namespace tacet::postmaster
