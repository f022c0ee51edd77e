#include "ui/widgets/stylesheet.h"

#include <QRegularExpression>

namespace tacet {

namespace {

constexpr auto kSheet = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px 8px; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="danger"] { color: @danger; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="success"] { color: @success; }
QLabel[tone="accent"] { color: @accent; }

QPushButton { background: @raised; color: @text; border: 1px solid @border; border-radius: 8px; padding: 7px 16px; min-height: 20px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selected; }
QPushButton:focus { border: 2px solid @accent; padding: 6px 15px; }
QPushButton:disabled { color: @muted; background: @window; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @border; border-color: @border; color: @muted; }
QPushButton[kind="danger"] { color: @danger; }
QPushButton[kind="danger"]:disabled { color: @muted; }
QPushButton[kind="danger"]:focus { border-color: @danger; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: @accent; font-weight: 600; }
QPushButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid @accent; }
QPushButton::menu-indicator { image: url(:/icons/chevron.svg); width: 14px; height: 14px; subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QPushButton[kind="menu"] { padding-right: 28px; }
QPushButton[kind="card"] { text-align: left; padding: 15px; border-radius: 12px; }
QPushButton[kind="card"]:focus { padding: 14px; }

QToolButton { background: transparent; border: 2px solid transparent; border-radius: 8px; padding: 5px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @selected; }
QToolButton:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit { background: @surface; color: @text; border: 1px solid @fieldBorder; border-radius: 8px; padding: 7px 10px; min-height: 20px;
  selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus { border: 2px solid @accent; padding: 6px 9px; }
QLineEdit:disabled { color: @muted; background: @window; }
QLineEdit[role="search"] { background: @field; border-color: transparent; }
QLineEdit[role="search"]:focus { background: @surface; border-color: @accent; }
QLineEdit QToolButton { border: none; padding: 0; background: transparent; }
QPlainTextEdit { background: @surface; color: @text; border: 1px solid @fieldBorder; border-radius: 8px; padding: 4px 6px;
  selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit:focus { border: 2px solid @accent; padding: 3px 5px; }
QPlainTextEdit[role="composer"] { border-radius: 18px; padding: 5px 10px; background: @field; border: 1px solid @border; }
QPlainTextEdit[role="composer"]:focus { border: 2px solid @accent; padding: 4px 9px; background: @surface; }

QComboBox { background: @raised; color: @text; border: 1px solid @border; border-radius: 8px; padding: 6px 12px; min-height: 20px; }
QComboBox:focus { border: 2px solid @accent; padding: 5px 11px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url(:/icons/chevron.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @border; selection-background-color: @selected; selection-color: @text; outline: none; padding: 4px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @fieldBorder; border-radius: 5px; background: @surface; }
QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox::indicator:focus { border: 2px solid @accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/%tick%.svg); }
QCheckBox::indicator:checked:focus { border-color: @text; }
QCheckBox::indicator:disabled { background: @window; }
QCheckBox::indicator:checked:disabled { background: @border; border-color: @border; }
QCheckBox:disabled { color: @muted; }

QListView { background: transparent; border: none; outline: none; }
QTreeView { background: transparent; border: none; outline: none; }
QTreeView::branch { background: transparent; image: none; border: none; }
QTreeView::item { background: transparent; }
QTableView { background: transparent; border: none; outline: none; }
QMenu { background: @raised; color: @text; border: 1px solid @border; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @selected; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @scroll; border-radius: 3px; min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:vertical:hover { background: @muted; border-radius: 4px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: @scroll; border-radius: 3px; min-width: 32px; margin: 3px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: @border; }
QProgressBar { background: @border; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QProgressBar[level="weak"]::chunk { background: @danger; }
QProgressBar[level="fair"]::chunk { background: @warning; }

#sidebar, #page { background: @window; }
#conversation, #composerBar { background: @surface; }
#conversationHeader { background: @surface; border-bottom: 1px solid @border; }
#statusLine { background: @window; border-top: 1px solid @border; }
#card { background: @raised; border: 1px solid @border; border-radius: 12px; }
#separator { background: @border; border: none; }
#banner[tone="danger"] { background: @dangerSurface; border-radius: 8px; }
#banner[tone="warning"] { background: @warningSurface; border-radius: 8px; }
#banner[tone="info"] { background: @selected; border-radius: 8px; }
#jumpButton { background: @raised; border: 1px solid @border; border-radius: 20px; padding: 8px; font-weight: 600; }
#jumpButton:hover { background: @hover; }
#jumpButton:focus { border: 2px solid @accent; padding: 7px; }
#firstUnreadButton { background: @raised; color: @accent; border: 1px solid @border; border-radius: 18px; padding: 5px 14px; font-weight: 600; }
#firstUnreadButton:hover { background: @hover; }
#firstUnreadButton:focus { border: 2px solid @accent; padding: 4px 13px; }
#mentionList { background: @raised; border: 1px solid @border; border-radius: 8px; padding: 4px 0; }
#sidePanel { background: @window; }
#panelHeader { background: @window; border-bottom: 1px solid @border; }
#navigation { background: @window; border-right: 1px solid @border; }
#groupNavigation::item { padding: 8px; border-radius: 8px; color: @text; }
#groupNavigation::item:hover { background: @hover; }
#groupNavigation::item:selected { background: @selected; color: @text; }
QSpinBox { background: @raised; color: @text; border: 1px solid @border; border-radius: 8px; padding: 6px 10px; min-height: 20px; }
QSpinBox:focus { border: 2px solid @accent; padding: 5px 9px; }
QSpinBox:disabled, QComboBox:disabled { color: @muted; background: @window; }
#sendButton { background: @accent; border-radius: 18px; border: 2px solid @accent; }
#sendButton:hover { background: @accentHover; }
#sendButton:focus { border-color: @text; }
#sendButton:disabled { background: @border; border-color: @border; }
#administrationBand { background: @warningSurface; border-bottom: 2px solid @warning; }
#consoleTable { background: @surface; border: 1px solid @border; }
#consoleTable QHeaderView { background: @window; border: none; }
#consoleTable QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border; padding: 6px 8px; font-weight: 600; }
#consoleTable QHeaderView::section:hover { color: @text; }
#consoleTable QHeaderView::up-arrow { image: url(:/icons/up.svg); width: 12px; height: 12px; }
#consoleTable QHeaderView::down-arrow { image: url(:/icons/down.svg); width: 12px; height: 12px; }
#filterChip { border-radius: 14px; padding: 3px 12px; }
#filterChip:focus { padding: 2px 11px; }
QDoubleSpinBox, QDateTimeEdit { background: @raised; color: @text; border: 1px solid @border; border-radius: 8px; padding: 6px 10px; min-height: 20px; }
QDoubleSpinBox:focus, QDateTimeEdit:focus { border: 2px solid @accent; padding: 5px 9px; }
QDoubleSpinBox:disabled, QDateTimeEdit:disabled { color: @muted; background: @window; }
#keyCap { background: @surface; border: 1px solid @border; border-radius: 5px; padding: 2px 7px; color: @text; }
)";

QColor mixed(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
                            static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
                            static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

QColor colorNamed(const Theme &theme, const QString &name)
{
    constexpr double kFieldShare = 0.5;
    constexpr double kScrollShare = 0.35;
    constexpr double kFieldBorderShare = 0.55;
    const QHash<QString, QColor> colors{
        {QStringLiteral("window"), theme.window},
        {QStringLiteral("surface"), theme.surface},
        {QStringLiteral("raised"), theme.raised},
        {QStringLiteral("border"), theme.border},
        {QStringLiteral("text"), theme.text},
        {QStringLiteral("muted"), theme.muted},
        {QStringLiteral("accent"), theme.accent},
        {QStringLiteral("accentHover"), theme.accentHover},
        {QStringLiteral("onAccent"), theme.onAccent},
        {QStringLiteral("hover"), theme.hover},
        {QStringLiteral("selected"), theme.selected},
        {QStringLiteral("danger"), theme.danger},
        {QStringLiteral("dangerSurface"), theme.dangerSurface},
        {QStringLiteral("warning"), theme.warning},
        {QStringLiteral("warningSurface"), theme.warningSurface},
        {QStringLiteral("success"), theme.success},
        {QStringLiteral("field"), mixed(theme.window, theme.hover, theme.isDark() ? 1.0 : kFieldShare)},
        {QStringLiteral("fieldBorder"), mixed(theme.border, theme.muted, kFieldBorderShare)},
        {QStringLiteral("scroll"), mixed(theme.border, theme.muted, kScrollShare)},
    };
    Q_ASSERT_X(colors.contains(name), "styleSheetFor", qPrintable(name));
    return colors.value(name);
}

} // namespace

QString styleSheetFor(const Theme &theme)
{
    static const QRegularExpression token(QStringLiteral("@([A-Za-z]+)"));
    const QString tick = theme.isDark() ? QStringLiteral("tick-dark") : QStringLiteral("tick-light");
    const QString sheet = QString::fromLatin1(kSheet).replace(QStringLiteral("%tick%"), tick);
    QString out;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : token.globalMatch(sheet)) {
        out += QStringView(sheet).sliced(end, match.capturedStart() - end);
        out += colorNamed(theme, match.captured(1)).name();
        end = match.capturedEnd();
    }
    out += QStringView(sheet).sliced(end);
    return out;
}

} // namespace tacet
