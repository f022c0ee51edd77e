#pragma once
#include "app/ctl/secretinput.h"
#include "models/services/recoveryservice.h"

#include <expected>

namespace tacet::ctl {

/// The recovery phrase that stands in `path`, or on the next line of standard input. The error is an exit code: what is
/// wrong was said, with the word that is none of the list's.
std::expected<SharedPhrase, int> readPhrase(const Output &output, const SecretInput &input, const QString &path);

} // namespace tacet::ctl
