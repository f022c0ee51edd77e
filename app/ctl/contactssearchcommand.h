#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// contacts search TEXT
class ContactsSearchCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("contacts search"); }
    QString summary() const override { return QStringLiteral("find members whose name begins with a text"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
