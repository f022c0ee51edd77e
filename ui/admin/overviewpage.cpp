#include "ui/admin/overviewpage.h"

#include "ui/admin/figurecard.h"
#include "ui/admin/usagechart.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>
#include <QShortcut>

#include <algorithm>
#include <map>

namespace tacet {

namespace {

constexpr qint64 kMostCounted = 10'000;
constexpr int kCardWidth = 230;
constexpr int kChartedDays = 30;
constexpr int kUsagePage = 500;
constexpr qsizetype kMostUsageRows = 2'000;

enum UsageColumn { Id, Day, Metric, Value };

using Days = std::map<QDateTime, double>;

UsageChart::Line lineOf(const QString &name, const Days &days)
{
    UsageChart::Line line{.name = name, .points = {}};
    for (const auto &[day, amount] : days)
        line.points.append({.day = day, .amount = amount});
    return line;
}

} // namespace

OverviewPage::OverviewPage(ConsoleSource &source, QWidget *parent)
    : QScrollArea(parent)
    , m_source(source)
    , m_grid(new QGridLayout)
    , m_health(new ErrorBanner)
    , m_sentence(new TextLabel(TextLevel::Body, tr("Figures of the whole workspace. Nothing here can read what people "
                                                   "write: it is encrypted before it arrives.")))
    , m_messages(new UsageChart(tr("Messages a day"), UsageChart::Unit::Count))
    , m_bytes(new UsageChart(tr("Encrypted messages, MiB a day"), UsageChart::Unit::Megabytes))
{
    setObjectName(QStringLiteral("overviewPage"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sentence->setTone("muted");
    m_grid->setSpacing(space::kMedium);
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("page"));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(new TextLabel(TextLevel::Title, tr("Overview")));
    column->addWidget(m_sentence);
    column->addWidget(m_health);
    column->addLayout(m_grid);
    column->addWidget(m_messages);
    column->addWidget(m_bytes);
    column->addStretch();
    setWidget(content);
    m_figures = overviewFigures(QDateTime::currentDateTimeUtc());
    for (const OverviewFigure &figure : std::as_const(m_figures)) {
        auto *card = new FigureCard(figure.title);
        m_cards.insert(figure.id, card);
        connect(card, &FigureCard::actionTriggered, this,
                [this, figure] { Q_EMIT pageRequested(figure.query.view, figure.query.filters); });
    }
    arrange(1);
    auto *again = new QShortcut(QKeySequence(Qt::Key_F5), this);
    again->setContext(Qt::WidgetWithChildrenShortcut);
    connect(again, &QShortcut::activated, this, &OverviewPage::refresh);
}

void OverviewPage::arrange(int columns)
{
    if (columns == m_columns)
        return;
    for (int column = 0; column < m_columns; ++column)
        m_grid->setColumnStretch(column, 0);
    m_columns = columns;
    for (int place = 0; place < m_figures.size(); ++place)
        m_grid->addWidget(m_cards.value(m_figures.at(place).id), place / columns, place % columns);
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, 1);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange(std::clamp(viewport()->width() / kCardWidth, 1, 4));
}

void OverviewPage::refresh()
{
    ++m_token;
    m_tones.clear();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_figures = overviewFigures(now);
    for (const OverviewFigure &figure : std::as_const(m_figures))
        ask(figure);
    const ConsoleFilter recent{
        .column = QStringLiteral("day"), .match = ConsoleMatch::AtLeast, .value = now.addDays(-kChartedDays)};
    askUsage({.view = QStringLiteral("usage"), .filters = {recent}, .limit = kUsagePage}, m_token, {});
}

void OverviewPage::clear()
{
    ++m_token;
    m_tones.clear();
    m_health->clear();
    for (FigureCard *card : std::as_const(m_cards))
        card->setUnknown({});
    m_messages->setLines({});
    m_bytes->setLines({});
}

void OverviewPage::ask(const OverviewFigure &figure)
{
    m_source.fetchCount(figure.query, kMostCounted, this, [this, figure, token = m_token](const Result<qint64> &found) {
        if (token == m_token)
            take(figure, found);
    });
}

void OverviewPage::take(const OverviewFigure &figure, const Result<qint64> &found)
{
    FigureCard *card = m_cards.value(figure.id);
    if (!found) {
        card->setUnknown(errorWords(found.error().code()).happened);
        return;
    }
    const ConsoleTone tone = toneOf(figure, *found);
    const bool isTrouble = tone == ConsoleTone::Warning || tone == ConsoleTone::Danger;
    const QString amount = *found >= kMostCounted ? tr("over %L1").arg(kMostCounted) : QLocale().toString(*found);
    card->setFigure(amount, tone, isTrouble ? figure.trouble : figure.well, isTrouble ? figure.action : QString());
    m_tones.insert(figure.id, tone);
    refreshHealth();
}

void OverviewPage::refreshHealth()
{
    if (m_tones.size() < m_figures.size())
        return;
    const auto count = [this](ConsoleTone tone) { return std::ranges::count(m_tones, tone); };
    const auto dangers = count(ConsoleTone::Danger);
    const auto troubles = static_cast<int>(dangers + count(ConsoleTone::Warning));
    if (troubles == 0)
        m_health->showWords(ErrorBanner::Tone::Info, tr("All is well."), tr("Nothing needs to be done."));
    else
        m_health->showWords(dangers > 0 ? ErrorBanner::Tone::Danger : ErrorBanner::Tone::Warning,
                            tr("%Ln thing(s) should be looked at.", nullptr, troubles),
                            tr("Each card below says what is wrong and where to go."));
}

void OverviewPage::askUsage(const ConsoleQuery &query, quint64 token, QList<QVariantList> before)
{
    m_source.fetchPage(query, this, [this, query, token, before](const Result<ConsolePage> &page) {
        if (token != m_token || !page)
            return;
        const QList<QVariantList> rows = before + page->rows;
        if (!page->end || rows.size() >= kMostUsageRows) {
            showUsage(rows);
            return;
        }
        ConsoleQuery next = query;
        next.after = page->end;
        askUsage(next, token, rows);
    });
}

void OverviewPage::showUsage(const QList<QVariantList> &rows)
{
    QHash<QString, Days> metrics;
    for (const QVariantList &row : rows)
        metrics[row.at(Metric).toString()][row.at(Day).toDateTime()] = row.at(Value).toDouble();
    m_messages->setLines({lineOf(tr("Direct chats"), metrics.value(QStringLiteral("messages"))),
                          lineOf(tr("Groups and channels"), metrics.value(QStringLiteral("posts")))});
    m_bytes->setLines({lineOf(tr("Encrypted messages"), metrics.value(QStringLiteral("message_bytes")))});
}

} // namespace tacet
