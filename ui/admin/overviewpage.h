#pragma once
#include "ui/admin/consolesource.h"
#include "ui/admin/overviewfigures.h"

#include <QHash>
#include <QScrollArea>

class QGridLayout;

namespace tacet {

class ErrorBanner;
class FigureCard;
class TextLabel;
class UsageChart;

/// How the workspace is: figures with what they mean and what to do, and how much happened over the last weeks.
class OverviewPage final : public QScrollArea
{
    Q_OBJECT
public:
    explicit OverviewPage(ConsoleSource &source, QWidget *parent = nullptr);

    void refresh();
    /// Nothing that was read stays on the screen.
    void clear();

Q_SIGNALS:
    void pageRequested(const QString &view, const QList<tacet::ConsoleFilter> &filters);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange(int columns);
    void ask(const OverviewFigure &figure);
    void take(const OverviewFigure &figure, const Result<qint64> &found);
    void askUsage(const ConsoleQuery &query, quint64 token, QList<QVariantList> before);
    void showUsage(const QList<QVariantList> &rows);
    void refreshHealth();

    ConsoleSource &m_source;
    QList<OverviewFigure> m_figures;
    QHash<QString, FigureCard *> m_cards; ///< by the figure's id
    QHash<QString, ConsoleTone> m_tones;  ///< of what was answered
    QGridLayout *m_grid;
    ErrorBanner *m_health;
    TextLabel *m_sentence;
    UsageChart *m_messages;
    UsageChart *m_bytes;
    int m_columns = 0;
    quint64 m_token = 0; ///< of the answers that are awaited
};

} // namespace tacet
