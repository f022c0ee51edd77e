#pragma once
#include <QByteArray>
#include <QString>

namespace tacet {

/// What two people compare (protocol.md section 8). Both see the same digits.
struct SafetyNumber {
    QString digits;  ///< 60 digits, no spaces; a view shows them in groups of five
    QByteArray code; ///< bytes for a QR code; equal on both sides
};

} // namespace tacet
