#pragma once
#include "models/domain/chat.h"

#include <QAbstractListModel>

namespace tacet {

/// The chat list, newest activity first. Rows are values that a service handed out; it lives on the
/// GUI's thread and asks nobody for anything.
class ChatListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        ChatIdRole = Qt::UserRole, ///< ChatId
        PeerIdRole,                ///< UserId, for the avatar's colour
        UsernameRole,              ///< QString
        PreviewRole,               ///< QString, one line of the last message
        DraftRole,                 ///< QString, one line of what stands in the composer
        TimeRole,                  ///< QDateTime, UTC, of the last activity
        UnreadRole,                ///< int
        StateRole,                 ///< int(DeliveryState) of the last message; -1 if there is none
        TrustRole,                 ///< int(Trust)
        BlockedRole,               ///< bool
    };

    using QAbstractListModel::QAbstractListModel;

    /// Replaces everything.
    void setChats(QList<Chat> chats);
    /// Adds the chat or updates its row, and moves it to its place.
    void put(const Chat &chat);
    /// Takes a person's new names, relation or trust into the row of the chat with that person.
    void putPerson(const Person &person);
    /// What stands in the composer now, without a round trip through the vault.
    void setDraft(ChatId chat, const QString &draft);

    /// -1 if there is none.
    int rowOf(ChatId chat) const;
    int rowOf(UserId peer) const;
    /// `row` must exist.
    const Chat &chatAt(int row) const { return m_chats.at(row); }
    int unreadTotal() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void unreadTotalChanged(int total);

private:
    int placeOf(const Chat &chat) const;
    void replace(int row, const Chat &chat);

    QList<Chat> m_chats;
};

} // namespace tacet
