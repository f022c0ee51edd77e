#pragma once
#include "app/ctl/workspacecommand.h"

namespace tacet::ctl {

/// workspace status [--cluster DIR]
class WorkspaceStatusCommand final : public WorkspaceCommand
{
public:
    QString name() const override { return QStringLiteral("workspace status"); }
    QString summary() const override { return QStringLiteral("say whether the workspace's database runs"); }
    void configure(QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
