#include "ui/group/groupsettingspage.h"

#include "models/items/groupwords.h"
#include "ui/group/choicebox.h"
#include "ui/group/picturechooser.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kNameMax = 100;
constexpr int kDescriptionMax = 500;
constexpr int kDescriptionHeight = 72;
constexpr int kMembersLeast = 2;
constexpr int kMembersMost = 100'000;

} // namespace

GroupSettingsPage::GroupSettingsPage(QWidget *parent)
    : GroupPage(tr("Settings"), parent)
{
    buildFields();
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("page"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kMedium);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    fill(*form);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, space::kSmall, 0);
    inside->setSpacing(space::kLarge);
    inside->addWidget(m_picture);
    inside->addLayout(form);
    inside->addStretch();
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    column().addWidget(area, 1);
    column().addWidget(m_save, 0, Qt::AlignRight);
    connect(m_picture, &PictureChooser::pictureChanged, this, &GroupSettingsPage::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &GroupSettingsPage::refresh);
    connect(m_description, &QPlainTextEdit::textChanged, this, &GroupSettingsPage::refresh);
    for (QComboBox *box : {m_visibility, m_slowMode, m_timer, m_history})
        connect(box, &QComboBox::currentIndexChanged, this, &GroupSettingsPage::refresh);
    connect(m_maxMembers, &QSpinBox::valueChanged, this, &GroupSettingsPage::refresh);
    connect(m_onlyAdmins, &QCheckBox::toggled, this, &GroupSettingsPage::refresh);
    connect(m_save, &QPushButton::clicked, this, &GroupSettingsPage::save);
}

void GroupSettingsPage::buildFields()
{
    m_picture = new PictureChooser;
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("settingsName"));
    m_name->setMaxLength(kNameMax);
    m_description = new QPlainTextEdit;
    m_description->setObjectName(QStringLiteral("settingsDescription"));
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(kDescriptionHeight);
    m_visibility = new QComboBox;
    m_visibility->setObjectName(QStringLiteral("settingsVisibility"));
    for (const ChatVisibility visibility : {ChatVisibility::Private, ChatVisibility::Secret, ChatVisibility::Public})
        m_visibility->addItem(visibilityWord(visibility), static_cast<int>(visibility));
    m_meaning = new TextLabel(TextLevel::Caption);
    m_onlyAdmins = new QCheckBox(tr("Only admins may write messages"));
    m_onlyAdmins->setObjectName(QStringLiteral("onlyAdminsBox"));
    m_slowMode = slowModeBox();
    m_timer = messageTimerBox();
    m_history = historyBox();
    m_maxMembers = new QSpinBox;
    m_maxMembers->setObjectName(QStringLiteral("maxMembersBox"));
    m_maxMembers->setRange(kMembersLeast, kMembersMost);
    m_maxMembers->setGroupSeparatorShown(true);
    m_save = new QPushButton(tr("Save changes"));
    m_save->setObjectName(QStringLiteral("saveSettingsButton"));
    m_save->setProperty("kind", QStringLiteral("primary"));
}

void GroupSettingsPage::fill(QFormLayout &form)
{
    addFormRow(form, tr("Name"), m_name);
    addFormRow(form, tr("Description"), m_description);
    addFormRow(form, tr("Visibility"), m_visibility);
    form.addRow(QString(), m_meaning);
    form.addRow(QString(), m_onlyAdmins);
    addFormRow(form, tr("Slow mode"), m_slowMode);
    addFormRow(form, tr("Disappearing messages"), m_timer);
    addFormRow(form, tr("Newcomers read"), m_history);
    addFormRow(form, tr("Most members"), m_maxMembers);
}

void GroupSettingsPage::setGroup(const Group &group)
{
    // What was typed and not saved is kept when something else about the group changes.
    const bool isEdited = !m_group.id.isNull() && entered() != m_group.settings;
    m_group = group;
    if (!isEdited)
        show(group.settings);
    refresh();
}

void GroupSettingsPage::show(const GroupSettings &settings)
{
    m_picture->setPicture(m_group.id.uuid(), settings.name, settings.picture);
    m_name->setText(settings.name);
    m_description->setPlainText(settings.description);
    m_visibility->setCurrentIndex(m_visibility->findData(static_cast<int>(settings.visibility)));
    choose(*m_slowMode, settings.slowModeSeconds, durationWords(settings.slowModeSeconds));
    choose(*m_timer, settings.messageTimerSeconds, durationWords(settings.messageTimerSeconds));
    choose(*m_history, settings.history.days, historyWords(settings.history));
    m_maxMembers->setValue(settings.maxMembers);
}

void GroupSettingsPage::setRoles(const QList<GroupRole> &roles)
{
    for (const GroupRole &role : roles) {
        if (role.builtIn == BuiltInRole::Member) {
            m_membersPost = role.permissions.testFlag(Permission::SendMessages);
            m_onlyAdmins->setChecked(!m_membersPost);
        }
    }
    refresh();
}

GroupSettings GroupSettingsPage::entered() const
{
    GroupSettings settings = m_group.settings;
    settings.name = m_name->text().simplified();
    settings.description = m_description->toPlainText();
    settings.picture = m_picture->picture();
    settings.visibility = static_cast<ChatVisibility>(m_visibility->currentData().toInt());
    settings.slowModeSeconds = m_slowMode->currentData().toInt();
    settings.messageTimerSeconds = m_timer->currentData().toInt();
    settings.history.days = m_history->currentData().toInt();
    settings.maxMembers = m_maxMembers->value();
    return settings;
}

void GroupSettingsPage::refresh()
{
    const bool may = m_group.may(Permission::ManageChat);
    const auto visibility = static_cast<ChatVisibility>(m_visibility->currentData().toInt());
    m_meaning->setText(visibilitySentence(visibility));
    m_meaning->setTone(visibility == ChatVisibility::Public ? "warning" : "muted");
    for (QWidget *field :
         QList<QWidget *>{m_picture, m_name, m_description, m_visibility, m_slowMode, m_timer, m_history, m_maxMembers})
        field->setEnabled(may);
    m_onlyAdmins->setEnabled(m_group.may(Permission::ManageRoles));
    const bool fits =
        !m_name->text().simplified().isEmpty() && m_description->toPlainText().toUcs4().size() <= kDescriptionMax;
    const bool differs = entered() != m_group.settings || m_onlyAdmins->isChecked() == m_membersPost;
    m_save->setVisible(may || m_onlyAdmins->isEnabled());
    m_save->setEnabled(fits && differs);
}

void GroupSettingsPage::save()
{
    const GroupSettings settings = entered();
    if (settings != m_group.settings)
        Q_EMIT settingsChangeRequested(settings);
    if (m_onlyAdmins->isChecked() == m_membersPost)
        Q_EMIT membersPostChangeRequested(!m_onlyAdmins->isChecked());
}

} // namespace tacet
