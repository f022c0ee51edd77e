#include "models/services/accountcore.h"

#include "models/services/messagepost.h"
#include "models/services/threadpost.h"

#include <QCoreApplication>
#include <QThread>

namespace tacet {

std::shared_ptr<AccountCore> AccountCore::create(std::unique_ptr<VaultExecutor> vault,
                                                 std::unique_ptr<BackendExecutor> backend, AccountRecord record,
                                                 LocalKeys keys)
{
    // Whoever lets go last, it ends on its own thread: the executors wait for theirs.
    const auto end = [](AccountCore *core) {
        if (core->m_connection.thread()->isCurrentThread())
            delete core;
        else
            QMetaObject::invokeMethod(QCoreApplication::instance(), [core] { delete core; }, Qt::QueuedConnection);
    };
    return std::shared_ptr<AccountCore>(
        new AccountCore(std::move(vault), std::move(backend), std::move(record), std::move(keys)), end);
}

AccountCore::AccountCore(std::unique_ptr<VaultExecutor> vault, std::unique_ptr<BackendExecutor> backend,
                         AccountRecord record, LocalKeys keys)
    : m_vault(std::move(vault))
    , m_backend(std::move(backend))
    , m_record(std::move(record))
    , m_keys(std::make_shared<const LocalKeys>(std::move(keys)))
    , m_directory(*this)
    , m_prekeys(*this)
    , m_chats(*this)
    , m_messages(*this)
    , m_people(*this)
    , m_enrolment(*this)
    , m_devices(*this)
    , m_doctor(*this)
    , m_signIn(*this)
    , m_recovery(*this)
    , m_vaultCare(*this)
    , m_outbox(*this)
    , m_inbox(*this)
    , m_connection(*this)
    , m_senderKeys(*this)
    , m_sharedHistory(*this)
    , m_posts(*this)
    , m_groupSync(*this)
    , m_expiry(*this)
    , m_groupLog(*this)
    , m_epochs(*this)
    , m_groupPictures(*this)
    , m_operations(*this)
    , m_groupChanges(*this)
    , m_groups(*this)
    , m_groupInvites(*this)
    , m_threads(*this)
    , m_threadSync(*this)
    , m_console(*this)
{
    m_groupSync.setLog([this](ChatId chat) { return m_groupLog.catchUp(chat); });
    m_posts.add(PostOutboxKind::Message, std::make_unique<MessagePost>(*this));
    m_posts.add(PostOutboxKind::Thread, std::make_unique<ThreadPost>(*this));
    m_posts.add(PostOutboxKind::Reply, std::make_unique<ReplyPost>(*this));
    m_groupSync.add(&m_threadSync);
    QObject::connect(&m_people, &PeopleService::personChanged, &m_senderKeys, &SenderKeyService::distrust);
}

AsyncResult<> AccountCore::close()
{
    m_closed = true;
    m_vaultCare.cancel();
    m_console.shut();
    m_connection.stop();
    m_backend->close();
    return m_vault->close();
}

} // namespace tacet
