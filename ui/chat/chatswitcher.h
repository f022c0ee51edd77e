#pragma once
#include "models/domain/ids.h"
#include "models/items/chatfilterproxymodel.h"

#include <QDialog>

class QLineEdit;
class QListView;

namespace tacet {

class ChatListModel;

/// Ctrl+K: type a few letters of a name, Enter opens the chat.
class ChatSwitcher final : public QDialog
{
    Q_OBJECT
public:
    explicit ChatSwitcher(ChatListModel &chats, QWidget *parent = nullptr);

Q_SIGNALS:
    void chatChosen(tacet::ChatId chat);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose();

    ChatFilterProxyModel m_filtered;
    QLineEdit *m_field;
    QListView *m_list;
};

} // namespace tacet
