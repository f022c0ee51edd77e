#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// contacts
class ContactsCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("contacts"); }
    QString summary() const override { return QStringLiteral("list the contacts"); }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
