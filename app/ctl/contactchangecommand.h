#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// contacts add|remove|block|unblock|accept-key USER
class ContactChangeCommand final : public Command
{
public:
    enum class Change { Add, Remove, Block, Unblock, AcceptKey };

    explicit ContactChangeCommand(Change change)
        : m_change(change)
    {
    }

    QString name() const override;
    QString summary() const override;
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    AsyncResult<> apply(PeopleService &people, UserId user) const;

    Change m_change;
};

} // namespace tacet::ctl
