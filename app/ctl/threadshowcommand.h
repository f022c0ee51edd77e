#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// thread show THREAD. What is shown has been read.
class ThreadShowCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("thread show"); }
    QString summary() const override { return QStringLiteral("show a thread with its replies"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
