#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

class DeliveryWatch;

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
    Task<Message> queue(AccountSession &session, const QString &username, const QString &text);
    QCoro::Task<Message> settled(DeliveryWatch &watch, Message message);
};

} // namespace tacet::ctl
