#include "ui/admin/administrationwindow.h"

#include "ui/admin/administrationunlockpage.h"
#include "ui/admin/overviewpage.h"
#include "ui/admin/pagefactory.h"
#include "ui/admin/tablepages.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QEvent>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tacet {

namespace {

constexpr QSize kSize(1180, 780);
constexpr QSize kSmallest(720, 480);
constexpr int kNavigationWidth = 228;
constexpr int kIconSide = 20;
constexpr std::chrono::seconds kTick{5};

} // namespace

AdministrationWindow::AdministrationWindow(const QString &workspace, const QList<ConsoleTable> &tables,
                                           ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : QMainWindow(parent)
    , m_tables(tables)
    , m_places(administrationPlaces(tables))
    , m_source(source)
    , m_actions(actions)
    , m_unlock(new AdministrationUnlockPage(workspace))
    , m_whole(new QStackedWidget)
    , m_stack(new QStackedWidget)
    , m_overview(new OverviewPage(source))
{
    setObjectName(QStringLiteral("administrationWindow"));
    setWindowTitle(tr("Administration of %1").arg(lineText(workspace)));
    resize(kSize);
    setMinimumSize(kSmallest);
    m_stack->addWidget(m_overview);
    auto *pages = new QWidget;
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(buildNavigation(m_places));
    row->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(pages);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBand(workspace));
    column->addLayout(row, 1);
    m_whole->addWidget(m_unlock);
    m_whole->addWidget(pages);
    setCentralWidget(m_whole);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &AdministrationWindow::showTimeLeft);
    connect(m_unlock, &AdministrationUnlockPage::submitted, this, &AdministrationWindow::unlockRequested);
    connect(m_overview, &OverviewPage::pageRequested, this,
            qOverload<const QString &, const QList<ConsoleFilter> &>(&AdministrationWindow::openPage));
    connect(m_navigation, &QListWidget::currentRowChanged, this, &AdministrationWindow::showPlace);
    m_navigation->setCurrentRow(0);
    qApp->installEventFilter(this);
}

QWidget *AdministrationWindow::buildBand(const QString &workspace)
{
    auto *band = new QWidget;
    band->setObjectName(QStringLiteral("administrationBand"));
    band->setAttribute(Qt::WA_StyledBackground);
    m_mark = new QLabel;
    drawMark();
    auto *words = new TextLabel(
        TextLevel::Strong,
        tr("Administration of %1 – changes take effect for everybody.").arg(isolated(lineText(workspace))));
    m_left = new TextLabel(TextLevel::Body);
    m_left->setObjectName(QStringLiteral("timeLeft"));
    m_left->setWordWrap(false);
    auto *lock = new QPushButton(symbolicIcon(QStringLiteral("lock")), tr("Lock"));
    lock->setObjectName(QStringLiteral("lockAdministration"));
    lock->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    auto *row = new QHBoxLayout(band);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    row->setSpacing(space::kSmall);
    row->addWidget(m_mark);
    row->addWidget(words, 1);
    row->addWidget(m_left);
    row->addWidget(lock);
    connect(lock, &QPushButton::clicked, this, &AdministrationWindow::lockRequested);
    return band;
}

QWidget *AdministrationWindow::buildNavigation(const QList<WindowPlace> &places)
{
    auto *side = new QWidget;
    side->setObjectName(QStringLiteral("navigation"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(kNavigationWidth);
    m_navigation = new QListWidget;
    m_navigation->setObjectName(QStringLiteral("groupNavigation"));
    m_navigation->setAccessibleName(tr("Pages of the administration"));
    m_navigation->setIconSize(QSize(kIconSide, kIconSide));
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const WindowPlace &place : places) {
        auto *item = new QListWidgetItem(symbolicIcon(place.icon), place.title);
        item->setSizeHint(QSize(0, fontMetrics().height() + 2 * space::kSmall));
        m_navigation->addItem(item);
    }
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(space::kSmall, space::kMedium, space::kSmall, space::kSmall);
    column->addWidget(m_navigation);
    return side;
}

void AdministrationWindow::begin(std::chrono::seconds idle)
{
    m_isBegun = true;
    m_idle = idle;
    m_deadline.setRemainingTime(idle);
    m_tick.start();
    m_unlock->banner().clear();
    m_whole->setCurrentIndex(1);
    showTimeLeft();
    refreshShown();
    m_navigation->setFocus(Qt::OtherFocusReason);
}

void AdministrationWindow::end(ConsoleEnd ending)
{
    if (!m_isBegun)
        return;
    m_isBegun = false;
    m_tick.stop();
    m_overview->clear();
    for (ConsoleTablePage *each : std::as_const(m_pages))
        each->clear();
    m_whole->setCurrentIndex(0);
    // A question that was about to be asked must not be carried out by whoever comes next.
    const QList<QDialog *> dialogs = findChildren<QDialog *>();
    for (QDialog *dialog : dialogs)
        dialog->reject();
    if (ending == ConsoleEnd::Idle)
        m_unlock->banner().showWords(
            ErrorBanner::Tone::Info, tr("The administration has ended."),
            tr("Nobody used it for a while. Nothing was changed since; your passphrase opens it "
               "again."));
    else if (ending == ConsoleEnd::RightTaken)
        m_unlock->banner().showWords(
            ErrorBanner::Tone::Warning, tr("You are not an administrator any more."),
            tr("What you had finished stays done; what was under way was not carried out. Ask the "
               "owner of the workspace if you need the right."));
}

void AdministrationWindow::showUnlockError(ErrorCode code)
{
    m_unlock->showError(code);
}

void AdministrationWindow::openPage(const QString &id)
{
    const auto found = std::ranges::find(m_places, id, &WindowPlace::id);
    if (found != m_places.end())
        m_navigation->setCurrentRow(static_cast<int>(found - m_places.begin()));
}

void AdministrationWindow::openPage(const QString &id, const QList<ConsoleFilter> &filters)
{
    openPage(id);
    if (ConsoleTablePage *shown = page(id))
        shown->showOnly(filters);
}

void AdministrationWindow::setViews(const QHash<QString, QByteArray> &views)
{
    m_views = views;
    for (auto [view, each] : m_pages.asKeyValueRange())
        each->setViews(m_views.value(view));
}

/// Nothing: the place shows no view.
ConsoleTablePage *AdministrationWindow::page(const QString &view)
{
    if (ConsoleTablePage *made = m_pages.value(view))
        return made;
    const auto table = std::ranges::find(m_tables, view, &ConsoleTable::view);
    if (table == m_tables.end())
        return nullptr;
    ConsoleTablePage *made = makeConsolePage(*table, m_source, m_actions);
    made->setViews(m_views.value(view));
    m_pages.insert(view, made);
    m_stack->addWidget(made);
    connect(made, &ConsoleTablePage::viewsChanged, this, [this, view](const QByteArray &encoded) {
        m_views.insert(view, encoded);
        Q_EMIT viewsChanged(view, encoded);
    });
    if (auto *enrolment = qobject_cast<EnrolmentPage *>(made))
        connect(enrolment, &EnrolmentPage::inviteRequested, this, &AdministrationWindow::inviteRequested);
    return made;
}

void AdministrationWindow::showPlace(int row)
{
    const QString id = m_places.at(row).id;
    QWidget *shown = id == kOverviewPlace ? static_cast<QWidget *>(m_overview) : page(id);
    m_stack->setCurrentWidget(shown);
    if (m_isBegun)
        refreshShown();
}

void AdministrationWindow::refreshShown()
{
    if (m_stack->currentWidget() == m_overview)
        m_overview->refresh();
    else
        static_cast<ConsoleTablePage *>(m_stack->currentWidget())->refresh();
}

void AdministrationWindow::showTimeLeft()
{
    if (m_deadline.hasExpired()) {
        end(ConsoleEnd::Idle);
        Q_EMIT lockRequested();
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::minutes>(m_deadline.remainingTimeAsDuration());
    m_left->setText(tr("Ends after %Ln minute(s) without use", nullptr, static_cast<int>(left.count())));
}

bool AdministrationWindow::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    const bool isUse = type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::Wheel;
    if (m_isBegun && isUse && watched->isWidgetType()) {
        const auto *widget = static_cast<QWidget *>(watched);
        if (widget->window() == this || isAncestorOf(widget->window())) {
            m_deadline.setRemainingTime(m_idle);
            showTimeLeft();
            Q_EMIT used();
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void AdministrationWindow::changeEvent(QEvent *event)
{
    if (m_mark && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange))
        drawMark();
    QMainWindow::changeEvent(event);
}

void AdministrationWindow::closeEvent(QCloseEvent *event)
{
    QMainWindow::closeEvent(event);
    if (!m_isBegun)
        return;
    end(ConsoleEnd::Closed);
    Q_EMIT lockRequested();
}

void AdministrationWindow::drawMark()
{
    m_mark->setPixmap(
        symbolicPixmap(QStringLiteral("shield"), Theme::of(palette()).warning, kIconSide, devicePixelRatioF()));
}

} // namespace tacet
