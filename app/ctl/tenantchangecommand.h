#pragma once
#include "app/ctl/clustercommand.h"

namespace tacet::ctl {

/// tenant rename|suspend|resume TENANT …
class TenantChangeCommand final : public ClusterCommand
{
public:
    enum class Change { Rename, Suspend, Resume };

    explicit TenantChangeCommand(Change change)
        : m_change(change)
    {
    }

    QString name() const override;
    QString summary() const override;
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    AsyncResult<TenantSummary> apply(TenantService &service, const QStringList &words) const;

    Change m_change;
};

} // namespace tacet::ctl
