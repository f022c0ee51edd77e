#pragma once
#include "models/backend/groupstore.h"
#include "models/services/groupvault.h"

namespace tacet {

/// Settings as the database gets them and as the signed operation says them.
struct SealedSettings {
    StoredGroupSettings stored;
    OperationSettings logged;
};

/// A role likewise.
struct SealedRole {
    RoleDefinition stored;
    OperationRole logged;
};

/// Under the chat's newest epoch key, or plain where the chat is public. `key` may be null for public ones only.
/// InvalidInput: a text is too long, or there is no name.
Result<SealedSettings> sealSettings(ChatId chat, const GroupSettings &settings, const crypto::EpochKey *key);
/// Of a role that is not built in the name is sealed; built-in ones have none.
Result<SealedRole> sealRole(ChatId chat, const GroupRole &role, const crypto::EpochKey *key);

/// 1-100 code points without control characters, at most 500, numbers in their ranges, and a picture
/// that plainPicture() takes. InvalidInput.
Result<> demandSettings(const GroupSettings &settings);

/// The settings as they are, to be signed again: with another key, or one thing changed.
Result<GroupSettings> settingsOf(GroupVault &groups, ChatId chat);

} // namespace tacet
