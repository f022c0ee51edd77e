#include "ui/chat/shortcutsdialog.h"

#include "ui/chat/windowactions.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>

namespace tacet {

namespace {

constexpr QSize kSize(520, 640);

} // namespace

ShortcutsDialog::ShortcutsDialog(const WindowActions &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(kSize);
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("page"));
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    grid->setVerticalSpacing(space::kSmall);
    grid->setColumnStretch(0, 1);
    for (const WindowActions::Group &group : actions.groups()) {
        const int row = grid->rowCount();
        grid->setRowMinimumHeight(row, space::kSmall);
        grid->addWidget(new TextLabel(TextLevel::Heading, group.title), row + 1, 0, 1, 2);
        for (const QAction *action : group.actions) {
            if (!action->shortcut().isEmpty())
                addRow(*grid, action->text(), action->shortcut());
        }
    }
    grid->setRowMinimumHeight(grid->rowCount(), space::kSmall);
    grid->addWidget(new TextLabel(TextLevel::Heading, tr("Writing")), grid->rowCount(), 0, 1, 2);
    addRow(*grid, tr("Chat 1 to 9"), QKeySequence(Qt::CTRL | Qt::Key_1));
    addRow(*grid, tr("New line"), QKeySequence(Qt::SHIFT | Qt::Key_Return));
    addRow(*grid, tr("Send always"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    grid->setRowStretch(grid->rowCount(), 1);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(content);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, space::kMedium);
    column->addWidget(area);
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::kLarge, 0, space::kLarge, 0);
    buttons->addStretch();
    buttons->addWidget(close);
    column->addLayout(buttons);
}

void ShortcutsDialog::addRow(QGridLayout &grid, const QString &text, const QKeySequence &keys)
{
    const int row = grid.rowCount();
    auto *label = new TextLabel(TextLevel::Body, text);
    auto *cap = new QLabel(keys.toString(QKeySequence::NativeText));
    cap->setObjectName(QStringLiteral("keyCap"));
    cap->setTextFormat(Qt::PlainText);
    cap->setAlignment(Qt::AlignCenter);
    grid.addWidget(label, row, 0);
    grid.addWidget(cap, row, 1, Qt::AlignRight);
}

} // namespace tacet
