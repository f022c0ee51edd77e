#pragma once
#include <QString>

namespace tacet::tests {

/// What an authenticator shows for the base 32 secret, `stepsAhead` steps of 30 seconds from now.
QString codeFor(const QString &secret, int stepsAhead);

} // namespace tacet::tests
