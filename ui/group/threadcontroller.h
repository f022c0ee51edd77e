#pragma once
#include "models/items/threadlistmodel.h"
#include "models/services/groupservice.h"
#include "models/services/threadservice.h"

#include <QObject>

namespace tacet {

class MainWindow;
class ThreadPane;

/// Connects the threads beside the conversation with the services. Everything it is given outlives it. GUI thread.
class ThreadController final : public QObject
{
    Q_OBJECT
public:
    ThreadController(ThreadService &threads, GroupService &groups, MainWindow &window, QObject *parent = nullptr);

private:
    void connectPane();
    void connectService();
    void followChat();
    void readRights(ChatId chat);
    void readPage(const ThreadPageRequest &request);
    void readReplies(ThreadId thread);
    void takeReply(const Reply &reply);
    void markSeen();
    void create(ChatId chat, const QString &title, const QString &body);
    void reply(ThreadId thread, const QString &body, std::optional<ReplyId> parent);
    void report(AsyncResult<> work);

    ThreadService &m_threads;
    GroupService &m_groups;
    MainWindow &m_window;
    ThreadPane &m_pane;
};

} // namespace tacet
