#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// account totp enable [--code CODE] ; account totp disable|codes --code CODE
class AccountTotpCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("account totp"); }
    QString summary() const override { return QStringLiteral("switch the second factor of signing in on or off"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    static int show(const Context &context, const Result<TotpSetup> &setup);
    static int show(const Context &context, const Result<QStringList> &codes);
};

} // namespace tacet::ctl
