#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// recovery create [--replace] ; recovery check [--phrase-file PATH|-]
class RecoveryCommand final : public Command
{
public:
    enum class Action { Create, Check };

    explicit RecoveryCommand(Action action)
        : m_action(action)
    {
    }

    QString name() const override;
    QString summary() const override;
    void configure(QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    static QCoro::Task<int> create(Context &context, bool replace);
    static QCoro::Task<int> check(Context &context, QString phraseFile);

    const Action m_action;
};

} // namespace tacet::ctl
