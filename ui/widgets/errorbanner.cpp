#include "ui/widgets/errorbanner.h"

#include "ui/widgets/errortext.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

namespace tacet {

namespace {

constexpr int kIconSide = 20;

} // namespace

ErrorBanner::ErrorBanner(QWidget *parent)
    : QFrame(parent)
    , m_headline(new TextLabel(TextLevel::Strong))
    , m_explanation(new TextLabel(TextLevel::Body))
    , m_icon(new QLabel)
    , m_action(new QPushButton)
{
    setObjectName(QStringLiteral("banner"));
    m_action->setObjectName(QStringLiteral("bannerAction"));
    auto *words = new QVBoxLayout;
    words->setSpacing(space::kTiny);
    words->addWidget(m_headline);
    words->addWidget(m_explanation);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kSmall + space::kTiny, space::kMedium, space::kSmall + space::kTiny);
    row->setSpacing(space::kSmall + space::kTiny);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    connect(m_action, &QPushButton::clicked, this, &ErrorBanner::actionTriggered);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void ErrorBanner::showError(ErrorCode code, const QString &action)
{
    const ErrorWords words = errorWords(code);
    showWords(Tone::Danger, words.happened, words.meaning + u' ' + words.remedy, action);
}

void ErrorBanner::showWords(Tone tone, const QString &headline, const QString &explanation, const QString &action)
{
    const bool isInfo = tone == Tone::Info;
    const auto name = isInfo ? "info" : tone == Tone::Danger ? "danger" : "warning";
    setProperty("tone", QString::fromLatin1(name));
    style()->unpolish(this);
    style()->polish(this);
    const IconTone iconTone = isInfo ? IconTone::Accent : tone == Tone::Danger ? IconTone::Danger : IconTone::Warning;
    m_icon->setPixmap(symbolicIcon(isInfo ? QStringLiteral("info") : QStringLiteral("warning"), iconTone)
                          .pixmap(QSize(kIconSide, kIconSide), devicePixelRatioF()));
    m_headline->setText(headline);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(headline);
    setAccessibleDescription(explanation);
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ErrorBanner::clear()
{
    hide();
}

} // namespace tacet
