#include "models/services/accountsession.h"

#include "models/services/accountcore.h"

namespace tacet {

AccountSession::AccountSession(std::shared_ptr<AccountCore> core)
    : m_core(std::move(core))
{
}

AccountSession::~AccountSession()
{
    m_core->close();
}

AsyncResult<> AccountSession::close()
{
    return m_core->close();
}

const Account &AccountSession::account() const
{
    return m_core->account();
}

ChatService &AccountSession::chats()
{
    return m_core->chats();
}

MessageService &AccountSession::messages()
{
    return m_core->messages();
}

PeopleService &AccountSession::people()
{
    return m_core->people();
}

EnrolmentService &AccountSession::enrolment()
{
    return m_core->enrolment();
}

DeviceService &AccountSession::devices()
{
    return m_core->devices();
}

DoctorService &AccountSession::doctor()
{
    return m_core->doctor();
}

SignInService &AccountSession::signIn()
{
    return m_core->signIn();
}

RecoveryService &AccountSession::recovery()
{
    return m_core->recovery();
}

VaultCareService &AccountSession::vaultCare()
{
    return m_core->vaultCare();
}

Outbox &AccountSession::outbox()
{
    return m_core->outbox();
}

GroupService &AccountSession::groups()
{
    return m_core->groups();
}

GroupInviteService &AccountSession::groupInvites()
{
    return m_core->groupInvites();
}

ConnectionService &AccountSession::connection()
{
    return m_core->connection();
}

PostOutbox &AccountSession::posts()
{
    return m_core->posts();
}

GroupSync &AccountSession::groupSync()
{
    return m_core->groupSync();
}

ThreadService &AccountSession::threads()
{
    return m_core->threads();
}

ConsoleService &AccountSession::console()
{
    return m_core->console();
}

} // namespace tacet
