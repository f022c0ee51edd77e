#pragma once
#include "app/ctl/clustercommand.h"

namespace tacet::ctl {

/// What the migrate commands have in common: the profile's own workspace, or with `--tenant` any one of a
/// cluster.
class MigrateCommand : public ClusterCommand
{
public:
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;

protected:
    struct Target {
        ClusterPlace place;
        QString tenant;
    };

    static Task<Target> target(Context &context, const QCommandLineParser &parser);
    /// Says on standard error which migration is at work.
    static Migrator::Progress progress(const Output &output, const QString &verb);
};

} // namespace tacet::ctl
