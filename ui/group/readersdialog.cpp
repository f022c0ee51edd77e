#include "ui/group/readersdialog.h"

#include "ui/chat/persondelegate.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/textlabel.h"

#include <QListView>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr QSize kSize(360, 440);

} // namespace

ReadersDialog::ReadersDialog(QWidget *parent)
    : QDialog(parent)
    , m_banner(new ErrorBanner)
    , m_count(new TextLabel(TextLevel::Caption))
    , m_middle(new QStackedWidget)
    , m_list(new QListView)
    , m_empty(new EmptyState(QStringLiteral("eye")))
{
    setObjectName(QStringLiteral("readersDialog"));
    setWindowTitle(tr("Who has read this"));
    resize(kSize);
    m_list->setObjectName(QStringLiteral("readerList"));
    m_list->setAccessibleName(tr("People who have read the message"));
    m_list->setModel(&m_readers);
    m_list->setItemDelegate(
        new PersonDelegate({.avatarId = PeopleModel::AvatarIdRole, .detail = PeopleModel::HandleRole}, m_list));
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setWords(tr("Nobody yet"), tr("People are listed once the message was shown to them."));
    m_count->setTone("muted");
    m_middle->addWidget(m_list);
    m_middle->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(new TextLabel(TextLevel::Heading, tr("Who has read this")));
    column->addWidget(m_count);
    column->addWidget(m_banner);
    column->addWidget(m_middle, 1);
}

void ReadersDialog::setReaders(const QList<Person> &readers, int others)
{
    m_readers.setPeople(readers);
    m_count->setText(tr("%1 of %Ln other member(s)", nullptr, others).arg(QLocale().toString(readers.size())));
    m_middle->setCurrentWidget(readers.isEmpty() ? static_cast<QWidget *>(m_empty) : m_list);
}

void ReadersDialog::showError(ErrorCode code)
{
    m_banner->showError(code);
}

} // namespace tacet
