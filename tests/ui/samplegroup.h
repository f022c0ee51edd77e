#pragma once
#include "models/domain/chat.h"
#include "models/domain/mentions.h"
#include "models/domain/thread.h"

namespace tacet::tests {

/// A group as the gallery and tests of views show it: people, roles, a conversation, threads, invites.
struct SampleGroup {
    Group group;
    Chat chat;
    UserId self;
    QList<GroupMember> members;
    QList<GroupRole> roles;
    QList<Mentionable> mentionables;
    QList<Message> messages; ///< oldest first
    QList<Thread> threads;   ///< newest activity first, pinned ones before
    QList<Reply> replies;    ///< of the first thread
    QList<GroupInvite> invites;
    QList<JoinRequest> requests;
    QList<PublicChat> publicChats;
};

/// `arabic` gives Arabic names and texts. This account is the owner.
SampleGroup sampleGroup(bool arabic);
/// More rows for the list of chats: a channel one may not write in, a group one has left.
QList<Chat> sampleGroupChats(bool arabic);

} // namespace tacet::tests
