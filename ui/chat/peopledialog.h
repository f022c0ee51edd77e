#pragma once
#include "models/domain/error.h"
#include "models/items/peoplemodel.h"

#include <QDialog>
#include <QTimer>

class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace tacet {

class EmptyState;
class ErrorBanner;

/// Finds people of the workspace: start a chat, add or remove a contact, block. Shows the contacts until
/// something is typed. Answers come by value and name the question they belong to.
class PeopleDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit PeopleDialog(QWidget *parent = nullptr);

    /// `text` is the question; an answer to another one than the last is dropped.
    void setPeople(const QString &text, const QList<Person> &people);
    void showError(const QString &text, ErrorCode code);
    void updatePerson(const Person &person);

Q_SIGNALS:
    /// Empty for the contacts.
    void searchRequested(const QString &text);
    void chatRequested(tacet::UserId person);
    void contactChangeRequested(tacet::UserId person, bool contact);
    void blockChangeRequested(tacet::UserId person, bool blocked);
    void inviteRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void ask();
    void refresh();
    const Person *current() const;

    PeopleModel m_people;
    QTimer m_pause;
    QString m_asked;
    bool m_answered = false;
    QLineEdit *m_field;
    ErrorBanner *m_banner;
    QStackedWidget *m_middle;
    QListView *m_list;
    EmptyState *m_empty;
    QPushButton *m_contact;
    QPushButton *m_block;
    QPushButton *m_chat;
};

} // namespace tacet
