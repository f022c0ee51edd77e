#include "models/backend/postmaster.h"

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

// /proc shows the name of a process to everybody, its working directory to its own user only.
bool isNamedPostgres(const std::string &process)
{
    std::ifstream file(process + "/comm");
    std::string name;
    return std::getline(file, name) && name == kServerName;
}

} // namespace

bool runsOn(pid_t pid, const std::string &data)
{
    if (pid <= 1)
        return false;
    const std::string process = "/proc/" + std::to_string(pid);
    struct stat working{};
    struct stat directory{};
    return isNamedPostgres(process) && stat((process + "/cwd").c_str(), &working) == 0 &&
           stat(data.c_str(), &directory) == 0 && working.st_dev == directory.st_dev &&
           working.st_ino == directory.st_ino;
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
