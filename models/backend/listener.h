#pragma once
#include "models/domain/result.h"

#include <QObject>
#include <QPointer>
#include <QString>

namespace tacet {

class DatabaseConnection;

/// Hears that something waits for this device. A hint and never the truth: who hears it fetches, and
/// polls besides. It outlives connections and is attached again after every reconnect; it lives on the
/// executor's thread like they do.
class Listener final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Listens on `channel` of `connection`, and no longer on the one before (channels are rotated). The
    /// subscription ends with the connection.
    Result<> attach(DatabaseConnection &connection, const QString &channel);
    /// Ends the subscription; done if there is none.
    Result<> detach();

    bool isAttached() const;

Q_SIGNALS:
    void woken();

private:
    void hear(const QString &channel);

    QPointer<DatabaseConnection> m_connection;
    QString m_channel;
};

} // namespace tacet
