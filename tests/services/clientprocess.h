#pragma once
#include "models/domain/ids.h"

#include <QByteArray>
#include <QString>

namespace tacet::tests {

/// The program `crashclient` on one profile, which nobody else has open.
struct ClientProcess {
    QString folder; ///< of the profile
    ChatId chat;
    QString prefix; ///< of the texts that it writes, or waits for

    /// Runs `post` or `read` until `count` texts are there. Killed if a point is named ("after-post:2"). What went
    /// otherwise than that, or empty.
    QByteArray run(const QString &task, int count, const QString &crashAt = {}) const;
};

} // namespace tacet::tests
