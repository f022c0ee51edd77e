#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// devices
class DevicesCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("devices"); }
    QString summary() const override { return QStringLiteral("list the account's devices"); }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
