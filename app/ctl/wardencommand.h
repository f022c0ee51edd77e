#pragma once
#include "app/ctl/workspacecommand.h"

namespace tacet {
class WardenService;
struct WardenPass;
} // namespace tacet

namespace tacet::ctl {

/// warden [--once] [--prepare] [--figures SECONDS] [--cluster DIR | --server URI [--root-certificate FILE]]
class WardenCommand final : public WorkspaceCommand
{
public:
    QString name() const override { return QStringLiteral("warden"); }
    QString summary() const override
    {
        return QStringLiteral("end connections of devices that hold up the others, until SIGTERM");
    }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    bool endsItself(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    static Task<std::shared_ptr<WardenService>> serviceFrom(Context &context, const QCommandLineParser &parser);
    static QCoro::Task<int> prepare(Context &context, std::shared_ptr<WardenService> warden);
    static QCoro::Task<int> watch(Context &context, std::shared_ptr<WardenService> warden, int figuresEvery);
};

} // namespace tacet::ctl
