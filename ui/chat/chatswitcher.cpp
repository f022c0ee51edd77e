#include "ui/chat/chatswitcher.h"

#include "models/items/chatlistmodel.h"
#include "ui/chat/switcherdelegate.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr QSize kSize(440, 400);

} // namespace

ChatSwitcher::ChatSwitcher(ChatListModel &chats, const QList<WindowPlace> &places, QWidget *parent)
    : QDialog(parent)
    , m_field(new QLineEdit)
    , m_list(new QListView)
{
    setObjectName(QStringLiteral("chatSwitcher"));
    setWindowTitle(tr("Go to a chat"));
    resize(kSize);
    m_filtered.setSourceModel(&chats);
    m_field->setObjectName(QStringLiteral("switcherField"));
    m_field->setPlaceholderText(tr("Name of a chat"));
    m_field->setAccessibleName(tr("Name of a chat"));
    m_field->addAction(symbolicIcon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("switcherList"));
    m_list->setAccessibleName(tr("Chats"));
    addPlaces(places);
    m_found.addSourceModel(&m_filtered);
    m_found.addSourceModel(&m_filteredPlaces);
    m_list->setModel(&m_found);
    m_list->setItemDelegate(new SwitcherDelegate({.avatarId = ChatListModel::AvatarIdRole,
                                                  .detail = ChatListModel::DetailRole,
                                                  .type = ChatListModel::TypeRole,
                                                  .picture = ChatListModel::PictureRole},
                                                 m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setCurrentIndex(m_found.index(0, 0));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(m_field);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &ChatSwitcher::search);
    connect(m_list, &QListView::clicked, this, &ChatSwitcher::choose);
}

void ChatSwitcher::addPlaces(const QList<WindowPlace> &places)
{
    for (const WindowPlace &place : places) {
        auto *item = new QStandardItem(symbolicIcon(place.icon), tr("Administration: %1").arg(place.title));
        item->setData(place.id, SwitcherDelegate::PlaceRole);
        m_places.appendRow(item);
    }
    m_filteredPlaces.setSourceModel(&m_places);
    m_filteredPlaces.setFilterCaseSensitivity(Qt::CaseInsensitive);
}

void ChatSwitcher::search(const QString &typed)
{
    m_filtered.setWords(typed);
    m_filteredPlaces.setFilterFixedString(typed.trimmed());
    m_list->setCurrentIndex(m_found.index(0, 0));
}

void ChatSwitcher::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    if (const QVariant place = current.data(SwitcherDelegate::PlaceRole); place.isValid())
        Q_EMIT placeChosen(place.toString());
    else
        Q_EMIT chatChosen(current.data(ChatListModel::ChatIdRole).value<ChatId>());
    accept();
}

bool ChatSwitcher::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(); return true;
        case Qt::Key_Down:
        case Qt::Key_Up:
        case Qt::Key_PageDown:
        case Qt::Key_PageUp: return QCoreApplication::sendEvent(m_list, event);
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace tacet
