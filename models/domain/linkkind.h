#pragma once
#include <QString>

namespace tacet {

/// What a tacet:// address is for.
enum class LinkKind {
    None,      ///< no address of Tacet's, or of a kind that this version does not know
    Enrolment, ///< tacet://join: an account in a workspace
    Group,     ///< tacet://group: a group or channel of a workspace
    Workspace, ///< tacet://workspace: one more computer for an account
};

/// By the first part alone: whether the address is whole, only its own type says.
LinkKind linkKindOf(const QString &text);

} // namespace tacet
