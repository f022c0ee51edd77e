#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// history --with USER | --chat ID [--limit N]
class HistoryCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("history"); }
    QString summary() const override { return QStringLiteral("show the messages of a chat, oldest first"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    Task<Chat> chatFor(AccountSession &session, const QCommandLineParser &parser);
    Task<QList<Message>> read(AccountSession &session, ChatId chat, int limit);
};

} // namespace tacet::ctl
