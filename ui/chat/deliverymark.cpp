#include "ui/chat/deliverymark.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace tacet {

namespace {

constexpr double kAspect = 1.5;
constexpr double kStroke = 0.12;

/// A tick whose lower corner stands at `corner`, in units of the mark's height.
QPainterPath tick(QPointF corner, qreal unit)
{
    QPainterPath path;
    path.moveTo(corner + QPointF(-0.22, -0.22) * unit);
    path.lineTo(corner);
    path.lineTo(corner + QPointF(0.42, -0.44) * unit);
    return path;
}

void paintTicks(QPainter &painter, const QRectF &rect, int count)
{
    const qreal unit = rect.height();
    const qreal middle = rect.center().x() - (count == 2 ? 0.26 : 0.1) * unit;
    const qreal bottom = rect.top() + 0.72 * unit;
    painter.drawPath(tick(QPointF(middle, bottom), unit));
    if (count == 2) {
        // The second tick begins where the first one passes.
        QPainterPath second;
        second.moveTo(QPointF(middle + 0.29 * unit, bottom - 0.09 * unit));
        second.lineTo(QPointF(middle + 0.38 * unit, bottom));
        second.lineTo(QPointF(middle + 0.8 * unit, bottom - 0.44 * unit));
        painter.drawPath(second);
    }
}

void paintClock(QPainter &painter, const QRectF &rect)
{
    const qreal side = rect.height() * 0.8;
    const QRectF face(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side);
    painter.drawEllipse(face);
    painter.drawLine(face.center(), face.center() - QPointF(0, side * 0.3));
    painter.drawLine(face.center(), face.center() + QPointF(side * 0.22, side * 0.1));
}

void paintAlarm(QPainter &painter, const QRectF &rect)
{
    const qreal side = rect.height() * 0.9;
    const QRectF face(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side);
    painter.drawEllipse(face);
    painter.drawLine(face.center() - QPointF(0, side * 0.25), face.center() + QPointF(0, side * 0.05));
    painter.drawPoint(face.center() + QPointF(0, side * 0.25));
}

} // namespace

qreal deliveryMarkWidth(qreal height)
{
    return height * kAspect;
}

void paintDeliveryMark(QPainter &painter, const QRectF &rect, DeliveryState state, const QColor &color,
                       const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor stroke = state == DeliveryState::Failed ? theme.danger
                          : state == DeliveryState::Read ? theme.onAccent
                                                         : color;
    if (state == DeliveryState::Read) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    }
    painter.setPen(QPen(stroke, rect.height() * kStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case DeliveryState::Queued: paintClock(painter, rect); break;
    case DeliveryState::Sent: paintTicks(painter, rect, 1); break;
    case DeliveryState::Delivered: paintTicks(painter, rect, 2); break;
    case DeliveryState::Read:
        paintTicks(painter, rect.adjusted(0, rect.height() * 0.1, 0, -rect.height() * 0.1), 2);
        break;
    case DeliveryState::Failed: paintAlarm(painter, rect); break;
    case DeliveryState::Received: break;
    }
    painter.restore();
}

} // namespace tacet
