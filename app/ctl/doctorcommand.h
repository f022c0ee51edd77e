#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// doctor
class DoctorCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("doctor"); }
    QString summary() const override { return QStringLiteral("look over vault, database, roles, clocks and prekeys"); }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    QCoro::Task<int> examine(Context &context, AccountSession &session);
};

} // namespace tacet::ctl
