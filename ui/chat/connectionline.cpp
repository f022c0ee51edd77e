#include "ui/chat/connectionline.h"

#include "ui/widgets/errortext.h"
#include "ui/widgets/textlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

#include <chrono>

namespace tacet {

namespace {

constexpr int kDotSide = 10;

/// A filled disc when online, a ring while connecting, a cross when offline: shape and colour.
QPixmap dotFor(ConnectionState::Kind kind, const Theme &theme, qreal ratio)
{
    QPixmap dot(QSize(kDotSide, kDotSide) * ratio);
    dot.setDevicePixelRatio(ratio);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF disc(1, 1, kDotSide - 2, kDotSide - 2);
    switch (kind) {
    case ConnectionState::Kind::Online:
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.success);
        painter.drawEllipse(disc);
        break;
    case ConnectionState::Kind::Connecting:
    case ConnectionState::Kind::Syncing:
        painter.setPen(QPen(theme.accent, 2));
        painter.drawEllipse(disc);
        break;
    case ConnectionState::Kind::Offline:
    case ConnectionState::Kind::Refused:
        painter.setPen(QPen(kind == ConnectionState::Kind::Refused ? theme.danger : theme.warning, 2, Qt::SolidLine,
                            Qt::RoundCap));
        painter.drawLine(disc.topLeft(), disc.bottomRight());
        painter.drawLine(disc.topRight(), disc.bottomLeft());
        break;
    }
    return dot;
}

} // namespace

ConnectionLine::ConnectionLine(QWidget *parent)
    : QFrame(parent)
    , m_dot(new QLabel)
    , m_words(new ElidedLabel(TextLevel::Caption))
    , m_retry(new QPushButton(tr("Try now")))
{
    setObjectName(QStringLiteral("statusLine"));
    m_words->setObjectName(QStringLiteral("connectionWords"));
    m_words->setMuted(true);
    m_retry->setObjectName(QStringLiteral("retryConnection"));
    m_retry->setProperty("kind", QStringLiteral("quiet"));
    m_retry->setFlat(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kTiny, space::kSmall, space::kTiny);
    row->setSpacing(space::kSmall);
    row->addWidget(m_dot);
    row->addWidget(m_words, 1);
    row->addWidget(m_retry);
    setMinimumHeight(space::kHuge);
    connect(m_retry, &QPushButton::clicked, this, &ConnectionLine::retryRequested);
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionLine::refresh);
    refresh();
}

void ConnectionLine::setState(const ConnectionState &state)
{
    m_state = state;
    if (state.kind == ConnectionState::Kind::Offline && state.retryAt.isValid())
        m_countdown.start();
    else
        m_countdown.stop();
    refresh();
}

QString ConnectionLine::words() const
{
    switch (m_state.kind) {
    case ConnectionState::Kind::Online: return tr("Connected");
    case ConnectionState::Kind::Connecting: return tr("Connecting …");
    case ConnectionState::Kind::Syncing: return tr("Fetching messages …");
    case ConnectionState::Kind::Refused:
        return m_state.reason ? errorWords(*m_state.reason).happened : tr("The workspace refused this device.");
    case ConnectionState::Kind::Offline: break;
    }
    const qint64 seconds = m_state.retryAt.isValid() ? QDateTime::currentDateTimeUtc().secsTo(m_state.retryAt) : 0;
    if (seconds > 0)
        return tr("Offline · next try in %1 s").arg(QLocale().toString(seconds));
    return tr("Offline. What you send waits here.");
}

void ConnectionLine::refresh()
{
    m_words->setText(words());
    m_words->setToolTip(m_state.reason ? errorWords(*m_state.reason).remedy : QString());
    m_dot->setPixmap(dotFor(m_state.kind, Theme::of(palette()), devicePixelRatioF()));
    m_retry->setVisible(m_state.kind == ConnectionState::Kind::Offline ||
                        m_state.kind == ConnectionState::Kind::Refused);
}

void ConnectionLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace tacet
