#pragma once
#include "models/domain/error.h"

#include <expected>
#include <utility>

namespace tacet {

/// What everything returns that can fail for outside reasons.
template <class T = void>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, QString detail = {})
{
    return std::unexpected<Error>(Error(code, std::move(detail)));
}

} // namespace tacet

/// Evaluates `expr` (a Result) and returns its error from the enclosing function if it failed.
/// The value, if any, is dropped: use TACET_TRY_ASSIGN to keep it.
#define TACET_TRY(expr)                                                                                                \
    do {                                                                                                               \
        if (auto tacetTried = (expr); !tacetTried)                                                                     \
            return std::unexpected(std::move(tacetTried).error());                                                     \
    } while (false)

#define TACET_TRY_CONCAT_(a, b) a##b
#define TACET_TRY_NAME_(line) TACET_TRY_CONCAT_(tacetTried, line)
/// `TACET_TRY_ASSIGN(auto row, store.find(id));` — declares `row` with the value, or returns the error.
#define TACET_TRY_ASSIGN(declaration, expr)                                                                            \
    auto TACET_TRY_NAME_(__LINE__) = (expr);                                                                           \
    if (!TACET_TRY_NAME_(__LINE__))                                                                                    \
        return std::unexpected(std::move(TACET_TRY_NAME_(__LINE__)).error());                                          \
    declaration = std::move(*TACET_TRY_NAME_(__LINE__))

/// The same inside a coroutine.
#define TACET_CO_TRY(expr)                                                                                             \
    do {                                                                                                               \
        if (auto tacetTried = (expr); !tacetTried)                                                                     \
            co_return std::unexpected(std::move(tacetTried).error());                                                  \
    } while (false)
#define TACET_CO_TRY_ASSIGN(declaration, expr)                                                                         \
    auto TACET_TRY_NAME_(__LINE__) = (expr);                                                                           \
    if (!TACET_TRY_NAME_(__LINE__))                                                                                    \
        co_return std::unexpected(std::move(TACET_TRY_NAME_(__LINE__)).error());                                       \
    declaration = std::move(*TACET_TRY_NAME_(__LINE__))
