#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// thread create GROUP --title T --body B
class ThreadCreateCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("thread create"); }
    QString summary() const override { return QStringLiteral("open a thread in a group or channel"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
