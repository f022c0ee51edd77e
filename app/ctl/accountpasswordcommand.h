#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// account password set --file PATH|- ; account password clear
class AccountPasswordCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("account password"); }
    QString summary() const override
    {
        return QStringLiteral("set or clear the password with which another computer can be linked");
    }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
