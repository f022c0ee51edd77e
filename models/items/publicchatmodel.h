#pragma once
#include "models/domain/group.h"

#include <QAbstractListModel>

namespace tacet {

/// Public chats that a search found, in the order it gave.
class PublicChatModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        ChatIdRole = Qt::UserRole, ///< ChatId
        IconRole,                  ///< QString: name of the icon
        DetailRole,                ///< QString: how many people, and the description
    };

    using QAbstractListModel::QAbstractListModel;

    void setChats(QList<PublicChat> chats);
    /// `row` must exist.
    const PublicChat &chatAt(int row) const { return m_chats.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<PublicChat> m_chats;
};

} // namespace tacet
