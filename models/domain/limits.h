#pragma once
#include <QtGlobal>

#include <chrono>

/// The numbers of docs/schema.md in one place; policies of the tenant where they are policies.
namespace tacet::limits {

inline constexpr int kUsernameMin = 3;
inline constexpr int kUsernameMax = 50;
inline constexpr int kDisplayNameMax = 64;
inline constexpr int kDeviceLabelMax = 53; ///< code points (XEP-0384 labels)
inline constexpr int kWorkspaceNameMax = 64;
inline constexpr qsizetype kMessageBytesMax = qsizetype{1} << 20;  ///< of encrypted content
inline constexpr qsizetype kMessageTextMax = qsizetype{64} * 1024; ///< code points a composer accepts
inline constexpr int kDevicesPerAccount = 10;
inline constexpr int kOneTimePrekeys = 100;      ///< published
inline constexpr int kOneTimePrekeysRefill = 20; ///< refill below
inline constexpr int kOneTimeKemPrekeys = 40;    ///< published; 1.6 KB each
inline constexpr int kOneTimeKemPrekeysRefill = 10;
inline constexpr int kPassphraseMin = 12; ///< characters
inline constexpr int kMailboxBatch = 100;
inline constexpr int kMailboxBatchMax = 500;
inline constexpr int kStrangerMailboxRows = 20;

inline constexpr std::chrono::hours kEnrolmentLifetime{1};
inline constexpr std::chrono::hours kSignedPrekeyRotation{24 * 7};
inline constexpr std::chrono::hours kPrekeyRetention{24 * 30};
inline constexpr std::chrono::seconds kReconnectFirst{1};
inline constexpr std::chrono::seconds kReconnectMax{60};
inline constexpr std::chrono::seconds kPollInterval{20};

} // namespace tacet::limits
