#pragma once
#include "models/services/profileservice.h"

#include <QCommandLineParser>

namespace tacet::ctl {

/// `--server postgresql://ADMIN@HOST[:PORT]`, `--root-certificate FILE`, and the administrator's password
/// in TACET_SERVER_PASSWORD, which is wiped when it has been read.
void addServerOptions(QCommandLineParser &parser);

/// Nothing without `--server`. InvalidInput or Io with a detail that says what is wrong.
Result<std::optional<WorkspaceServer>> serverFrom(const QCommandLineParser &parser);

} // namespace tacet::ctl
