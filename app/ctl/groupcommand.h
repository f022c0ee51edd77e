#pragma once
#include "app/ctl/command.h"

namespace tacet::ctl {

/// group|channel create|list|find|members|add|remove|role|invite|join|requests|admit|decline|leave|transfer|dissolve|
/// keys|settings
class GroupCommand final : public Command
{
public:
    enum class Action {
        Create,
        List,
        Find,
        Members,
        Add,
        Remove,
        Role,
        Invite,
        Join,
        Requests,
        Admit,
        Decline,
        Leave,
        Transfer,
        Dissolve,
        Keys,
        Settings,
    };

    GroupCommand(ChatType type, Action action)
        : m_type(type)
        , m_action(action)
    {
    }

    QString name() const override;
    QString summary() const override;
    void configure(QCommandLineParser &parser) const override;
    QString complaint(const QCommandLineParser &parser) const override;
    QCoro::Task<int> run(Context &context, const QCommandLineParser &parser) override;

private:
    struct Words;
    const Words &words() const;

    ChatType m_type;
    Action m_action;
};

/// Every action of groups and of channels.
std::vector<std::unique_ptr<Command>> groupCommands();

} // namespace tacet::ctl
