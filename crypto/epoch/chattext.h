#pragma once
#include "crypto/epoch/committingbox.h"
#include "crypto/epoch/epochkey.h"

namespace tacet::crypto {

/// What a chat that is not public keeps encrypted beside its posts.
enum class ChatTextKind : std::uint8_t { Name = 1, Description = 2, RoleName = 3, Picture = 4 };

/// Which text of a chat. It opens as nothing else.
struct ChatTextAddress {
    ChatTextKind kind = ChatTextKind::Name;
    Uuid chat{};
    Uuid subject{}; ///< the role or picture; nil for name and description
};

/// Under the chat's newest epoch key. Who wrote it stands in the signed log: the operation that sets a text names
/// the box's SHA-256, so there is no signature here.
std::expected<Bytes, BoxError> sealChatText(ByteView text, const ChatTextAddress &address, const EpochKey &key,
                                            RandomSource &random);
/// WrongKey if it was made under another epoch.
std::expected<SecretBytes, BoxError> openChatText(ByteView box, const ChatTextAddress &address, const EpochKey &key);
/// Which of the chat's epochs a text was made under stands in no column. True for the key that can open it.
bool isChatTextUnder(ByteView box, ChatTextKind kind, const EpochKey &key);
/// Whether a text of so many bytes fits where this kind goes.
bool fitsChatText(ChatTextKind kind, std::size_t textSize);

} // namespace tacet::crypto
