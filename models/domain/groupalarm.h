#pragma once

namespace tacet {

/// Why a person is warned about a group or channel: somebody with the database in hand tried something.
enum class GroupAlarm {
    LogBroken,     ///< the log that the database shows is not the one that was seen: the chat is halted
    VoidOperation, ///< an entry of the log is not signed by who may make it; it was ignored
    ForeignMember, ///< the database has a member, or a role of one, that the log does not know; no keys go there
    ForeignDevice, ///< the database has a device of a member that the account's signed list does not know
    WrongKey,      ///< a key was handed out that is not the one of the log; it was thrown away
    WrongSession,  ///< the key to older messages is not their author's; it was thrown away
};

} // namespace tacet
