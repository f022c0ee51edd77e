#pragma once
#include "app/ctl/clustercommand.h"

namespace tacet::ctl {

/// tenant list
class TenantListCommand final : public ClusterCommand
{
public:
    QString name() const override { return QStringLiteral("tenant list"); }
    QString summary() const override { return QStringLiteral("list the workspaces of a database cluster"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
