#pragma once
#include <chrono>
#include <string>
#include <sys/types.h>

/// The server process of one data directory, seen from outside: shared by the library and the cluster
/// keeper, which links no Qt. Plain functions on the file system and /proc; any thread.
namespace tacet::postmaster {

/// Whether `pid` is a living PostgreSQL server whose working directory is `data`. A number that another
/// program uses now is not.
bool runsOn(pid_t pid, const std::string &data);

/// Pid of the server on `data`, or 0.
pid_t find(const std::string &data);

/// Whether any process of a server holds the lock on `data` (true too for one that is starting or ending).
bool isLocked(const std::string &data);

/// Opens the data directory and locks it for a server's life; -1 if it is locked or missing. The caller
/// owns the descriptor; it is closed on exec.
int lock(const std::string &data);

/// Fast shutdown (sessions end, everything is on disk), after half of `patience` an immediate one, which
/// is recovered at the next start. True when no process of the server is left.
bool stop(const std::string &data, std::chrono::milliseconds patience);

} // namespace tacet::postmaster
