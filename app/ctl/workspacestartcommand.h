#pragma once
#include "app/ctl/workspacecommand.h"

namespace tacet::ctl {

/// workspace start [--foreground] [--cluster DIR]
class WorkspaceStartCommand final : public WorkspaceCommand
{
public:
    QString name() const override { return QStringLiteral("workspace start"); }
    QString summary() const override
    {
        return QStringLiteral("start the database and keep it running until workspace stop");
    }
    void configure(QCommandLineParser &parser) const override;
    bool endsItself(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    Task<> startKeeper(WorkspaceAddress address);
    QCoro::Task<int> holdUntilStopped(Context &context, WorkspaceAddress address);
};

} // namespace tacet::ctl
