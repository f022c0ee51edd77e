#include "ui/group/newgroupdialog.h"

#include "models/items/groupwords.h"
#include "ui/group/choicebox.h"
#include "ui/group/memberpicker.h"
#include "ui/group/picturechooser.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr QSize kSize(520, 600);
constexpr int kNameMax = 100;
constexpr int kDescriptionMax = 500;
constexpr int kDescriptionHeight = 84;

} // namespace

NewGroupDialog::NewGroupDialog(QWidget *parent)
    : QDialog(parent)
    , m_banner(new ErrorBanner)
    , m_steps(new QStackedWidget)
{
    setObjectName(QStringLiteral("newGroupDialog"));
    setWindowTitle(tr("New group or channel"));
    resize(kSize);
    m_steps->addWidget(buildAbout());
    m_steps->addWidget(buildMembers());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(m_banner);
    column->addWidget(m_steps, 1);
    column->addLayout(buildButtons());
    connect(m_name, &QLineEdit::textChanged, this, &NewGroupDialog::refresh);
    connect(m_description, &QPlainTextEdit::textChanged, this, &NewGroupDialog::refresh);
    connect(m_type, &QComboBox::currentIndexChanged, this, &NewGroupDialog::refresh);
    connect(m_visibility, &QComboBox::currentIndexChanged, this, &NewGroupDialog::refresh);
    connect(m_picker, &MemberPicker::pickedChanged, this, &NewGroupDialog::refresh);
    m_name->setFocus();
    refresh();
}

QWidget *NewGroupDialog::buildAbout()
{
    auto *page = new QWidget;
    m_type = new QComboBox;
    m_type->setObjectName(QStringLiteral("groupTypeBox"));
    m_type->addItem(tr("Group: everybody talks"), static_cast<int>(ChatType::Group));
    m_type->addItem(tr("Channel: a few write, many read"), static_cast<int>(ChatType::Channel));
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("groupName"));
    m_name->setMaxLength(kNameMax);
    m_description = new QPlainTextEdit;
    m_description->setObjectName(QStringLiteral("groupDescription"));
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(kDescriptionHeight);
    m_visibility = new QComboBox;
    m_visibility->setObjectName(QStringLiteral("visibilityBox"));
    for (const ChatVisibility visibility : {ChatVisibility::Private, ChatVisibility::Secret, ChatVisibility::Public})
        m_visibility->addItem(visibilityWord(visibility), static_cast<int>(visibility));
    m_meaning = new TextLabel(TextLevel::Caption);
    m_meaning->setObjectName(QStringLiteral("visibilityMeaning"));
    m_picture = new PictureChooser;
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kMedium);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormRow(*form, tr("Kind"), m_type);
    addFormRow(*form, tr("Name"), m_name);
    addFormRow(*form, tr("Description"), m_description);
    addFormRow(*form, tr("Visibility"), m_visibility);
    form->addRow(QString(), m_meaning);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    column->addWidget(m_picture);
    column->addLayout(form);
    column->addStretch();
    return page;
}

QWidget *NewGroupDialog::buildMembers()
{
    auto *page = new QWidget;
    m_picker = new MemberPicker;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(new TextLabel(TextLevel::Heading, tr("Who is in it?")));
    column->addWidget(m_picker, 1);
    return page;
}

QLayout *NewGroupDialog::buildButtons()
{
    m_back = new QPushButton(tr("Back"));
    m_back->setObjectName(QStringLiteral("groupBackButton"));
    m_back->setAutoDefault(false);
    m_next = new QPushButton;
    m_next->setObjectName(QStringLiteral("groupNextButton"));
    m_next->setProperty("kind", QStringLiteral("primary"));
    m_next->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_back);
    row->addStretch();
    row->addWidget(m_next);
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_steps->setCurrentIndex(0);
        refresh();
    });
    connect(m_next, &QPushButton::clicked, this, &NewGroupDialog::goOn);
    return row;
}

void NewGroupDialog::refresh()
{
    const auto visibility = static_cast<ChatVisibility>(m_visibility->currentData().toInt());
    const bool isFirst = m_steps->currentIndex() == 0;
    m_meaning->setText(visibilitySentence(visibility));
    m_meaning->setTone(visibility == ChatVisibility::Public ? "warning" : "muted");
    m_picture->setPicture({}, m_name->text(), m_picture->picture());
    m_back->setVisible(!isFirst);
    const bool isChannel = m_type->currentData().toInt() == static_cast<int>(ChatType::Channel);
    m_next->setText(isFirst ? tr("Next") : isChannel ? tr("Make the channel") : tr("Make the group"));
    const bool fits = m_description->toPlainText().toUcs4().size() <= kDescriptionMax;
    m_next->setEnabled(!m_creating && fits && !m_name->text().simplified().isEmpty());
}

void NewGroupDialog::showMembers()
{
    m_steps->setCurrentIndex(1);
    m_picker->start();
    m_picker->setFocus();
    refresh();
}

void NewGroupDialog::goOn()
{
    if (m_steps->currentIndex() == 0)
        showMembers();
    else
        create();
}

void NewGroupDialog::create()
{
    m_creating = true;
    m_banner->clear();
    refresh();
    NewGroup group;
    group.type = static_cast<ChatType>(m_type->currentData().toInt());
    group.settings.visibility = static_cast<ChatVisibility>(m_visibility->currentData().toInt());
    group.settings.name = m_name->text().simplified();
    group.settings.description = m_description->toPlainText().trimmed();
    group.settings.picture = m_picture->picture();
    group.members = m_picker->picked();
    Q_EMIT createRequested(group);
}

void NewGroupDialog::showError(ErrorCode code)
{
    m_creating = false;
    m_banner->showError(code);
    refresh();
}

} // namespace tacet
