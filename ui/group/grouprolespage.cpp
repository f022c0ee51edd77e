#include "ui/group/grouprolespage.h"

#include "models/items/groupwords.h"
#include "ui/group/detaildelegate.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace tacet {

namespace {

constexpr int kNameMax = 64;
constexpr int kListWidth = 220;
constexpr int kSwatchSide = 18;

struct RoleColor {
    const char *value; ///< empty: none
    const char *name;
};

constexpr std::array<RoleColor, 9> kColors{{
    {"", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "No colour")},
    {"#b3412a", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Red")},
    {"#8f5a0a", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Brown")},
    {"#4c751d", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Green")},
    {"#1c7a58", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Jade")},
    {"#17748f", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Teal")},
    {"#3f63c6", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Blue")},
    {"#7a52c2", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Violet")},
    {"#ad3a7c", QT_TRANSLATE_NOOP("tacet::GroupRolesPage", "Pink")},
}};

QIcon swatch(const QColor &color, const QColor &border)
{
    constexpr int kScale = 2;
    QPixmap picture(kSwatchSide * kScale, kSwatchSide * kScale);
    picture.setDevicePixelRatio(kScale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color.isValid() ? QPen(Qt::NoPen) : QPen(border, 1.5));
    painter.setBrush(color.isValid() ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(1, 1, kSwatchSide - 2, kSwatchSide - 2));
    return QIcon(picture);
}

} // namespace

GroupRolesPage::GroupRolesPage(QWidget *parent)
    : GroupPage(tr("Roles"), parent)
    , m_list(new QListView)
    , m_new(new QPushButton(symbolicIcon(QStringLiteral("plus")), tr("New role")))
{
    m_list->setObjectName(QStringLiteral("roleList"));
    m_list->setAccessibleName(tr("Roles"));
    m_list->setModel(&m_roles);
    m_list->setItemDelegate(
        new DetailDelegate({.detail = RoleListModel::SentenceRole, .color = RoleListModel::ColorRole}, m_list));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFixedWidth(kListWidth);
    m_new->setObjectName(QStringLiteral("newRoleButton"));
    auto *side = new QVBoxLayout;
    side->setSpacing(space::kSmall);
    side->addWidget(m_list, 1);
    side->addWidget(m_new);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addLayout(side);
    row->addWidget(buildEditor(), 1);
    column().addLayout(row, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            show(m_roles.roleAt(current.row()));
    });
    connect(m_new, &QPushButton::clicked, this, [this] {
        m_list->setCurrentIndex({});
        GroupRole fresh;
        fresh.permissions = Permission::SendMessages | Permission::PostThreads | Permission::UploadMedia;
        show(fresh);
        m_name->setFocus();
    });
    refresh();
}

QWidget *GroupRolesPage::buildEditor()
{
    auto *editor = new QFrame;
    editor->setObjectName(QStringLiteral("card"));
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("roleName"));
    m_name->setPlaceholderText(tr("Name of the role"));
    m_name->setAccessibleName(tr("Name of the role"));
    m_name->setMaxLength(kNameMax);
    auto *column = new QVBoxLayout(editor);
    column->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    column->setSpacing(space::kSmall);
    column->addWidget(m_name);
    column->addLayout(buildColors());
    for (const Permission permission : allPermissions()) {
        auto *box = new QCheckBox(permissionWord(permission));
        box->setObjectName(QStringLiteral("permission%1").arg(static_cast<int>(permission)));
        connect(box, &QCheckBox::toggled, this, &GroupRolesPage::refresh);
        m_permissions.append(box);
        column->addWidget(box);
    }
    m_sentence = new TextLabel(TextLevel::Caption);
    m_sentence->setTone("muted");
    column->addWidget(m_sentence);
    column->addStretch();
    column->addLayout(buildButtons());
    connect(m_name, &QLineEdit::textChanged, this, &GroupRolesPage::refresh);
    return editor;
}

QLayout *GroupRolesPage::buildColors()
{
    m_colors = new QButtonGroup(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    for (const RoleColor &color : kColors) {
        auto *button = new QToolButton;
        const QString value = QString::fromLatin1(color.value);
        const QString name = tr(color.name);
        button->setObjectName(QStringLiteral("roleColor%1").arg(value.mid(1)));
        button->setIcon(swatch(value.isEmpty() ? QColor() : QColor(value), Theme::of(palette()).muted));
        button->setIconSize(QSize(kSwatchSide, kSwatchSide));
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setCheckable(true);
        button->setProperty("color", value);
        m_colors->addButton(button);
        row->addWidget(button);
    }
    row->addStretch();
    connect(m_colors, &QButtonGroup::buttonToggled, this, &GroupRolesPage::refresh);
    return row;
}

QLayout *GroupRolesPage::buildButtons()
{
    m_remove = new QPushButton(tr("Remove the role"));
    m_remove->setObjectName(QStringLiteral("removeRoleButton"));
    m_remove->setProperty("kind", QStringLiteral("danger"));
    m_save = new QPushButton(tr("Save role"));
    m_save->setObjectName(QStringLiteral("saveRoleButton"));
    m_save->setProperty("kind", QStringLiteral("primary"));
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_shown.id); });
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested(entered()); });
    auto *row = new QHBoxLayout;
    row->addWidget(m_remove);
    row->addStretch();
    row->addWidget(m_save);
    return row;
}

void GroupRolesPage::setGroup(const Group &group)
{
    m_group = group;
    refresh();
}

void GroupRolesPage::setRoles(const QList<GroupRole> &roles)
{
    const RoleId kept = m_shown.id;
    m_roles.setRoles(roles);
    if (roles.isEmpty())
        return;
    const int row = std::max(0, m_roles.rowOf(kept));
    m_list->setCurrentIndex(m_roles.index(row));
    show(m_roles.roleAt(row));
}

void GroupRolesPage::show(const GroupRole &role)
{
    m_shown = role;
    const QSignalBlocker quiet(m_colors);
    m_name->setText(roleName(role));
    for (QAbstractButton *button : m_colors->buttons())
        button->setChecked(button->property("color").toString() == role.color);
    for (qsizetype i = 0; i < m_permissions.size(); ++i)
        m_permissions.at(i)->setChecked(role.permissions.testFlag(allPermissions().at(i)));
    refresh();
}

GroupRole GroupRolesPage::entered() const
{
    GroupRole role = m_shown;
    if (role.builtIn == BuiltInRole::None)
        role.name = m_name->text().simplified();
    if (m_colors->checkedButton() != nullptr)
        role.color = m_colors->checkedButton()->property("color").toString();
    role.permissions = {};
    for (qsizetype i = 0; i < m_permissions.size(); ++i)
        role.permissions.setFlag(allPermissions().at(i), m_permissions.at(i)->isChecked());
    return role;
}

void GroupRolesPage::refresh()
{
    const bool may = m_group.may(Permission::ManageRoles);
    const bool isOwn = m_shown.builtIn == BuiltInRole::None;
    const bool isFixed = m_shown.builtIn == BuiltInRole::Owner;
    m_new->setVisible(may);
    m_name->setEnabled(may && isOwn);
    for (QAbstractButton *button : m_colors->buttons())
        button->setEnabled(may && isOwn);
    for (QCheckBox *box : std::as_const(m_permissions))
        box->setEnabled(may && !isFixed);
    const GroupRole role = entered();
    m_sentence->setText(permissionSentence(role));
    m_remove->setVisible(may && isOwn && !m_shown.id.isNull() && !m_shown.isDefault);
    m_save->setVisible(may && !isFixed);
    m_save->setEnabled(role != m_shown && (!isOwn || !role.name.isEmpty()));
}

} // namespace tacet
