#pragma once
#include "app/ctl/workspacecommand.h"

namespace tacet::ctl {

/// workspace stop [--cluster DIR]
class WorkspaceStopCommand final : public WorkspaceCommand
{
public:
    QString name() const override { return QStringLiteral("workspace stop"); }
    QString summary() const override
    {
        return QStringLiteral("stop the database; it starts again when somebody needs it");
    }
    void configure(QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
