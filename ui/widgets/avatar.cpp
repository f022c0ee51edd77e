#include "ui/widgets/avatar.h"

#include <QPainter>
#include <QTextBoundaryFinder>

#include <array>

namespace tacet {

namespace {

/// White on each of them meets 4.5 : 1.
constexpr std::array<QRgb, 8> kColors{0xFFB3412A, 0xFF8F5A0A, 0xFF4C751D, 0xFF1C7A58,
                                      0xFF17748F, 0xFF3F63C6, 0xFF7A52C2, 0xFFAD3A7C};
constexpr double kLetterShare = 0.38;

QString firstLetter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.first(std::min<qsizetype>(end, 8)).toUpper() : QString();
}

} // namespace

QString initialsOf(const QString &name)
{
    QStringList words;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts)) {
        if (word.front().isLetterOrNumber() || word.front().isHighSurrogate())
            words += word;
    }
    if (words.isEmpty())
        return QStringLiteral("?");
    // Arabic letters join: two of them would read as a word.
    if (words.size() == 1 || words.first().isRightToLeft())
        return firstLetter(words.first());
    return firstLetter(words.first()) + firstLetter(words.last());
}

void paintAvatar(QPainter &painter, const QRectF &rect, UserId person, const QString &name)
{
    uint hash = 0;
    for (const char byte : person.toBytes())
        hash = hash * 31 + static_cast<uchar>(byte);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(kColors.at(hash % kColors.size())));
    painter.drawEllipse(rect);
    QFont font = painter.font();
    font.setPixelSize(qRound(rect.height() * kLetterShare));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, initialsOf(name));
    painter.restore();
}

Avatar::Avatar(int side, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void Avatar::setPerson(UserId person, const QString &name)
{
    m_person = person;
    m_name = name;
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAvatar(painter, rect(), m_person, m_name);
}

} // namespace tacet
