#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// join LINK --username U [--display-name D]
class JoinCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("join"); }
    QString summary() const override { return QStringLiteral("join a workspace with a link"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
