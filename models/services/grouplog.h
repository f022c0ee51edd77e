#pragma once
#include "models/backend/grouplogstore.h"
#include "models/domain/message.h"
#include "models/services/grouplogstate.h"

#include <QHash>

namespace tacet {

/// A device whose certificate verified, with whose key it signs. Devices that were removed since are here too:
/// what they signed in their time stays signed.
struct OperationSigner {
    UserId user;
    QByteArray identityKey; ///< Ed25519, 32 bytes
};
using OperationSigners = QHash<DeviceId, OperationSigner>;

/// What an entry of the log was.
struct LogStep {
    enum class Verdict {
        Good,   ///< it changed the chat
        Void,   ///< not signed, not by who may, or not what its row says: it changes nothing
        Opaque, ///< a link of the chain that is not shown
    };
    Verdict verdict = Verdict::Good;
    std::optional<ChatEvent> event; ///< what a person is told, without names
    QString reason;                 ///< of Void: for logs
};

/// The verified log of one chat: takes entry after entry and keeps what they make of the chat, with every right
/// that tenant migration 0013 checks checked again (protocol.md section 5). Values only; any thread.
class GroupLog
{
public:
    /// Of which nothing has been read yet.
    explicit GroupLog(ChatId chat) { m_state.chat = chat; }
    explicit GroupLog(GroupLogState state)
        : m_state(std::move(state))
    {
    }

    const GroupLogState &state() const { return m_state; }

    /// The next entry. Damaged if the chain breaks: entries that lack, stand elsewhere, are changed or of another
    /// chat. An entry that is not good is a link of the chain and nothing else, or who may append anything could
    /// stop the chat for everybody.
    Result<LogStep> take(const LoggedOperation &entry, const OperationSigners &signers);

    /// The account was deleted at this point, which nobody signs. What it owned goes to the admin who has been there
    /// longest, else to the member, else the chat ends. Nothing if it was no member.
    std::optional<ChatEvent> depart(UserId user);

private:
    Result<> checkLink(const LoggedOperation &entry) const;

    GroupLogState m_state;
};

} // namespace tacet
