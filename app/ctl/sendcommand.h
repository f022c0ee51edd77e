#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// send --to USER TEXT | --file FILE
class SendCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("send"); }
    QString summary() const override { return QStringLiteral("send a message to a person"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    Task<Message> queue(Context &context, const QCommandLineParser &parser);
    QCoro::Task<Message> settled(AccountSession &session, Message message);
};

} // namespace tacet::ctl
