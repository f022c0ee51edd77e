#include "ui/admin/filtereditor.h"

#include "models/items/consolefilterwords.h"
#include "models/items/consolewords.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QUuid>

#include <algorithm>

namespace tacet {

namespace {

constexpr int kWidth = 400;
constexpr double kPercent = 100;

} // namespace

FilterEditor::FilterEditor(QList<ConsoleColumn> columns, QWidget *parent)
    : QDialog(parent)
    , m_columns(std::move(columns))
    , m_column(new QComboBox)
    , m_match(new QComboBox)
    , m_values(new QStackedWidget)
    , m_choice(new QComboBox)
    , m_text(new QLineEdit)
    , m_time(new QDateTimeEdit(QDateTime::currentDateTime().addDays(-1)))
    , m_add(new QPushButton(tr("Add filter")))
{
    setObjectName(QStringLiteral("filterEditor"));
    setWindowTitle(tr("Add a filter"));
    setMinimumWidth(kWidth);
    m_columns.removeIf([](const ConsoleColumn &column) { return consoleMatches(column.kind).isEmpty(); });
    m_column->setObjectName(QStringLiteral("filterColumn"));
    m_match->setObjectName(QStringLiteral("filterMatch"));
    m_choice->setObjectName(QStringLiteral("filterChoice"));
    m_text->setObjectName(QStringLiteral("filterText"));
    m_time->setObjectName(QStringLiteral("filterTime"));
    m_time->setCalendarPopup(true);
    for (QWidget *value : QList<QWidget *>{m_choice, m_text, m_time}) {
        value->setAccessibleName(tr("Value"));
        m_values->addWidget(value);
    }
    m_values->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_add->setObjectName(QStringLiteral("filterAdd"));
    m_add->setProperty("kind", QStringLiteral("primary"));
    m_add->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    form->setSpacing(space::kMedium);
    form->addRow(tr("Column"), m_column);
    form->addRow(tr("Condition"), m_match);
    form->addRow(tr("Value"), m_values);
    form->addRow(buttons);
    for (const ConsoleColumn &column : std::as_const(m_columns))
        m_column->addItem(consoleTitle(column.name));
    connect(m_column, &QComboBox::currentIndexChanged, this, &FilterEditor::showColumn);
    connect(m_match, &QComboBox::currentIndexChanged, this, &FilterEditor::showMatch);
    connect(m_text, &QLineEdit::textChanged, this, &FilterEditor::refresh);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
    showColumn();
}

const ConsoleColumn &FilterEditor::column() const
{
    return m_columns.at(std::max(0, m_column->currentIndex()));
}

ConsoleMatch FilterEditor::match() const
{
    return static_cast<ConsoleMatch>(m_match->currentData().toInt());
}

void FilterEditor::showColumn()
{
    const ConsoleColumn &shown = column();
    m_match->clear();
    for (const ConsoleMatch each : consoleMatches(shown.kind))
        m_match->addItem(consoleMatchWords(each, shown.kind), static_cast<int>(each));
    m_choice->clear();
    for (const QString &state : shown.states)
        m_choice->addItem(consoleStateWords(state), state);
    if (shown.kind == ConsoleKind::Flag) {
        m_choice->addItem(tr("Yes"), true);
        m_choice->addItem(tr("No"), false);
    }
    const bool isChoice = shown.kind == ConsoleKind::State || shown.kind == ConsoleKind::Flag;
    const bool isTime = shown.kind == ConsoleKind::Time;
    m_values->setCurrentWidget(isChoice ? static_cast<QWidget *>(m_choice)
                               : isTime ? static_cast<QWidget *>(m_time)
                                        : m_text);
    m_text->setPlaceholderText(shown.kind == ConsoleKind::Share   ? tr("Percent, such as 80")
                               : shown.kind == ConsoleKind::Bytes ? tr("Number of bytes")
                                                                  : QString());
    m_text->clear();
    showMatch();
}

void FilterEditor::showMatch()
{
    m_values->setEnabled(consoleMatchTakesValue(match()));
    refresh();
}

/// Nothing: what was typed is no value of the column.
QVariant FilterEditor::value() const
{
    const QString typed = m_text->text().trimmed();
    bool isNumber = false;
    switch (column().kind) {
    case ConsoleKind::State:
    case ConsoleKind::Flag: return m_choice->currentData();
    case ConsoleKind::Time: return m_time->dateTime().toUTC();
    case ConsoleKind::Count:
    case ConsoleKind::Bytes: {
        const qint64 number = QLocale().toLongLong(typed, &isNumber);
        return isNumber ? QVariant(number) : QVariant();
    }
    case ConsoleKind::Share: {
        const double percent = QLocale().toDouble(typed, &isNumber);
        return isNumber ? QVariant(percent / kPercent) : QVariant();
    }
    case ConsoleKind::Id: {
        const auto id = QUuid::fromString(typed);
        return id.isNull() ? QVariant() : QVariant(id);
    }
    default: return typed.isEmpty() ? QVariant() : QVariant(typed);
    }
}

ConsoleFilter FilterEditor::filter() const
{
    return {.column = column().name, .match = match(), .value = consoleMatchTakesValue(match()) ? value() : QVariant()};
}

void FilterEditor::refresh()
{
    m_add->setEnabled(!consoleMatchTakesValue(match()) || value().isValid());
}

} // namespace tacet
