#include "ui/group/addmembersdialog.h"

#include "ui/group/memberpicker.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/textlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tacet {

namespace {

constexpr QSize kSize(460, 540);

} // namespace

AddMembersDialog::AddMembersDialog(const QSet<UserId> &members, QWidget *parent)
    : QDialog(parent)
    , m_banner(new ErrorBanner)
    , m_picker(new MemberPicker)
    , m_add(new QPushButton(tr("Add")))
{
    setObjectName(QStringLiteral("addMembersDialog"));
    setWindowTitle(tr("Add people"));
    resize(kSize);
    m_picker->setExcluded(members);
    m_add->setObjectName(QStringLiteral("confirmAddButton"));
    m_add->setProperty("kind", QStringLiteral("primary"));
    m_add->setAutoDefault(false);
    m_add->setEnabled(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(new TextLabel(TextLevel::Heading, tr("Add people")));
    column->addWidget(m_banner);
    column->addWidget(m_picker, 1);
    column->addWidget(m_add, 0, Qt::AlignRight);
    connect(m_picker, &MemberPicker::pickedChanged, this, [this](int count) { m_add->setEnabled(count > 0); });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_add->setEnabled(false);
        m_banner->clear();
        Q_EMIT addRequested(m_picker->picked());
    });
}

void AddMembersDialog::showError(ErrorCode code)
{
    m_add->setEnabled(true);
    m_banner->showError(code);
}

void AddMembersDialog::setAdded(const QList<AddedMember> &added)
{
    const auto failed = [](const AddedMember &member) { return member.failure.has_value(); };
    const auto first = std::ranges::find_if(added, failed);
    if (first == added.end()) {
        accept();
        return;
    }
    const auto count = static_cast<int>(std::ranges::count_if(added, failed));
    m_banner->showWords(ErrorBanner::Tone::Warning, tr("%Ln person(s) could not be added.", nullptr, count),
                        errorWords(*first->failure).happened);
}

} // namespace tacet
