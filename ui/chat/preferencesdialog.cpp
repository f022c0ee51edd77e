#include "ui/chat/preferencesdialog.h"

#include "ui/group/choicebox.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kWidth = 480;

QComboBox *named(const QString &name)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    return box;
}

} // namespace

PreferencesDialog::PreferencesDialog(const Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_theme(named(QStringLiteral("themeBox")))
    , m_language(named(QStringLiteral("languageBox")))
    , m_zoom(named(QStringLiteral("zoomBox")))
    , m_enterSends(new QCheckBox(tr("Enter sends, Shift+Enter begins a new line")))
{
    setObjectName(QStringLiteral("preferencesDialog"));
    setWindowTitle(tr("Preferences"));
    setMinimumWidth(kWidth);
    m_theme->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    m_theme->setCurrentIndex(static_cast<int>(preferences.theme));
    m_language->addItem(tr("As the system"), QString());
    // Every language in its own words.
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    m_language->addItem(QStringLiteral("العربية"), QStringLiteral("ar"));
    m_language->setCurrentIndex(std::max(0, m_language->findData(preferences.language)));
    m_zoom->addItem(tr("Small"), -1);
    m_zoom->addItem(tr("Normal"), 0);
    m_zoom->addItem(tr("Large"), 2);
    m_zoom->addItem(tr("Very large"), 4);
    m_zoom->setCurrentIndex(std::max(0, m_zoom->findData(preferences.zoom)));
    m_enterSends->setObjectName(QStringLiteral("enterSends"));
    m_enterSends->setChecked(preferences.enterSends);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kMedium);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormRow(*form, tr("Appearance"), m_theme);
    addFormRow(*form, tr("Text size"), m_zoom);
    addFormRow(*form, tr("Language"), m_language);
    form->addRow(QString(), m_enterSends);
    auto *note = new TextLabel(TextLevel::Caption, tr("A new language is used from the next start on."));
    note->setTone("muted");
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addLayout(form);
    column->addWidget(note);
    column->addStretch();
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    for (QComboBox *box : {m_theme, m_language, m_zoom})
        connect(box, &QComboBox::currentIndexChanged, this, &PreferencesDialog::report);
    connect(m_enterSends, &QCheckBox::toggled, this, &PreferencesDialog::report);
}

void PreferencesDialog::report()
{
    m_preferences.theme = static_cast<ThemeController::Choice>(m_theme->currentIndex());
    m_preferences.language = m_language->currentData().toString();
    m_preferences.zoom = m_zoom->currentData().toInt();
    m_preferences.enterSends = m_enterSends->isChecked();
    Q_EMIT preferencesChanged(m_preferences);
}

} // namespace tacet
