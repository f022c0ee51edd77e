#pragma once
#include "models/domain/connectionstate.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace tacet {

class ElidedLabel;

/// The state of the connection in words, with a button to try at once while it waits.
class ConnectionLine final : public QFrame
{
    Q_OBJECT
public:
    explicit ConnectionLine(QWidget *parent = nullptr);

    void setState(const ConnectionState &state);

Q_SIGNALS:
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    QString words() const;

    ConnectionState m_state;
    QLabel *m_dot;
    ElidedLabel *m_words;
    QPushButton *m_retry;
    QTimer m_countdown;
};

} // namespace tacet
