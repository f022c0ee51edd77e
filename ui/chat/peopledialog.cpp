#include "ui/chat/peopledialog.h"

#include "ui/chat/persondelegate.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kPause{180};
constexpr QSize kSize(480, 560);

} // namespace

PeopleDialog::PeopleDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("peopleDialog"));
    setWindowTitle(tr("New chat"));
    resize(kSize);
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &PeopleDialog::ask);
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PeopleDialog::refresh);
    connect(&m_people, &QAbstractItemModel::dataChanged, this, &PeopleDialog::refresh);
    connect(m_list, &QListView::doubleClicked, m_chat, &QPushButton::click);
    connect(m_chat, &QPushButton::clicked, this, [this] {
        if (const Person *person = current(); person != nullptr)
            Q_EMIT chatRequested(person->id);
    });
    connect(m_contact, &QPushButton::clicked, this, [this] {
        if (const Person *person = current(); person != nullptr)
            Q_EMIT contactChangeRequested(person->id, person->relation != Relation::Contact);
    });
    connect(m_block, &QPushButton::clicked, this, [this] {
        if (const Person *person = current(); person != nullptr)
            Q_EMIT blockChangeRequested(person->id, person->relation != Relation::Blocked);
    });
    connect(m_empty, &EmptyState::actionTriggered, this, &PeopleDialog::inviteRequested);
    refresh();
    m_pause.start();
}

void PeopleDialog::build()
{
    m_field = new QLineEdit;
    m_field->setObjectName(QStringLiteral("peopleSearch"));
    m_field->setPlaceholderText(tr("Name or user name"));
    m_field->setAccessibleName(tr("Name or user name"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(symbolicIcon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_banner = new ErrorBanner;
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("peopleList"));
    m_list->setAccessibleName(tr("People"));
    m_list->setModel(&m_people);
    m_list->setItemDelegate(new PersonDelegate({.avatarId = PeopleModel::AvatarIdRole,
                                                .detail = PeopleModel::HandleRole,
                                                .relation = PeopleModel::RelationRole},
                                               m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_empty = new EmptyState(QStringLiteral("person"));
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_list);
    m_middle->addWidget(m_empty);
    m_contact = new QPushButton;
    m_contact->setObjectName(QStringLiteral("contactButton"));
    m_block = new QPushButton;
    m_block->setObjectName(QStringLiteral("blockButton"));
    m_block->setProperty("kind", QStringLiteral("danger"));
    m_chat = new QPushButton(tr("Start chat"));
    m_chat->setObjectName(QStringLiteral("startChatButton"));
    m_chat->setProperty("kind", QStringLiteral("primary"));
    m_chat->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_block);
    buttons->addWidget(m_contact);
    buttons->addStretch();
    buttons->addWidget(m_chat);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kSmall);
    top->setSpacing(space::kSmall);
    top->addWidget(m_field);
    top->addWidget(m_banner);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_middle, 1);
    column->addLayout(buttons);
}

void PeopleDialog::ask()
{
    m_asked = m_field->text().trimmed();
    m_answered = false;
    Q_EMIT searchRequested(m_asked);
}

void PeopleDialog::setPeople(const QString &text, const QList<Person> &people)
{
    if (text != m_asked)
        return;
    m_answered = true;
    m_banner->clear();
    m_people.setPeople(people);
    if (!people.isEmpty())
        m_list->setCurrentIndex(m_people.index(0));
    refresh();
}

void PeopleDialog::showError(const QString &text, ErrorCode code)
{
    if (text == m_asked)
        m_banner->showError(code);
}

void PeopleDialog::updatePerson(const Person &person)
{
    m_people.put(person);
}

const Person *PeopleDialog::current() const
{
    const int row = m_list->currentIndex().row();
    return row >= 0 && row < m_people.rowCount() ? &m_people.personAt(row) : nullptr;
}

void PeopleDialog::refresh()
{
    const Person *person = current();
    const Relation relation = person != nullptr ? person->relation : Relation::None;
    m_contact->setEnabled(person != nullptr && relation != Relation::Blocked);
    m_block->setEnabled(person != nullptr);
    m_chat->setEnabled(person != nullptr && relation != Relation::Blocked);
    m_contact->setText(relation == Relation::Contact ? tr("Remove contact") : tr("Add contact"));
    m_block->setText(relation == Relation::Blocked ? tr("Unblock") : tr("Block"));
    if (m_asked.isEmpty())
        m_empty->setWords(tr("No contacts yet"),
                          tr("Type a name to find people of this workspace, or invite somebody."),
                          tr("Invite somebody"));
    else
        m_empty->setWords(tr("Nobody by that name"),
                          tr("Names are found by their beginning. Is the person in this workspace already?"),
                          tr("Invite somebody"));
    const bool isEmpty = m_answered && m_people.rowCount() == 0;
    m_middle->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_list);
}

bool PeopleDialog::eventFilter(QObject *watched, QEvent *event)
{
    // The arrows walk through the people while the field keeps the focus.
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp)
            return QCoreApplication::sendEvent(m_list, event);
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace tacet
