#pragma once
#include "app/ctl/migratecommand.h"

namespace tacet::ctl {

/// migrate down [--to VERSION]
class MigrateDownCommand final : public MigrateCommand
{
public:
    QString name() const override { return QStringLiteral("migrate down"); }
    QString summary() const override { return QStringLiteral("take back the newest migration, with the data in it"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    QCoro::Task<int> takeBack(Context &context, Target target, std::optional<int> version);
};

} // namespace tacet::ctl
