#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// workspace address
class WorkspaceAddressCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("workspace address"); }
    QString summary() const override
    {
        return QStringLiteral("show where the workspace is, for linking another computer to the account");
    }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
