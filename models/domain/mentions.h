#pragma once
#include "models/domain/message.h"

namespace tacet {

/// Somebody or something that a text can name after an "@".
struct Mentionable {
    MentionKind kind = MentionKind::Person;
    QUuid target; ///< null for everyone
    QString name; ///< without "@"; may hold spaces

    friend bool operator==(const Mentionable &, const Mentionable &) = default;
};

/// Who reads a text: what names them names one of these.
struct MentionReader {
    UserId user;
    RoleId role;
};

inline constexpr qsizetype kMentionsMax = 128; ///< of one message

/// The places of `text` that name one of `mentionables`, in order. An "@" counts at the beginning of a word; the
/// longest name that fits wins, whatever its case, and ends where a word ends. More than kMentionsMax are left out.
QList<Mention> mentionsIn(const QString &text, const QList<Mentionable> &mentionables);

/// Whether they lie in the text, one behind the other, and name what their kind names.
bool areSoundMentions(const QList<Mention> &mentions, const QString &text);

bool mentionsReader(const QList<Mention> &mentions, const MentionReader &reader);

} // namespace tacet
