#pragma once
#include "models/domain/message.h"

#include <QColor>
#include <QRectF>

class QPainter;

namespace tacet {

struct Theme;

/// Width that the mark of an own message takes at this height.
qreal deliveryMarkWidth(qreal height);

/// A clock, one tick, two ticks, two ticks in a filled pill, or an exclamation mark: told apart by shape,
/// not by colour alone.
void paintDeliveryMark(QPainter &painter, const QRectF &rect, DeliveryState state, const QColor &color,
                       const Theme &theme);

} // namespace tacet
