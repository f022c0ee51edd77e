#include "ui/group/groupinvitedialog.h"

#include "models/items/groupwords.h"
#include "ui/group/choicebox.h"
#include "ui/widgets/dialogsize.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/qrcode.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace tacet {

namespace {

constexpr int kWidth = 480;
constexpr int kCodeSide = 240;
constexpr int kHour = 3'600;
constexpr int kDay = 24 * kHour;

} // namespace

GroupInviteDialog::GroupInviteDialog(const Group &group, QWidget *parent)
    : QDialog(parent)
    , m_banner(new ErrorBanner)
{
    setObjectName(QStringLiteral("groupInviteDialog"));
    setWindowTitle(tr("Invite by code or link"));
    setFixedWidth(kWidth);
    m_choice = buildChoice();
    m_result = buildResult();
    m_result->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(
        new TextLabel(TextLevel::Heading, tr("Invite into %1").arg(isolated(lineText(group.settings.name)))));
    column->addWidget(m_banner);
    column->addWidget(m_choice);
    column->addWidget(m_result);
    if (group.settings.visibility == ChatVisibility::Secret)
        m_kind->removeItem(m_kind->findData(static_cast<int>(InviteKind::Code)));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &GroupInviteDialog::refresh);
    connect(m_approval, &QCheckBox::toggled, this, &GroupInviteDialog::refresh);
    refresh();
}

QWidget *GroupInviteDialog::buildChoice()
{
    auto *page = new QWidget;
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("inviteKindBox"));
    m_kind->addItem(tr("Link, or 20 characters"), static_cast<int>(InviteKind::Link));
    m_kind->addItem(tr("Code of 8 characters"), static_cast<int>(InviteKind::Code));
    m_role = new QComboBox;
    m_role->setObjectName(QStringLiteral("inviteRoleBox"));
    m_lifetime = new QComboBox;
    m_lifetime->setObjectName(QStringLiteral("inviteLifetimeBox"));
    for (const int seconds : {kHour, kDay, 7 * kDay})
        m_lifetime->addItem(durationWords(seconds), seconds);
    m_lifetime->setCurrentIndex(1);
    m_uses = new QComboBox;
    m_uses->setObjectName(QStringLiteral("inviteUsesBox"));
    for (const int uses : {1, 5, 25, 100})
        m_uses->addItem(tr("%Ln person(s)", nullptr, uses), uses);
    m_approval = new QCheckBox(tr("Ask me before anybody is let in"));
    m_approval->setObjectName(QStringLiteral("inviteApprovalBox"));
    m_meaning = new TextLabel(TextLevel::Caption);
    m_meaning->setTone("muted");
    m_make = new QPushButton(tr("Make the invite"));
    m_make->setObjectName(QStringLiteral("makeInviteButton"));
    m_make->setProperty("kind", QStringLiteral("primary"));
    m_make->setDefault(true);
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_make->setEnabled(false);
        m_banner->clear();
        Q_EMIT inviteRequested(entered());
    });
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::kLarge);
    form->setVerticalSpacing(space::kMedium);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addFormRow(*form, tr("Kind"), m_kind);
    addFormRow(*form, tr("Works for"), m_lifetime);
    addFormRow(*form, tr("Lets in"), m_uses);
    addFormRow(*form, tr("As"), m_role);
    form->addRow(QString(), m_approval);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addLayout(form);
    column->addWidget(m_meaning);
    column->addWidget(m_make);
    return page;
}

QWidget *GroupInviteDialog::buildResult()
{
    auto *page = new QWidget;
    m_code = new TextLabel(TextLevel::Title);
    m_code->setObjectName(QStringLiteral("inviteCode"));
    m_code->setAlignment(Qt::AlignCenter);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // The same order of characters in every language.
    m_code->setLayoutDirection(Qt::LeftToRight);
    m_picture = new QrCodeWidget(kCodeSide);
    m_picture->setAccessibleName(tr("QR code of the link"));
    m_link = new QLineEdit;
    m_link->setObjectName(QStringLiteral("inviteLink"));
    m_link->setAccessibleName(tr("Link"));
    m_link->setReadOnly(true);
    m_link->setLayoutDirection(Qt::LeftToRight);
    m_expiry = new TextLabel(TextLevel::Caption);
    m_expiry->setAlignment(Qt::AlignCenter);
    m_expiry->setTone("muted");
    auto *copyCode = new QPushButton(symbolicIcon(QStringLiteral("copy")), tr("Copy the code"));
    copyCode->setObjectName(QStringLiteral("copyInviteCodeButton"));
    m_copyPicture = new QPushButton(symbolicIcon(QStringLiteral("qr")), tr("Copy the QR code"));
    m_copyPicture->setObjectName(QStringLiteral("copyInvitePictureButton"));
    m_copyLink = new QPushButton(symbolicIcon(QStringLiteral("link"), IconTone::OnAccent), tr("Copy the link"));
    m_copyLink->setObjectName(QStringLiteral("copyInviteLinkButton"));
    m_copyLink->setProperty("kind", QStringLiteral("primary"));
    connect(copyCode, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_code->text()); });
    connect(m_copyPicture, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setImage(m_picture->picture()); });
    connect(m_copyLink, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_link->text()); });
    auto *once = new TextLabel(TextLevel::Caption, tr("This is shown only once. It cannot be looked up later."));
    once->setAlignment(Qt::AlignCenter);
    once->setTone("muted");
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(copyCode, 1);
    buttons->addWidget(m_copyPicture, 1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_code);
    column->addWidget(m_expiry);
    column->addWidget(m_link);
    column->addLayout(buttons);
    column->addWidget(m_copyLink);
    column->addWidget(once);
    return page;
}

void GroupInviteDialog::setRoles(const QList<GroupRole> &roles)
{
    m_role->clear();
    for (const GroupRole &role : roles) {
        if (role.builtIn == BuiltInRole::Owner)
            continue;
        m_role->addItem(lineText(roleName(role)), QVariant::fromValue(role.id));
        if (role.isDefault)
            m_role->setCurrentIndex(m_role->count() - 1);
    }
}

NewInvite GroupInviteDialog::entered() const
{
    NewInvite invite;
    invite.kind = static_cast<InviteKind>(m_kind->currentData().toInt());
    invite.lifetime = std::chrono::seconds(m_lifetime->currentData().toInt());
    invite.maxUses = m_uses->currentData().toInt();
    invite.wantsApproval = invite.kind == InviteKind::Code || m_approval->isChecked();
    if (invite.kind == InviteKind::Link)
        invite.role = m_role->currentData().value<RoleId>();
    return invite;
}

void GroupInviteDialog::refresh()
{
    const bool isLink = m_kind->currentData().toInt() == static_cast<int>(InviteKind::Link);
    m_role->setEnabled(isLink);
    m_approval->setEnabled(isLink);
    const bool asks = !isLink || m_approval->isChecked();
    m_meaning->setText(!isLink
                           ? tr("A code is easy to say. Whoever types it asks to be let in; somebody who manages the "
                                "members decides.")
                       : asks ? tr("Whoever has the link asks to be let in; somebody who manages the members decides.")
                              : tr("Whoever has the link is in at once and can read. Give it only to those people."));
    fitHeight(*this);
}

void GroupInviteDialog::setInvite(const CreatedInvite &invite)
{
    const bool hasLink = !invite.link.isEmpty();
    m_code->setText(invite.code);
    m_link->setText(invite.link);
    m_link->setCursorPosition(0);
    m_picture->setData((hasLink ? invite.link : invite.code).toLatin1());
    m_link->setVisible(hasLink);
    m_copyLink->setVisible(hasLink);
    m_expiry->setText(
        tr("Works until %1.").arg(QLocale().toString(invite.expiresAt.toLocalTime(), QLocale::ShortFormat)));
    m_choice->hide();
    m_result->show();
    fitHeight(*this);
}

void GroupInviteDialog::showError(ErrorCode code)
{
    m_make->setEnabled(true);
    m_banner->showError(code);
    fitHeight(*this);
}

} // namespace tacet
