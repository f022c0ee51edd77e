#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// safety-number USER [--verified yes|no]
class SafetyNumberCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("safety-number"); }
    QString summary() const override { return QStringLiteral("show the number that two people compare"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
