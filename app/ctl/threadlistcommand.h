#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// thread list GROUP [--unread|--followed|--mine] [--sort ORDER] [--search WORDS] [--limit N]
class ThreadListCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("thread list"); }
    QString summary() const override { return QStringLiteral("list the threads of a group or channel"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
