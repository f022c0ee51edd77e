#pragma once
#include "models/domain/ids.h"

#include <QWidget>

namespace tacet {

/// Up to two letters that stand for a name; "?" if it has none.
QString initialsOf(const QString &name);

/// A disc with the initials, in a colour that stays with the person.
void paintAvatar(QPainter &painter, const QRectF &rect, UserId person, const QString &name);

/// The same as a widget. Decoration only: a screen reader hears the name beside it.
class Avatar final : public QWidget
{
    Q_OBJECT
public:
    explicit Avatar(int side, QWidget *parent = nullptr);

    void setPerson(UserId person, const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    UserId m_person;
    QString m_name;
};

} // namespace tacet
