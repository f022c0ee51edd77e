#pragma once
#include "models/domain/ids.h"
#include "models/items/chatfilterproxymodel.h"
#include "ui/chat/windowplace.h"

#include <QConcatenateTablesProxyModel>
#include <QDialog>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

class QLineEdit;
class QListView;

namespace tacet {

class ChatListModel;

/// Ctrl+K: type a few letters of a name, Enter opens the chat, or the page of another window.
class ChatSwitcher final : public QDialog
{
    Q_OBJECT
public:
    ChatSwitcher(ChatListModel &chats, const QList<WindowPlace> &places, QWidget *parent = nullptr);

Q_SIGNALS:
    void chatChosen(tacet::ChatId chat);
    void placeChosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose();
    void addPlaces(const QList<WindowPlace> &places);
    void search(const QString &typed);

    ChatFilterProxyModel m_filtered;
    QStandardItemModel m_places{0, 1};
    QSortFilterProxyModel m_filteredPlaces;
    QConcatenateTablesProxyModel m_found; ///< chats, then places
    QLineEdit *m_field;
    QListView *m_list;
};

} // namespace tacet
