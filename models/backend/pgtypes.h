#pragma once
#include <QtGlobal>

/// PostgreSQL's object ids of the built-in types that Tacet sends and reads (catalog pg_type; they are
/// part of the wire protocol's contract and never change).
namespace tacet::pgtype {

inline constexpr unsigned int kBool = 16;
inline constexpr unsigned int kBytea = 17;
inline constexpr unsigned int kName = 19;
inline constexpr unsigned int kInt8 = 20;
inline constexpr unsigned int kInt2 = 21;
inline constexpr unsigned int kInt4 = 23;
inline constexpr unsigned int kText = 25;
inline constexpr unsigned int kVarchar = 1043;
inline constexpr unsigned int kTimestamptz = 1184;
inline constexpr unsigned int kByteaArray = 1001;
inline constexpr unsigned int kInt4Array = 1007;
inline constexpr unsigned int kTextArray = 1009;
inline constexpr unsigned int kInt8Array = 1016;
inline constexpr unsigned int kUuid = 2950;
inline constexpr unsigned int kUuidArray = 2951;

/// Unix time in microseconds of PostgreSQL's epoch, 2000-01-01T00:00:00Z.
inline constexpr qint64 kEpochMicroseconds = 946'684'800'000'000;

} // namespace tacet::pgtype
