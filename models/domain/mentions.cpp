#include "models/domain/mentions.h"

#include <algorithm>

namespace tacet {

namespace {

bool isInWord(const QString &text, qsizetype at)
{
    if (at < 0 || at >= text.size())
        return false;
    const QChar unit = text[at];
    return unit.isLetterOrNumber() || unit == u'_' || unit.isSurrogate() || unit.isMark();
}

/// Null if no name fits behind the "@" at `at`.
const Mentionable *longestAt(const QString &text, qsizetype at, const QList<Mentionable> &mentionables)
{
    const QStringView rest = QStringView(text).sliced(at + 1);
    const Mentionable *longest = nullptr;
    for (const Mentionable &one : mentionables) {
        if (one.name.isEmpty() || (longest && one.name.size() <= longest->name.size()))
            continue;
        if (rest.startsWith(one.name, Qt::CaseInsensitive) && !isInWord(text, at + 1 + one.name.size()))
            longest = &one;
    }
    return longest;
}

} // namespace

QList<Mention> mentionsIn(const QString &text, const QList<Mentionable> &mentionables)
{
    QList<Mention> found;
    qsizetype at = text.indexOf(u'@');
    while (at >= 0 && found.size() < kMentionsMax) {
        qsizetype next = at + 1;
        const Mentionable *const named = isInWord(text, at - 1) ? nullptr : longestAt(text, at, mentionables);
        if (named) {
            found += {.kind = named->kind,
                      .target = named->target,
                      .start = static_cast<int>(at),
                      .length = static_cast<int>(named->name.size() + 1)};
            next += named->name.size();
        }
        at = text.indexOf(u'@', next);
    }
    return found;
}

bool areSoundMentions(const QList<Mention> &mentions, const QString &text)
{
    qint64 free = 0;
    for (const Mention &mention : mentions) {
        if (mention.start < free || mention.length < 1 ||
            (mention.kind == MentionKind::Everyone) != mention.target.isNull())
            return false;
        free = qint64{mention.start} + mention.length;
    }
    return free <= text.size() && mentions.size() <= kMentionsMax;
}

bool mentionsReader(const QList<Mention> &mentions, const MentionReader &reader)
{
    return std::ranges::any_of(mentions, [&](const Mention &mention) {
        switch (mention.kind) {
        case MentionKind::Person: return mention.target == reader.user.uuid();
        case MentionKind::Role: return !reader.role.isNull() && mention.target == reader.role.uuid();
        case MentionKind::Everyone: return true;
        }
        return false;
    });
}

} // namespace tacet
