#pragma once
#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

namespace tacet {

inline constexpr qsizetype kThreadTitleMax = 200;   ///< code points
inline constexpr qsizetype kThreadBodyMax = 10'000; ///< code points, of threads and replies

/// What is sealed as the body of a thread or reply: the text, and the end of the chat's log that its author saw.
struct ThreadText {
    QString body;
    qint64 headSequence = 0;
    QByteArray headHash; ///< SHA-256

    /// CBOR: [version 1, sequence, hash, text].
    QByteArray encode() const;
    /// InvalidInput for anything but that encoding, SchemaTooNew for a later version.
    static Result<ThreadText> decode(const QByteArray &bytes);
};

/// InvalidInput if it is empty, longer, or no Unicode.
Result<> demandThreadTitle(const QString &title);
Result<> demandThreadBody(const QString &body);

} // namespace tacet
