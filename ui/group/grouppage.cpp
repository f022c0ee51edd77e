#include "ui/group/grouppage.h"

#include "ui/widgets/textlabel.h"

#include <QVBoxLayout>

namespace tacet {

GroupPage::GroupPage(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    m_column->setSpacing(space::kMedium);
    m_column->addWidget(new TextLabel(TextLevel::Heading, title));
}

} // namespace tacet
