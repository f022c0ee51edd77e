#pragma once
#include "app/ctl/command.h"
#include "app/ctl/receivedevents.h"

#include <QDeadlineTimer>

namespace tacet::ctl {

/// receive [--follow] [--timeout S] [--mark-read]
class ReceiveCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("receive"); }
    QString summary() const override { return QStringLiteral("fetch and show what waits"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    bool endsItself(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    struct Wish {
        bool follow = false;
        bool markRead = false;
        std::chrono::milliseconds first{0}; ///< how long to wait for the first event
    };

    static Wish wishFrom(const QCommandLineParser &parser);
    QCoro::Task<int> receive(Context &context, AccountSession &session, Wish wish);
    Task<> show(const Output &output, AccountSession &session, ReceivedEvent event, bool markRead);
    static Task<QSet<ThreadId>> threadsOf(AccountSession &session, QList<Chat> chats);
    Task<Person> senderOf(AccountSession &session, const ReceivedEvent &event);
    /// When the run ends if nothing more comes.
    QDeadlineTimer patience(const ReceivedEvents &events, const ConnectionState &state, const Wish &wish);

    QDeadlineTimer m_firstEvent; ///< runs from the moment the database was reached
    QDeadlineTimer m_connect;    ///< for an attempt that is under way
    QDeadlineTimer m_retry;      ///< for further attempts after one that failed
    bool m_wasOnline = false;
};

} // namespace tacet::ctl
