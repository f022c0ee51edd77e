#pragma once
#include "app/ctl/clustercommand.h"

namespace tacet::ctl {

/// tenant drop DATABASE --yes
class TenantDropCommand final : public ClusterCommand
{
public:
    QString name() const override { return QStringLiteral("tenant drop"); }
    QString summary() const override { return QStringLiteral("remove a workspace and everything in it, for ever"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
