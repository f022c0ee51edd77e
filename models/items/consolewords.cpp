#include "models/items/consolewords.h"

#include "models/items/consolenames.h"

#include <QCoreApplication>
#include <QLocale>
#include <QUuid>

namespace tacet {

namespace {

constexpr int kShortId = 8;

struct ConsoleWords {
    Q_DECLARE_TR_FUNCTIONS(tacet::ConsoleWords)
};

QString timeWords(const QVariant &value, QLocale::FormatType format)
{
    const QDateTime time = value.toDateTime();
    return time.isValid() ? QLocale().toString(time.toLocalTime(), format) : ConsoleWords::tr("never");
}

QString shareWords(double share)
{
    return ConsoleWords::tr("%1 %").arg(QLocale().toString(share * 100, 'f', 0));
}

QString shareSentence(double share)
{
    const QString words = shareWords(share);
    switch (consoleTone({.name = {}, .kind = ConsoleKind::Share}, share)) {
    case ConsoleTone::Danger: return ConsoleWords::tr("%1, full").arg(words);
    case ConsoleTone::Warning: return ConsoleWords::tr("%1, nearly full").arg(words);
    default: return words;
    }
}

} // namespace

QString consoleWords(const ConsoleColumn &column, const QVariant &value)
{
    if (column.kind == ConsoleKind::Time)
        return timeWords(value, QLocale::ShortFormat);
    if (!value.isValid() || value.isNull())
        return QStringLiteral("–");
    switch (column.kind) {
    case ConsoleKind::Id: return value.toUuid().toString(QUuid::WithoutBraces).left(kShortId);
    case ConsoleKind::Count: return QLocale().toString(value.toLongLong());
    case ConsoleKind::Bytes: return QLocale().formattedDataSize(value.toLongLong(), 1);
    case ConsoleKind::Share: return shareWords(value.toDouble());
    case ConsoleKind::State: return consoleStateWords(value.toString());
    case ConsoleKind::Flag: return value.toBool() ? ConsoleWords::tr("Yes") : ConsoleWords::tr("No");
    default: return value.toString().simplified();
    }
}

QString consoleDetail(const ConsoleColumn &column, const QVariant &value)
{
    if (!value.isValid() || value.isNull())
        return {};
    switch (column.kind) {
    case ConsoleKind::Id: return value.toUuid().toString(QUuid::WithoutBraces);
    case ConsoleKind::Time: return timeWords(value, QLocale::LongFormat);
    case ConsoleKind::Bytes:
        return ConsoleWords::tr("%1 bytes", "the exact number").arg(QLocale().toString(value.toLongLong()));
    case ConsoleKind::Share: return shareSentence(value.toDouble());
    default: return {};
    }
}

QString consoleSpoken(const ConsoleColumn &column, const QVariant &value)
{
    const bool isNothing = column.kind != ConsoleKind::Time && (!value.isValid() || value.isNull());
    QString words = isNothing ? ConsoleWords::tr("nothing") : consoleWords(column, value);
    if (column.kind == ConsoleKind::Share && !isNothing)
        words = shareSentence(value.toDouble());
    return ConsoleWords::tr("%1: %2", "a column and its value").arg(consoleTitle(column.name), words);
}

ConsoleTone consoleTone(const ConsoleColumn &column, const QVariant &value)
{
    if (column.kind == ConsoleKind::State)
        return consoleStateTone(value.toString());
    if (column.kind != ConsoleKind::Share || !value.isValid())
        return ConsoleTone::Plain;
    const double share = value.toDouble();
    return share >= 1 ? ConsoleTone::Danger : share >= kWarningShare ? ConsoleTone::Warning : ConsoleTone::Plain;
}

} // namespace tacet
