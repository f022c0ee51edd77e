#include "ui/admin/usagechart.h"

#include "ui/widgets/theme.h"

#include <QDateTimeAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QValueAxis>

#include <algorithm>

namespace tacet {

namespace {

constexpr int kHeight = 240;
constexpr int kTicks = 5;
constexpr double kLineWidth = 2;
constexpr double kMegabyte = 1024.0 * 1024.0;

} // namespace

UsageChart::UsageChart(const QString &title, Unit unit, QWidget *parent)
    : QChartView(parent)
    , m_title(title)
    , m_unit(unit)
{
    setObjectName(QStringLiteral("usageChart"));
    setRenderHint(QPainter::Antialiasing);
    setMinimumHeight(kHeight);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(title);
    chart()->setTitle(title);
    chart()->setBackgroundRoundness(space::kRadius);
    chart()->setLayoutDirection(Qt::LeftToRight);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    applyTheme();
}

void UsageChart::setLines(const QList<Line> &lines)
{
    m_lines = lines;
    rebuild();
}

void UsageChart::rebuild()
{
    chart()->removeAllSeries();
    const QList<QAbstractAxis *> old = chart()->axes();
    for (QAbstractAxis *axis : old) {
        chart()->removeAxis(axis);
        delete axis;
    }
    auto *days = new QDateTimeAxis;
    days->setFormat(QStringLiteral("d. M."));
    days->setTickCount(kTicks);
    auto *amounts = new QValueAxis;
    amounts->setLabelFormat(m_unit == Unit::Count ? QStringLiteral("%.0f") : QStringLiteral("%.1f"));
    chart()->addAxis(days, Qt::AlignBottom);
    chart()->addAxis(amounts, Qt::AlignLeft);
    double most = 1;
    for (const Line &line : std::as_const(m_lines)) {
        auto *series = new QLineSeries;
        series->setName(line.name);
        for (const Point &point : line.points) {
            const double amount = m_unit == Unit::Count ? point.amount : point.amount / kMegabyte;
            series->append(static_cast<double>(point.day.toMSecsSinceEpoch()), amount);
            most = std::max(most, amount);
        }
        chart()->addSeries(series);
        series->attachAxis(days);
        series->attachAxis(amounts);
    }
    amounts->setRange(0, most);
    amounts->applyNiceNumbers();
    chart()->legend()->setVisible(m_lines.size() > 1);
    chart()->legend()->setAlignment(Qt::AlignBottom);
    setAccessibleDescription(spoken());
    applyTheme();
}

void UsageChart::applyTheme()
{
    const Theme &theme = Theme::of(palette());
    setBackgroundBrush(theme.window);
    chart()->setBackgroundBrush(theme.raised);
    chart()->setBackgroundPen(QPen(theme.border));
    chart()->setTitleBrush(theme.text);
    chart()->setTitleFont(fontOf(TextLevel::Strong, font()));
    chart()->legend()->setLabelColor(theme.text);
    const QList<QAbstractAxis *> axes = chart()->axes();
    for (QAbstractAxis *axis : axes) {
        axis->setLabelsColor(theme.muted);
        axis->setGridLineColor(theme.border);
        axis->setLinePenColor(theme.border);
        axis->setLabelsFont(fontOf(TextLevel::Caption, font()));
    }
    const QList<QAbstractSeries *> lines = chart()->series();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QPen pen(i == 0 ? theme.accent : theme.warning, kLineWidth);
        pen.setStyle(i == 0 ? Qt::SolidLine : Qt::DashLine);
        static_cast<QLineSeries *>(lines.at(i))->setPen(pen);
    }
}

QString UsageChart::spoken() const
{
    QStringList sentences;
    const auto words = [this](double amount) {
        return m_unit == Unit::Count ? QLocale().toString(amount, 'f', 0)
                                     : QLocale().formattedDataSize(static_cast<qint64>(amount), 1);
    };
    for (const Line &line : m_lines) {
        if (line.points.isEmpty())
            continue;
        const auto [least, most] = std::ranges::minmax(line.points, {}, &Point::amount);
        sentences += tr("%1: from %2 to %3 a day, %4 on the last day.")
                         .arg(line.name, words(least.amount), words(most.amount), words(line.points.last().amount));
    }
    return sentences.isEmpty() ? tr("No figures yet.") : sentences.join(u' ');
}

void UsageChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QChartView::changeEvent(event);
}

} // namespace tacet
