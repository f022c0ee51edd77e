#pragma once
#include "models/domain/error.h"
#include "models/items/peoplepickmodel.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QListView;
class QStackedWidget;

namespace tacet {

class EmptyState;
class ErrorBanner;
class TextLabel;

/// Picks people of the workspace: a search field, what it found with boxes to tick, and how many are picked.
/// Shows the contacts until something is typed. Answers come by value and name their question.
class MemberPicker final : public QWidget
{
    Q_OBJECT
public:
    explicit MemberPicker(QWidget *parent = nullptr);

    /// `text` is the question; an answer to another one than the last is dropped.
    void setPeople(const QString &text, const QList<Person> &people);
    void showError(const QString &text, ErrorCode code);
    void setExcluded(const QSet<UserId> &people) { m_people.setExcluded(people); }
    QList<UserId> picked() const { return m_people.picked(); }
    /// Asks for the contacts.
    void start();

Q_SIGNALS:
    /// Empty for the contacts.
    void searchRequested(const QString &text);
    void pickedChanged(int count);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void toggle(const QModelIndex &index);
    void refresh();

    PeoplePickModel m_people;
    QTimer m_pause;
    QString m_asked;
    bool m_answered = false;
    QLineEdit *m_field;
    ErrorBanner *m_banner;
    QStackedWidget *m_middle;
    QListView *m_list;
    EmptyState *m_empty;
    TextLabel *m_count;
};

} // namespace tacet
