#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// link ADDRESS --username U [--password-file PATH|-] [--code-file PATH|-] [--phrase-file PATH|-]
class LinkCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("link"); }
    QString summary() const override
    {
        return QStringLiteral("make this computer a device of an account that another one has");
    }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
