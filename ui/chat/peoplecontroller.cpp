#include "ui/chat/peoplecontroller.h"

#include "ui/account/enrolmentlinkdialog.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/mainwindow.h"
#include "ui/chat/peopledialog.h"
#include "ui/chat/safetynumberdialog.h"

namespace tacet {

PeopleController::PeopleController(AccountSession &session, MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    ConversationPane &pane = window.conversation();
    connect(&window, &MainWindow::newChatRequested, this, &PeopleController::openPeople);
    connect(&window, &MainWindow::inviteRequested, this, [this] { openInvite(&m_window); });
    connect(&pane, &ConversationPane::safetyNumberRequested, this, &PeopleController::openSafetyNumber);
    connect(&pane, &ConversationPane::contactChangeRequested, this, &PeopleController::setContact);
    connect(&pane, &ConversationPane::blockChangeRequested, this, &PeopleController::setBlocked);
}

void PeopleController::openPeople()
{
    auto *dialog = new PeopleDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PeopleDialog::searchRequested, this,
            [this, dialog](const QString &text) { search(dialog, text); });
    connect(dialog, &PeopleDialog::contactChangeRequested, this, &PeopleController::setContact);
    connect(dialog, &PeopleDialog::blockChangeRequested, this, &PeopleController::setBlocked);
    connect(dialog, &PeopleDialog::chatRequested, this, [this, dialog](UserId person) {
        dialog->accept();
        Q_EMIT chatRequested(person);
    });
    connect(dialog, &PeopleDialog::inviteRequested, this, [this, dialog] {
        dialog->accept();
        openInvite(&m_window);
    });
    connect(&m_session.people(), &PeopleService::personChanged, dialog, &PeopleDialog::updatePerson);
    dialog->open();
}

void PeopleController::search(PeopleDialog *dialog, const QString &text)
{
    AsyncResult<QList<Person>> found = text.isEmpty() ? m_session.people().contacts() : m_session.people().search(text);
    found.then(dialog, [dialog, text](const Result<QList<Person>> &people) {
        if (people)
            dialog->setPeople(text, *people);
        else
            dialog->showError(text, people.error().code());
    });
}

void PeopleController::openInvite(QWidget *parent)
{
    auto *dialog = new EnrolmentLinkDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EnrolmentLinkDialog::linkRequested, this, [this, dialog](std::chrono::seconds lifetime) {
        m_session.enrolment().createLink(lifetime).then(dialog, [dialog](const Result<EnrolmentLink> &link) {
            if (link)
                dialog->setLink(*link);
            else
                dialog->showError(link.error().code());
        });
    });
    dialog->open();
}

void PeopleController::openSafetyNumber(const Person &person)
{
    auto *dialog = new SafetyNumberDialog(person, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto showFailure = [dialog](const Result<> &result) {
        if (!result)
            dialog->showError(result.error().code());
    };
    connect(dialog, &SafetyNumberDialog::verifiedChangeRequested, this,
            [this, dialog, showFailure](UserId user, bool verified) {
                m_session.people().setVerified(user, verified).then(dialog, showFailure);
            });
    connect(dialog, &SafetyNumberDialog::changedKeyAccepted, this,
            [this, dialog, showFailure](UserId user, bool verified) {
                m_session.people().acceptChangedKey(user).then(
                    dialog, [this, dialog, showFailure, user, verified](const Result<> &accepted) {
                        if (accepted && verified)
                            m_session.people().setVerified(user, true).then(dialog, showFailure);
                        else
                            showFailure(accepted);
                    });
            });
    connect(&m_session.people(), &PeopleService::personChanged, dialog, &SafetyNumberDialog::setPerson);
    m_session.people().safetyNumber(person.id).then(dialog, [dialog](const Result<SafetyNumber> &number) {
        if (number)
            dialog->setNumber(*number);
        else
            dialog->showError(number.error().code());
    });
    dialog->open();
}

void PeopleController::setContact(UserId person, bool contact)
{
    report(contact ? m_session.people().addContact(person) : m_session.people().removeContact(person));
}

void PeopleController::setBlocked(UserId person, bool blocked)
{
    report(blocked ? m_session.people().block(person) : m_session.people().unblock(person));
}

void PeopleController::report(AsyncResult<> work)
{
    work.then(this, [this](const Result<> &done) {
        if (!done)
            m_window.conversation().showError(done.error().code());
    });
}

} // namespace tacet
