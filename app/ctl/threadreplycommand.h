#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// thread reply THREAD TEXT [--to REPLY]
class ThreadReplyCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("thread reply"); }
    QString summary() const override { return QStringLiteral("answer in a thread"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
