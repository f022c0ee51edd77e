#pragma once
#include "app/ctl/workspacecommand.h"

namespace tacet::ctl {

/// workspace uri
class WorkspaceUriCommand final : public WorkspaceCommand
{
public:
    QString name() const override { return QStringLiteral("workspace uri"); }
    QString summary() const override
    {
        return QStringLiteral("show the address of the running database, for psql and pg_dump");
    }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
