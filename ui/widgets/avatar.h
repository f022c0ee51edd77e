#pragma once
#include "models/domain/ids.h"

#include <QPixmap>
#include <QWidget>

namespace tacet {

/// Up to two letters that stand for a name; "?" if it has none.
QString initialsOf(const QString &name);

struct Theme;

/// People are discs, groups and channels rounded squares.
enum class AvatarShape { Person, Chat };

struct AvatarLook {
    QUuid id; ///< gives the colour, which stays with the person or chat
    QString name;
    AvatarShape shape = AvatarShape::Person;
    QByteArray picture = {}; ///< an encoded image; empty or unreadable: the initials
};

void paintAvatar(QPainter &painter, const QRectF &rect, const AvatarLook &look);

/// The colour of a person's name in running text: the avatar's, light enough or dark enough to be read.
QColor nameColor(const QUuid &person, const Theme &theme);
/// A colour that a person chose, moved until text in it can be read on the theme's surfaces.
QColor readableColor(const QColor &wish, const Theme &theme);

/// PNG or JPEG scaled to fill a square of `side` pixels. Others' pictures are decoded beside the GUI thread: null until
/// that is done, when all windows are painted again, and if it cannot be read. Kept for the next time.
QPixmap squarePicture(const QByteArray &encoded, int side);

/// The avatar as a widget. Decoration only: a screen reader hears the name beside it.
class Avatar final : public QWidget
{
    Q_OBJECT
public:
    explicit Avatar(int side, QWidget *parent = nullptr);

    void setPerson(UserId person, const QString &name);
    void setLook(const AvatarLook &look);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    AvatarLook m_look;
};

} // namespace tacet
