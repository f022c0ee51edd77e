#pragma once
#include <QChartView>
#include <QDateTime>

namespace tacet {

/// An amount a day as lines over time, in the colours of the theme. Lines differ by their strokes as well, and
/// the figures are told in words to a screen reader.
class UsageChart final : public QChartView
{
    Q_OBJECT
public:
    struct Point {
        QDateTime day;
        double amount;
    };
    struct Line {
        QString name;
        QList<Point> points; ///< by day
    };
    enum class Unit { Count, Megabytes };

    UsageChart(const QString &title, Unit unit, QWidget *parent = nullptr);

    void setLines(const QList<Line> &lines);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void applyTheme();
    QString spoken() const;

    QString m_title;
    Unit m_unit;
    QList<Line> m_lines;
};

} // namespace tacet
