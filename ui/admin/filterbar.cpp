#include "ui/admin/filterbar.h"

#include "models/items/consolefilterwords.h"
#include "ui/admin/filtereditor.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tacet {

namespace {

constexpr int kChipWidest = 320;
constexpr int kIconSide = 14;

} // namespace

FilterBar::FilterBar(QList<ConsoleColumn> columns, QWidget *parent)
    : QWidget(parent)
    , m_columns(std::move(columns))
    , m_clear(new QPushButton(tr("Clear all")))
    , m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("filterBar"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::kSmall);
    m_clear->setObjectName(QStringLiteral("clearFilters"));
    m_clear->setProperty("kind", QStringLiteral("quiet"));
    m_row->addWidget(m_clear);
    m_row->addStretch();
    connect(m_clear, &QPushButton::clicked, this, [this] {
        setFilters({});
        Q_EMIT filtersChanged();
    });
    rebuild();
}

void FilterBar::setFilters(const QList<ConsoleFilter> &filters)
{
    m_filters = filters;
    rebuild();
}

void FilterBar::openEditor()
{
    auto *editor = new FilterEditor(m_columns, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this, [this, editor] {
        m_filters.append(editor->filter());
        rebuild();
        Q_EMIT filtersChanged();
    });
    editor->open();
}

QPushButton *FilterBar::makeChip(const ConsoleFilter &filter)
{
    const auto column = std::ranges::find(m_columns, filter.column, &ConsoleColumn::name);
    Q_ASSERT(column != m_columns.end());
    const QString words = lineText(consoleFilterWords(*column, filter));
    auto *chip = new QPushButton(fontMetrics().elidedText(words, Qt::ElideMiddle, kChipWidest).replace(u'&', "&&"_L1));
    chip->setObjectName(QStringLiteral("filterChip"));
    chip->setIcon(symbolicIcon(QStringLiteral("close"), IconTone::Muted));
    chip->setIconSize(QSize(kIconSide, kIconSide));
    chip->setToolTip(tr("Remove this filter"));
    chip->setAccessibleName(tr("Filter: %1. Press to remove it.").arg(words));
    return chip;
}

void FilterBar::rebuild()
{
    for (QPushButton *chip : std::as_const(m_chips)) {
        m_row->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (int place = 0; place < m_filters.size(); ++place) {
        QPushButton *chip = makeChip(m_filters.at(place));
        connect(chip, &QPushButton::clicked, this, [this, place] { remove(place); });
        m_row->insertWidget(place, chip);
        m_chips.append(chip);
    }
    m_clear->setVisible(m_filters.size() > 1);
    setVisible(!m_filters.isEmpty());
}

void FilterBar::remove(int place)
{
    m_filters.removeAt(place);
    rebuild();
    Q_EMIT filtersChanged();
}

} // namespace tacet
