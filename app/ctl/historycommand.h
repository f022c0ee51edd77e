#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// history --with USER [--limit N]
class HistoryCommand final : public Command
{
public:
    QString name() const override { return QStringLiteral("history"); }
    QString summary() const override { return QStringLiteral("show the messages of a chat, oldest first"); }
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    Task<QList<Message>> read(AccountSession &session, const QString &username, int limit);
};

} // namespace tacet::ctl
