#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// maintain vault [--full] [--archive on|off]
class MaintainVaultCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("maintain vault"); }
    QString summary() const override { return QStringLiteral("check and tidy the vault on this computer"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    /// A step that is stopped leaves the vault as it was.
    bool endsItself(const QCommandLineParser &) const override { return true; }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
