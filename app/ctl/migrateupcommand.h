#pragma once
#include "app/ctl/migratecommand.h"

namespace tacet::ctl {

/// migrate up
class MigrateUpCommand final : public MigrateCommand
{
public:
    QString name() const override { return QStringLiteral("migrate up"); }
    QString summary() const override { return QStringLiteral("apply the migrations that are missing"); }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
