#pragma once
#include <QByteArray>
#include <QString>

namespace tacet {

/// The first two messages of a login by hand, as somebody sees them who has no password. Throws
/// std::runtime_error if the server speaks otherwise.
class ScramProbe
{
public:
    struct Answer {
        QByteArray salt; ///< decoded
        int iterations = 0;
        qint64 nanoseconds = 0; ///< from the client's first SCRAM message to the answer
    };

    /// `socket` is the path of the server's Unix socket.
    static Answer ask(const QByteArray &socket, const QByteArray &database, const QByteArray &role);
};

} // namespace tacet
