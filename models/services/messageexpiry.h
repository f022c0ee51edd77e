#pragma once
#include <QCoro/QCoroTask>

#include <QObject>
#include <QTimer>

namespace tacet {

class AccountCore;

/// Erases messages that were to disappear, at the start and whenever one's time has come.
class MessageExpiry final : public QObject
{
    Q_OBJECT
public:
    explicit MessageExpiry(AccountCore &core);

    /// Erases what is over and waits for the next one. Cheap to call often.
    void look();

private:
    QCoro::Task<> erase();

    AccountCore &m_core;
    QTimer m_timer;
    bool m_erasing = false;
    bool m_again = false;
};

} // namespace tacet
