#include "ui/account/passphrasefields.h"

#include "ui/widgets/passphrasestrength.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/textlabel.h"

#include <QProgressBar>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace tacet {

namespace {

constexpr int kBarBits = 80;

} // namespace

PassphraseFields::PassphraseFields(QWidget *parent)
    : QWidget(parent)
    , m_first(new SecretEdit)
    , m_second(new SecretEdit)
    , m_bar(new QProgressBar)
    , m_strength(new TextLabel(TextLevel::Caption))
    , m_match(new TextLabel(TextLevel::Caption))
{
    m_first->setObjectName(QStringLiteral("passphrase"));
    m_first->setAccessibleName(tr("Passphrase"));
    m_second->setObjectName(QStringLiteral("passphraseAgain"));
    m_second->setAccessibleName(tr("Passphrase again"));
    m_second->setPlaceholderText(tr("The same again"));
    m_bar->setRange(0, kBarBits);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Strength of the passphrase"));
    m_strength->setTone("muted");
    m_match->setTone("danger");
    auto *title = new TextLabel(TextLevel::Strong, tr("Passphrase"));
    title->setBuddy(m_first);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    column->addWidget(title);
    column->addWidget(m_first);
    column->addSpacing(2);
    column->addWidget(m_bar);
    column->addWidget(m_strength);
    column->addSpacing(space::kTiny);
    column->addWidget(m_second);
    column->addWidget(m_match);
    for (SecretEdit *field : {m_first, m_second})
        connect(field, &QLineEdit::textChanged, this, &PassphraseFields::refresh);
    refresh();
}

bool PassphraseFields::isComplete() const
{
    const Strength strength = estimatePassphrase(m_first->text()).strength;
    return strength >= Strength::Fair && m_first->text() == m_second->text();
}

void PassphraseFields::refresh()
{
    const PassphraseEstimate estimate = estimatePassphrase(m_first->text());
    m_bar->setValue(std::clamp(static_cast<int>(estimate.bits), 0, kBarBits));
    const bool weak = estimate.strength <= Strength::Weak;
    m_bar->setProperty("level", weak                                  ? QStringLiteral("weak")
                                : estimate.strength == Strength::Fair ? QStringLiteral("fair")
                                                                      : QStringLiteral("strong"));
    m_bar->style()->unpolish(m_bar);
    m_bar->style()->polish(m_bar);
    m_strength->setText(strengthWords(estimate.strength));
    const bool differs = !m_second->text().isEmpty() && !m_first->text().startsWith(m_second->text());
    m_match->setText(tr("The two are not the same."));
    m_match->setVisible(differs);
    Q_EMIT changed();
}

void PassphraseFields::explain()
{
    if (estimatePassphrase(m_first->text()).strength < Strength::Fair)
        m_first->setFocus();
    else
        m_second->setFocus();
    m_match->setVisible(m_first->text() != m_second->text());
}

QCA::SecureArray PassphraseFields::take()
{
    QCA::SecureArray secret = m_first->secret();
    m_first->wipe();
    m_second->wipe();
    return secret;
}

} // namespace tacet
