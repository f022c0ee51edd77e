#include "ui/admin/effectwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <limits>

namespace tacet {

namespace {

struct EffectWords {
    Q_DECLARE_TR_FUNCTIONS(tacet::EffectWords)
};

QString wordsOf(const Effect &effect)
{
    const int n = static_cast<int>(std::min<qint64>(effect.amount, std::numeric_limits<int>::max()));
    switch (effect.kind) {
    case EffectKind::Devices: return EffectWords::tr("%Ln device(s) in use.", nullptr, n);
    case EffectKind::Groups: return EffectWords::tr("Member of %Ln group(s) and channel(s).", nullptr, n);
    case EffectKind::OwnedGroups:
        return EffectWords::tr("Owner of %Ln group(s) and channel(s), which stay without an owner.", nullptr, n);
    case EffectKind::Waiting: return EffectWords::tr("%Ln message(s) not fetched yet.", nullptr, n);
    case EffectKind::Members: return EffectWords::tr("%Ln member(s).", nullptr, n);
    case EffectKind::Messages: return EffectWords::tr("%Ln message(s) kept for its members.", nullptr, n);
    case EffectKind::Files: return EffectWords::tr("%Ln file(s).", nullptr, n);
    case EffectKind::Bytes: return EffectWords::tr("%1 of files.").arg(QLocale().formattedDataSize(effect.amount, 1));
    }
    return {};
}

} // namespace

QStringList effectWords(const QList<Effect> &effects)
{
    if (effects.isEmpty())
        return {};
    QStringList words;
    for (const Effect &effect : effects) {
        if (effect.amount > 0)
            words.append(wordsOf(effect));
    }
    return words.isEmpty() ? QStringList{EffectWords::tr("Nothing else is affected.")} : words;
}

} // namespace tacet
