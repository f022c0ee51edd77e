#include "ui/group/groupleavepage.h"

#include "models/items/groupwords.h"
#include "ui/group/typedconfirmation.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

/// A card with a headline; what it holds is added to `inside`.
QFrame *card(const QString &headline, QVBoxLayout *&inside)
{
    auto *frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    inside = new QVBoxLayout(frame);
    inside->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    inside->setSpacing(space::kSmall);
    inside->addWidget(new TextLabel(TextLevel::Strong, headline));
    return frame;
}

} // namespace

GroupLeavePage::GroupLeavePage(UserId self, QWidget *parent)
    : GroupPage(tr("Keys and leaving"), parent)
    , m_self(self)
{
    column().addWidget(buildKeys());
    m_transferPart = buildTransfer();
    column().addWidget(m_transferPart);
    column().addWidget(buildEnd());
    column().addStretch();
    refresh();
}

QWidget *GroupLeavePage::buildKeys()
{
    QVBoxLayout *inside = nullptr;
    QFrame *frame = card(tr("Keys"), inside);
    m_keys = new TextLabel(TextLevel::Body);
    m_keys->setObjectName(QStringLiteral("keysReport"));
    m_keys->setTone("muted");
    m_renew = new QPushButton(tr("Renew the keys"));
    m_renew->setObjectName(QStringLiteral("renewKeysButton"));
    connect(m_renew, &QPushButton::clicked, this, &GroupLeavePage::renewKeysRequested);
    inside->addWidget(m_keys);
    inside->addWidget(m_renew, 0, Qt::AlignRight);
    return frame;
}

QWidget *GroupLeavePage::buildTransfer()
{
    QVBoxLayout *inside = nullptr;
    QFrame *frame = card(tr("Pass the ownership on"), inside);
    auto *words =
        new TextLabel(TextLevel::Body, tr("The new owner may do everything here. You become an admin, and can leave."));
    words->setTone("muted");
    m_heirs = new QComboBox;
    m_heirs->setObjectName(QStringLiteral("heirBox"));
    m_heirs->setAccessibleName(tr("New owner"));
    m_transfer = new QPushButton(tr("Make owner …"));
    m_transfer->setObjectName(QStringLiteral("transferButton"));
    connect(m_transfer, &QPushButton::clicked, this, &GroupLeavePage::askTransfer);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_heirs, 1);
    row->addWidget(m_transfer);
    inside->addWidget(words);
    inside->addLayout(row);
    return frame;
}

QWidget *GroupLeavePage::buildEnd()
{
    QVBoxLayout *inside = nullptr;
    QFrame *frame = card(tr("The end"), inside);
    m_leaveWords = new TextLabel(TextLevel::Body);
    m_leaveWords->setTone("muted");
    m_leave = new QPushButton;
    m_leave->setObjectName(QStringLiteral("leaveButton"));
    m_dissolve = new QPushButton;
    m_dissolve->setObjectName(QStringLiteral("dissolveButton"));
    m_dissolve->setProperty("kind", QStringLiteral("danger"));
    connect(m_leave, &QPushButton::clicked, this, &GroupLeavePage::leaveRequested);
    connect(m_dissolve, &QPushButton::clicked, this, &GroupLeavePage::askDissolve);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addStretch();
    row->addWidget(m_leave);
    row->addWidget(m_dissolve);
    inside->addWidget(m_leaveWords);
    inside->addLayout(row);
    return frame;
}

void GroupLeavePage::setGroup(const Group &group)
{
    m_group = group;
    refresh();
}

void GroupLeavePage::setMembers(const QList<GroupMember> &members)
{
    const UserId kept = m_heirs->currentData().value<UserId>();
    m_heirs->clear();
    for (const GroupMember &member : members) {
        if (member.person.id == m_self)
            continue;
        m_heirs->addItem(lineText(member.person.shownName()), QVariant::fromValue(member.person.id));
        if (member.person.id == kept)
            m_heirs->setCurrentIndex(m_heirs->count() - 1);
    }
    refresh();
}

void GroupLeavePage::setKeys(const GroupKeysReport &report)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QStringList sentences{tr("Keys of generation %1, made %2 ago.")
                              .arg(QLocale().toString(report.epoch), ageWords(report.epochMadeAt.secsTo(now)))};
    if (report.devicesWithoutKey > 0)
        sentences += tr("%Ln device(s) still lack them.", nullptr, report.devicesWithoutKey);
    else
        sentences += tr("All %Ln device(s) of the members have them.", nullptr, report.devices);
    if (report.unreadableMessages > 0)
        sentences += tr("%Ln message(s) on this computer wait for a key.", nullptr, report.unreadableMessages);
    m_keys->setText(sentences.join(u' '));
}

void GroupLeavePage::refresh()
{
    const bool channel = m_group.type == ChatType::Channel;
    const bool owner = m_group.isOwner();
    m_renew->setVisible(m_group.may(Permission::ManageMembers));
    m_transferPart->setVisible(owner);
    m_transfer->setEnabled(m_heirs->count() > 0);
    m_leave->setVisible(!owner);
    m_leave->setText(channel ? tr("Leave the channel …") : tr("Leave the group …"));
    m_dissolve->setVisible(owner);
    m_dissolve->setText(channel ? tr("Dissolve the channel …") : tr("Dissolve the group …"));
    m_leaveWords->setText(owner
                              ? tr("Dissolving ends the chat for everybody and deletes what the database holds of it.")
                              : tr("Whoever leaves no longer reads what is written afterwards."));
}

void GroupLeavePage::askTransfer()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Pass the ownership on"), {}, QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("transferQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Make %1 the owner?").arg(isolated(m_heirs->currentText())));
    box->setInformativeText(tr("Only the new owner can give the ownership back."));
    QPushButton *make = box->addButton(tr("Make owner"), QMessageBox::AcceptRole);
    make->setObjectName(QStringLiteral("confirmTransferButton"));
    make->setProperty("kind", QStringLiteral("primary"));
    connect(make, &QPushButton::clicked, this,
            [this, heir = m_heirs->currentData().value<UserId>()] { Q_EMIT transferRequested(heir); });
    box->open();
}

void GroupLeavePage::askDissolve()
{
    auto *dialog = new TypedConfirmation(
        {.title = m_group.type == ChatType::Channel ? tr("Dissolve the channel") : tr("Dissolve the group"),
         .sentence = tr("The chat ends for all %Ln member(s). Its messages and threads are deleted from the "
                        "database. This cannot be undone.",
                        nullptr, m_group.memberCount),
         .name = m_group.settings.name.simplified(),
         .action = tr("Dissolve for everybody")},
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &GroupLeavePage::dissolveRequested);
    dialog->open();
}

} // namespace tacet
