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

#define TACET_TRY_CONCAT_(a, b) a##b
#define TACET_TRY_NAME_(number) TACET_TRY_CONCAT_(tacetTried, number)
#define TACET_TRY_WITH_(name, leave, expr)                                                                             \
    do {                                                                                                               \
        if (auto name = (expr); !name)                                                                                 \
            leave std::unexpected(std::move(name).error());                                                            \
    } while (false)
#define TACET_TRY_ASSIGN_WITH_(name, leave, declaration, expr)                                                         \
    auto name = (expr);                                                                                                \
    if (!name)                                                                                                         \
        leave std::unexpected(std::move(name).error());                                                                \
    declaration = std::move(*name)

/// Evaluates `expr` (a Result) and returns its error from the enclosing function if it failed.
/// The value, if any, is dropped: use TACET_TRY_ASSIGN to keep it.
#define TACET_TRY(expr) TACET_TRY_WITH_(TACET_TRY_NAME_(__COUNTER__), return, expr)
/// `TACET_TRY_ASSIGN(auto row, store.find(id));` — declares `row` with the value, or returns the error.
/// A statement of its own: never the branch of an `if` without braces.
#define TACET_TRY_ASSIGN(declaration, expr)                                                                            \
    TACET_TRY_ASSIGN_WITH_(TACET_TRY_NAME_(__COUNTER__), return, declaration, expr)

/// The same inside a coroutine.
#define TACET_CO_TRY(expr) TACET_TRY_WITH_(TACET_TRY_NAME_(__COUNTER__), co_return, expr)
#define TACET_CO_TRY_ASSIGN(declaration, expr)                                                                         \
    TACET_TRY_ASSIGN_WITH_(TACET_TRY_NAME_(__COUNTER__), co_return, declaration, expr)
