#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// thread delete|pin|unpin|follow|unfollow THREAD
class ThreadChangeCommand final : public Command
{
public:
    enum class Change { Delete, Pin, Unpin, Follow, Unfollow };

    explicit ThreadChangeCommand(Change change)
        : m_change(change)
    {
    }

    QString name() const override;
    QString summary() const override;
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    QString word() const;
    bool needsDatabase() const;
    AsyncResult<> apply(ThreadService &threads, ThreadId thread) const;

    Change m_change;
};

} // namespace tacet::ctl
