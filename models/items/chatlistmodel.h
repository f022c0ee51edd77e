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
        AvatarIdRole,              ///< QUuid of the peer or the chat, for the avatar's colour
        TypeRole,                  ///< int(ChatType)
        PictureRole,               ///< QByteArray, an encoded image; empty if there is none
        UsernameRole,              ///< QString, of the peer
        DetailRole,                ///< QString: "@user", or what kind of chat of how many people
        PreviewRole,               ///< QString, one line of the last message
        KindRole,                  ///< int(MessageKind) of the last message
        EventRole,                 ///< ChatEvent, if the last message is one
        AuthorRole,                ///< QString, who wrote the last message; groups and channels
        SelfRole,                  ///< UserId of this account
        DraftRole,                 ///< QString, one line of what stands in the composer
        TimeRole,                  ///< QDateTime, UTC, of the last activity
        UnreadRole,                ///< int
        MentionsRole,              ///< int, unread messages that mention this account
        UnreadThreadsRole,         ///< int
        StateRole,                 ///< int(DeliveryState) of the last message; -1 if there is none
        TrustRole,                 ///< int(Trust)
        BlockedRole,               ///< bool
        StandingRole,              ///< int(ChatStanding)
    };

    using QAbstractListModel::QAbstractListModel;

    /// Who looks: what this account did is told as "you".
    void setSelf(UserId self) { m_self = self; }
    /// Replaces everything.
    void setChats(QList<Chat> chats);
    /// Adds the chat or updates its row, and moves it to its place.
    void put(const Chat &chat);
    /// Takes a person's new names, relation or trust into the row of the chat with that person.
    void putPerson(const Person &person);
    /// The chat was taken out of the list.
    void remove(ChatId chat);
    /// What stands in the composer now, without a round trip through the vault.
    void setDraft(ChatId chat, const QString &draft);

    /// -1 if there is none.
    int rowOf(ChatId chat) const;
    /// Of the direct chat with `peer`.
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
    QVariant ofLastMessage(const Chat &chat, int role) const;

    QList<Chat> m_chats;
    UserId m_self;
};

} // namespace tacet
