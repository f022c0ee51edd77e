#include "ui/group/memberpicker.h"

#include "ui/chat/persondelegate.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kPause{180};

} // namespace

MemberPicker::MemberPicker(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_banner(new ErrorBanner)
    , m_middle(new QStackedWidget)
    , m_list(new QListView)
    , m_empty(new EmptyState(QStringLiteral("person")))
    , m_count(new TextLabel(TextLevel::Caption))
{
    m_field->setObjectName(QStringLiteral("memberSearch"));
    m_field->setPlaceholderText(tr("Name or user name"));
    m_field->setAccessibleName(tr("Name or user name"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(symbolicIcon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("pickList"));
    m_list->setAccessibleName(tr("People"));
    m_list->setModel(&m_people);
    m_list->setItemDelegate(
        new PersonDelegate({.avatarId = PeoplePickModel::AvatarIdRole, .detail = PeoplePickModel::HandleRole}, m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("pickedCount"));
    m_count->setTone("muted");
    m_middle->addWidget(m_list);
    m_middle->addWidget(m_empty);
    setFocusProxy(m_field);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(m_field);
    column->addWidget(m_banner);
    column->addWidget(m_middle, 1);
    column->addWidget(m_count);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &MemberPicker::ask);
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(m_list, &QListView::clicked, this, &MemberPicker::toggle);
    connect(&m_people, &PeoplePickModel::pickedChanged, this, [this] {
        refresh();
        Q_EMIT pickedChanged(m_people.pickedCount());
    });
    refresh();
}

void MemberPicker::start()
{
    ask();
}

void MemberPicker::ask()
{
    m_asked = m_field->text().trimmed();
    m_answered = false;
    Q_EMIT searchRequested(m_asked);
}

void MemberPicker::setPeople(const QString &text, const QList<Person> &people)
{
    if (text != m_asked)
        return;
    m_answered = true;
    m_banner->clear();
    m_people.setPeople(people);
    if (m_people.rowCount() > 0)
        m_list->setCurrentIndex(m_people.index(0));
    refresh();
}

void MemberPicker::showError(const QString &text, ErrorCode code)
{
    if (text == m_asked)
        m_banner->showError(code);
}

void MemberPicker::toggle(const QModelIndex &index)
{
    if (index.isValid())
        m_people.toggle(index.row());
}

void MemberPicker::refresh()
{
    if (m_asked.isEmpty())
        m_empty->setWords(tr("No contacts to choose from"), tr("Type a name to find people of this workspace."));
    else
        m_empty->setWords(tr("Nobody by that name"), tr("Names are found by their beginning."));
    const bool isEmpty = m_answered && m_people.rowCount() == 0;
    m_middle->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_list);
    m_count->setText(m_people.pickedCount() == 0 ? tr("Nobody is chosen.")
                                                 : tr("%Ln person(s) chosen.", nullptr, m_people.pickedCount()));
}

bool MemberPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool picks = key == Qt::Key_Return || key == Qt::Key_Enter || (watched == m_list && key == Qt::Key_Space);
    if (picks && m_list->currentIndex().isValid()) {
        toggle(m_list->currentIndex());
        return true;
    }
    // The arrows walk through the people while the field keeps the focus.
    if (watched == m_field && (key == Qt::Key_Down || key == Qt::Key_Up))
        return QCoreApplication::sendEvent(m_list, event);
    return QWidget::eventFilter(watched, event);
}

} // namespace tacet
