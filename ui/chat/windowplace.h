#pragma once
#include <QString>

namespace tacet {

/// A page of another window, as it is named wherever one goes to it.
struct WindowPlace {
    QString id;
    QString title;
    QString icon; ///< name of one of our own icons
};

} // namespace tacet
