#pragma once
#include "app/ctl/migratecommand.h"

namespace tacet::ctl {

/// maintain tenant [--dry-run] [--yes] [--archive DIR]
class MaintainTenantCommand final : public MigrateCommand
{
public:
    QString name() const override { return QStringLiteral("maintain tenant"); }
    QString summary() const override
    {
        return QStringLiteral("put the workspace's database in order: expired things, months, audit log, retention");
    }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    bool endsItself(const QCommandLineParser &) const override { return true; }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    static int show(const Output &output, const MaintenanceReport &report, bool dryRun);
    static void showRetention(const Output &output, const MaintenanceReport &report);
    static void showTasks(const Output &output, const MaintenanceReport &report, bool dryRun);
};

} // namespace tacet::ctl
