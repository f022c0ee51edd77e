#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// enrol create [--expires 1h]
class EnrolCreateCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("enrol create"); }
    QString summary() const override { return QStringLiteral("make a link that lets one person join once"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
