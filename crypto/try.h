// Propagation of std::expected inside crypto/, which has an error enum per operation.
#pragma once
#include <expected>
#include <utility>

/// Returns the error of `expr` from the enclosing function; the value is dropped.
#define CRYPTO_TRY(expr)                                                                                               \
    do {                                                                                                               \
        if (auto cryptoTried = (expr); !cryptoTried)                                                                   \
            return std::unexpected(std::move(cryptoTried).error());                                                    \
    } while (false)

/// Returns `failure` from the enclosing function if `expr` failed: crossing from one error enum to another.
#define CRYPTO_TRY_OR(expr, failure)                                                                                   \
    do {                                                                                                               \
        if (auto cryptoTried = (expr); !cryptoTried)                                                                   \
            return std::unexpected(failure);                                                                           \
    } while (false)

#define CRYPTO_TRY_CONCAT_(a, b) a##b
#define CRYPTO_TRY_NAME_(line) CRYPTO_TRY_CONCAT_(cryptoTried, line)

// A declaration cannot stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
/// `CRYPTO_TRY_ASSIGN(auto key, parse(bytes));` declares `key` with the value, or returns the error.
#define CRYPTO_TRY_ASSIGN(declaration, expr)                                                                           \
    auto CRYPTO_TRY_NAME_(__LINE__) = (expr);                                                                          \
    if (!CRYPTO_TRY_NAME_(__LINE__))                                                                                   \
        return std::unexpected(std::move(CRYPTO_TRY_NAME_(__LINE__)).error());                                         \
    declaration = std::move(*CRYPTO_TRY_NAME_(__LINE__))

/// The same with `failure` instead of the error of `expr`.
#define CRYPTO_TRY_ASSIGN_OR(declaration, expr, failure)                                                               \
    auto CRYPTO_TRY_NAME_(__LINE__) = (expr);                                                                          \
    if (!CRYPTO_TRY_NAME_(__LINE__))                                                                                   \
        return std::unexpected(failure);                                                                               \
    declaration = std::move(*CRYPTO_TRY_NAME_(__LINE__))
// NOLINTEND(bugprone-macro-parentheses)
