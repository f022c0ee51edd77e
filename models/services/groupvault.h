#pragma once
#include "crypto/epoch/chattext.h"
#include "models/backend/grouplogstore.h"
#include "models/domain/account.h"
#include "models/services/grouplog.h"
#include "models/vault/vaultsession.h"

namespace tacet {

/// Texts of a chat as the database shows them: sealed, or plain in public chats. What the log's hashes do not name is
/// not looked at.
struct ShownTexts {
    QString name;
    QString description;
    QByteArray encryptedName;
    QByteArray encryptedDescription;
    QList<StoredRole> roles;
    int memberCount = 0;
    QString dueReason; ///< why the next epoch is wanted; empty if it is not
};

/// A chat's picture as far as it came here, and what it came from.
struct VaultPicture {
    MediaId medium;        ///< null for none
    QByteArray hash = {};  ///< of what lies in the database; empty for none
    qint64 epoch = 0;      ///< under whose key it lies there; 0: under none
    QByteArray image = {}; ///< PNG or JPEG, as plainPicture() makes it
};

/// A good operation, and what a person is told of it.
struct ToldOperation {
    ChatEvent event;
    qint64 sequence = 0;
    DeviceId device;
    QDateTime time; ///< UTC
};

/// A group or channel as it stands in the vault: what its log makes of it, its texts opened. Used on the vault's thread
/// inside one transaction.
class GroupVault
{
public:
    GroupVault(VaultSession &vault, const Account &account)
        : m_vault(vault)
        , m_account(account)
    {
    }

    /// As far as it was read; nothing of an unknown chat. NotFound for direct chats.
    Result<GroupLog> log(ChatId chat);
    /// Damaged if there is none.
    Result<GroupLogState> state(ChatId chat);
    /// NotFound if the chat is unknown here.
    Result<Group> group(ChatId chat);

    /// Stores what became of the chat with the lines that tell of it, and the chat's row. `renamedBy` is the last one
    /// who changed the settings, if anybody did. Answers the new lines.
    Result<QList<Message>> save(const GroupLogState &after, const ShownTexts &texts, const QList<ToldOperation> &told,
                                const std::optional<ToldOperation> &renamedBy);
    Result<> setStanding(ChatId chat, ChatStanding standing);
    /// Not always that of the log: that one may not have come yet. NotFound.
    Result<VaultPicture> picture(ChatId chat);
    Result<> setPicture(ChatId chat, const VaultPicture &picture);

    /// The chat's key of that epoch; nothing if it is not here. Damaged.
    Result<std::optional<crypto::EpochKey>> epochKey(ChatId chat, qint64 epoch);

private:
    struct Opened {
        QString name;
        QString description;
    };
    Result<QString> openText(const GroupLogState &state, crypto::ChatTextKind kind, QUuid subject, qint64 epoch,
                             const QByteArray &hash, const QString &plain, const QByteArray &sealed,
                             const QString &before);
    Result<Opened> openTexts(const GroupLogState &state, const ShownTexts &texts);
    Result<> saveRoles(const GroupLogState &state, const ShownTexts &texts);
    Result<> saveMembers(const GroupLogState &before, const GroupLogState &after);
    Result<Message> tell(const GroupLogState &state, const ToldOperation &operation);
    Result<QString> detailOf(const GroupLogState &state, const ChatEvent &event);

    VaultSession &m_vault;
    const Account &m_account;
};

/// Whether the account is in the chat, and if not why.
ChatStanding standingIn(const GroupLogState &state, UserId user);
/// 16 bytes in crypto's form; the nil id for none.
crypto::EpochName epochName(ChatId chat, qint64 epoch);

} // namespace tacet
