#include "ui/admin/rowdialog.h"

#include "models/items/consolewords.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

namespace tacet {

namespace {

constexpr QSize kSize(560, 560);
constexpr int kDocumentHeight = 140;

QString wholeWords(const ConsoleColumn &column, const QVariant &value)
{
    if (column.kind == ConsoleKind::Id || column.kind == ConsoleKind::Time) {
        if (const QString detail = consoleDetail(column, value); !detail.isEmpty())
            return detail;
    }
    return consoleWords(column, value);
}

} // namespace

RowDialog::RowDialog(const ConsoleTable &table, const QVariantList &row, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("rowDialog"));
    setWindowTitle(consoleViewTitle(table.view));
    resize(kSize);
    auto *fields = new QWidget;
    fields->setObjectName(QStringLiteral("page"));
    auto *form = new QFormLayout(fields);
    form->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    form->setSpacing(space::kMedium);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (qsizetype place = 0; place < row.size(); ++place) {
        const ConsoleColumn &column = table.columns.at(place);
        auto *title = new TextLabel(TextLevel::Body, consoleTitle(column.name));
        title->setTone("muted");
        form->addRow(title, fieldFor(column, row.at(place)));
    }
    auto *area = new QScrollArea;
    area->setWidget(fields);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(area, 1);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

QWidget *RowDialog::fieldFor(const ConsoleColumn &column, const QVariant &value)
{
    if (column.kind == ConsoleKind::Json && !value.isNull()) {
        auto *document = new QPlainTextEdit;
        const QJsonDocument json = QJsonDocument::fromJson(value.toString().toUtf8());
        document->setPlainText(json.isNull() ? value.toString() : QString::fromUtf8(json.toJson()).trimmed());
        document->setReadOnly(true);
        document->setTabChangesFocus(true);
        document->setFixedHeight(kDocumentHeight);
        document->setAccessibleName(consoleTitle(column.name));
        return document;
    }
    auto *label = new TextLabel(TextLevel::Body, wholeWords(column, value));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(consoleSpoken(column, value));
    return label;
}

} // namespace tacet
