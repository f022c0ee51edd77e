#pragma once
#include "tests/backend/tenantworld.h"

namespace tacet {

/// A group with these members, made as rows; the first one owns it. Members may post, and post threads.
ChatId makeRoom(TenantWorld &world, const std::vector<const Member *> &members);

/// A live message of a group. Its Megolm session is the same for all.
struct Post {
    MessageId id;
    ChatId chat;
    QByteArray content;
};
Post postFor(ChatId chat, const QByteArray &content = "sealed");

/// One call of api.post_batch: 1 to 128 posts, all or none. Answers their states.
Result<QStringList> postBatch(DatabaseConnection &connection, const QList<Post> &posts);

} // namespace tacet
