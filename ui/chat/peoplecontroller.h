#pragma once
#include "models/services/accountsession.h"

#include <QObject>

namespace tacet {

class MainWindow;
class PeopleDialog;

/// Connects the dialogs about people with the services: finding, contacts, blocks, safety numbers, links.
/// Everything it is given outlives it. GUI thread.
class PeopleController final : public QObject
{
    Q_OBJECT
public:
    PeopleController(AccountSession &session, MainWindow &window, QObject *parent = nullptr);

    /// Opens the dialog that makes a link for somebody new.
    void openInvite(QWidget *parent);

Q_SIGNALS:
    void chatRequested(tacet::UserId person);

private:
    void openPeople();
    void openSafetyNumber(const Person &person);
    void search(PeopleDialog *dialog, const QString &text);
    void setContact(UserId person, bool contact);
    void setBlocked(UserId person, bool blocked);
    void report(AsyncResult<> work);

    AccountSession &m_session;
    MainWindow &m_window;
};

} // namespace tacet
