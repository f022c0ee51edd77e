#pragma once
#include <QString>

namespace tacet::ctl {

/// `text` as a QR code of half-block characters, dark on light whatever the terminal's colours are,
/// with the quiet zone around it. Empty if it is too long for a QR code.
QString qrText(const QString &text);

} // namespace tacet::ctl
