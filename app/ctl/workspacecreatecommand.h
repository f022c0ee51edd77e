#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// workspace create --name N --username U [--display-name D] [--server URL [--root-certificate FILE]]
class WorkspaceCreateCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("workspace create"); }
    QString summary() const override
    {
        return QStringLiteral("make a workspace, here or on a server, and its owner's account");
    }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
