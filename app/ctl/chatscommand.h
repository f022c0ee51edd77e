#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// chats
class ChatsCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("chats"); }
    QString summary() const override { return QStringLiteral("list the chats, newest activity first"); }
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;
};

} // namespace tacet::ctl
