#include "ui/chat/safetynumberdialog.h"

#include "ui/widgets/dialogsize.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/qrcode.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QFrame>
#include <QGridLayout>
#include <QPushButton>

namespace tacet {

namespace {

constexpr int kGroups = 12;
constexpr int kGroupDigits = 5;
constexpr int kColumns = 4;
constexpr int kWidth = 520;
constexpr int kCodeSide = 200;

} // namespace

SafetyNumberDialog::SafetyNumberDialog(const Person &person, QWidget *parent)
    : QDialog(parent)
    , m_person(person)
    , m_explanation(new TextLabel(TextLevel::Body))
    , m_state(new TextLabel(TextLevel::Strong))
    , m_banner(new ErrorBanner)
{
    setObjectName(QStringLiteral("safetyNumberDialog"));
    setWindowTitle(tr("Safety number"));
    setFixedWidth(kWidth);
    m_explanation->setTone("muted");
    m_state->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(new TextLabel(TextLevel::Heading, tr("You and %1").arg(isolated(lineText(person.shownName())))));
    column->addWidget(m_explanation);
    column->addWidget(m_banner);
    column->addWidget(buildCard());
    column->addWidget(m_state);
    column->addLayout(buildButtons());
    refresh();
}

QWidget *SafetyNumberDialog::buildCard()
{
    auto *card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    m_code = new QrCodeWidget(kCodeSide);
    m_code->setAccessibleName(tr("QR code of the safety number"));
    auto *digits = new QGridLayout;
    digits->setHorizontalSpacing(space::kLarge);
    digits->setVerticalSpacing(space::kSmall);
    for (int i = 0; i < kGroups; ++i) {
        auto *group = new TextLabel(TextLevel::Heading);
        group->setAlignment(Qt::AlignCenter);
        group->setWordWrap(false);
        digits->addWidget(group, i / kColumns, i % kColumns);
        m_groups.append(group);
    }
    // Both people read the groups in the same order, whatever their language.
    auto *grid = new QWidget;
    grid->setLayoutDirection(Qt::LeftToRight);
    grid->setLayout(digits);
    grid->setObjectName(QStringLiteral("safetyDigits"));
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::kMedium, space::kLarge, space::kMedium, space::kMedium);
    column->setSpacing(space::kMedium);
    column->addWidget(m_code, 0, Qt::AlignHCenter);
    column->addWidget(grid, 0, Qt::AlignHCenter);
    return card;
}

QLayout *SafetyNumberDialog::buildButtons()
{
    m_copy = new QPushButton(symbolicIcon(QStringLiteral("copy")), tr("Copy"));
    m_copy->setObjectName(QStringLiteral("copyNumber"));
    m_acceptUnseen = new QPushButton(tr("Accept without comparing"));
    m_acceptUnseen->setObjectName(QStringLiteral("acceptUnseen"));
    m_acceptUnseen->setProperty("kind", QStringLiteral("danger"));
    m_verify = new QPushButton;
    m_verify->setObjectName(QStringLiteral("verifyButton"));
    m_verify->setProperty("kind", QStringLiteral("primary"));
    m_verify->setDefault(true);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_digits); });
    connect(m_acceptUnseen, &QPushButton::clicked, this, [this] { Q_EMIT changedKeyAccepted(m_person.id, false); });
    connect(m_verify, &QPushButton::clicked, this, [this] {
        if (m_person.trust == Trust::Changed)
            Q_EMIT changedKeyAccepted(m_person.id, true);
        else
            Q_EMIT verifiedChangeRequested(m_person.id, m_person.trust != Trust::Verified);
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_copy);
    row->addStretch();
    row->addWidget(m_acceptUnseen);
    row->addWidget(m_verify);
    return row;
}

void SafetyNumberDialog::setNumber(const SafetyNumber &number)
{
    QStringList groups;
    for (int i = 0; i < kGroups; ++i) {
        groups += number.digits.mid(qsizetype(i) * kGroupDigits, kGroupDigits);
        m_groups.at(i)->setText(groups.last());
    }
    m_digits = groups.join(u' ');
    m_code->setData(number.code);
    refresh();
}

void SafetyNumberDialog::setPerson(const Person &person)
{
    if (person.id != m_person.id)
        return;
    m_person = person;
    refresh();
}

void SafetyNumberDialog::showError(ErrorCode code)
{
    m_banner->showError(code);
    fitHeight(*this);
}

void SafetyNumberDialog::refresh()
{
    const bool hasNumber = !m_digits.isEmpty();
    const bool changed = m_person.trust == Trust::Changed;
    const bool verified = m_person.trust == Trust::Verified;
    const QString name = isolated(lineText(m_person.shownName()));
    m_explanation->setText(
        tr("Compare these digits with %1 in person or in a call. If they are the same on both screens, nobody "
           "stands between you.")
            .arg(name));
    if (changed)
        m_banner->showWords(ErrorBanner::Tone::Warning, tr("The safety number has changed."),
                            tr("%1 has a new key. Often that is a new computer; it can also be somebody in between. "
                               "Nothing is sent until you decide.")
                                .arg(name));
    else
        m_banner->clear();
    m_state->setText(verified ? tr("You have compared this number.") : QString());
    m_state->setVisible(verified);
    m_state->setTone("success");
    m_acceptUnseen->setVisible(changed);
    m_verify->setText(verified  ? tr("Not compared after all")
                      : changed ? tr("The digits are the same")
                                : tr("Mark as compared"));
    m_copy->setEnabled(hasNumber);
    m_verify->setEnabled(hasNumber);
    m_acceptUnseen->setEnabled(hasNumber);
    fitHeight(*this);
}

} // namespace tacet
