#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

class DeliveryWatch;

/// send --to USER | --chat ID [--reply-to MESSAGE] TEXT | --file FILE
class SendCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("send"); }
    QString summary() const override { return QStringLiteral("send a message to a person, group or channel"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    Task<Message> queue(AccountSession &session, const QCommandLineParser &parser, QString text);
    QCoro::Task<Message> settled(DeliveryWatch &watch, Message message);
};

} // namespace tacet::ctl
