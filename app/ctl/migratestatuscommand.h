#pragma once
#include "app/ctl/migratecommand.h"

namespace tacet::ctl {

/// migrate status
class MigrateStatusCommand final : public MigrateCommand
{
public:
    QString name() const override { return QStringLiteral("migrate status"); }
    QString summary() const override { return QStringLiteral("list the migrations, applied and missing"); }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
