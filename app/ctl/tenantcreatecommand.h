#pragma once
#include "app/ctl/clustercommand.h"

namespace tacet::ctl {

/// tenant create
class TenantCreateCommand final : public ClusterCommand
{
public:
    QString name() const override { return QStringLiteral("tenant create"); }
    QString summary() const override
    {
        return QStringLiteral("make one more workspace on a database cluster, for somebody else to own");
    }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
