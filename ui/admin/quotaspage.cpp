#include "ui/admin/quotaspage.h"

#include "models/items/consolewords.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace tacet {

namespace {

constexpr int kWidth = 440;
constexpr double kMegabyte = 1024.0 * 1024.0;
constexpr double kMostMegabytes = 16.0 * 1024 * 1024;
constexpr int kMostFiles = 10'000'000;

/// A limit that may be edited while its box is ticked.
void pairUp(QCheckBox *own, QAbstractSpinBox *value, bool isOwn)
{
    own->setChecked(isOwn);
    value->setEnabled(isOwn);
    value->setButtonSymbols(QAbstractSpinBox::NoButtons);
    value->setGroupSeparatorShown(true);
    value->setAccessibleName(own->text());
    QObject::connect(own, &QCheckBox::toggled, value, &QWidget::setEnabled);
}

} // namespace

QuotaDialog::QuotaDialog(const QString &name, const QuotaChange &now, QWidget *parent)
    : QDialog(parent)
    , m_now(now)
    , m_ownBytes(new QCheckBox(tr("Own limit of space")))
    , m_megabytes(new QDoubleSpinBox)
    , m_ownFiles(new QCheckBox(tr("Own limit of files")))
    , m_files(new QSpinBox)
    , m_ownPercent(new QCheckBox(tr("Own share for one member")))
    , m_percent(new QSpinBox)
{
    setObjectName(QStringLiteral("quotaDialog"));
    setWindowTitle(tr("Limits"));
    setMinimumWidth(kWidth);
    m_megabytes->setObjectName(QStringLiteral("quotaMegabytes"));
    m_megabytes->setRange(1, kMostMegabytes);
    m_megabytes->setDecimals(0);
    m_megabytes->setSuffix(tr(" MiB"));
    m_files->setObjectName(QStringLiteral("quotaFiles"));
    m_files->setRange(1, kMostFiles);
    m_percent->setObjectName(QStringLiteral("quotaPercent"));
    m_percent->setRange(1, 100);
    m_percent->setSuffix(tr(" %"));
    m_megabytes->setValue(static_cast<double>(now.limits.bytes.value_or(0)) / kMegabyte);
    m_files->setValue(now.limits.files.value_or(1));
    m_percent->setValue(now.limits.memberPercent.value_or(100));
    pairUp(m_ownBytes, m_megabytes, now.limits.bytes.has_value());
    pairUp(m_ownFiles, m_files, now.limits.files.has_value());
    pairUp(m_ownPercent, m_percent, now.limits.memberPercent.has_value());
    auto *sentence =
        new TextLabel(TextLevel::Body, tr("What is not ticked follows the workspace's standard. Files that are "
                                          "there stay, even above the limit; new ones are refused."));
    sentence->setTone("muted");
    auto *save = new QPushButton(tr("Save"));
    save->setObjectName(QStringLiteral("quotaSave"));
    save->setProperty("kind", QStringLiteral("primary"));
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    form->setSpacing(space::kMedium);
    form->addRow(new TextLabel(TextLevel::Heading, tr("Limits of %1").arg(isolated(lineText(name)))));
    form->addRow(sentence);
    form->addRow(m_ownBytes, m_megabytes);
    form->addRow(m_ownFiles, m_files);
    form->addRow(m_ownPercent, m_percent);
    form->addRow(buttons);
    connect(save, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

QuotaChange QuotaDialog::change() const
{
    QuotaChange change{.area = m_now.area, .holder = m_now.holder, .limits = {}};
    if (m_ownBytes->isChecked())
        change.limits.bytes = static_cast<qint64>(m_megabytes->value() * kMegabyte);
    if (m_ownFiles->isChecked())
        change.limits.files = m_files->value();
    if (m_ownPercent->isChecked())
        change.limits.memberPercent = m_percent->value();
    return change;
}

QuotasPage::QuotasPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(
          table,
          tr("Space and files against their limits. From 80 % on a bar warns; at 100 % new files are refused and "
             "messages still go through."),
          source, actions, parent)
{
    QPushButton *limits = addCommand(QStringLiteral("editQuota"), tr("Change limits …"), [](int) { return true; });
    connect(limits, &QPushButton::clicked, this, &QuotasPage::edit);
}

void QuotasPage::edit()
{
    QuotaChange now{.area = selectedText(QStringLiteral("area")),
                    .holder = selected(QStringLiteral("holder")).toUuid(),
                    .limits = {}};
    if (selected(QStringLiteral("has_own_limits")).toBool()) {
        now.limits.bytes = selected(QStringLiteral("max_bytes")).toLongLong();
        now.limits.files = selected(QStringLiteral("max_files")).toInt();
        if (const QVariant percent = selected(QStringLiteral("member_percent")); percent.isValid())
            now.limits.memberPercent = percent.toInt();
    }
    const QString known = selectedText(QStringLiteral("name"));
    const QString name = known.isEmpty() ? consoleWords({.name = {}, .kind = ConsoleKind::Id}, now.holder) : known;
    auto *dialog = new QuotaDialog(name, now, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { carryOut(dialog->change(), tr("The limits are saved.")); });
    dialog->open();
}

} // namespace tacet
