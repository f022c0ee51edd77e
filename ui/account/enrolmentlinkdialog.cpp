#include "ui/account/enrolmentlinkdialog.h"

#include "ui/widgets/dialogsize.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/qrcode.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace tacet {

namespace {

constexpr int kWidth = 460;
constexpr int kCodeSide = 320;

} // namespace

EnrolmentLinkDialog::EnrolmentLinkDialog(QWidget *parent)
    : QDialog(parent)
    , m_banner(new ErrorBanner)
{
    setObjectName(QStringLiteral("enrolmentLinkDialog"));
    setWindowTitle(tr("Invite somebody"));
    setFixedWidth(kWidth);
    auto *sentence = new TextLabel(TextLevel::Body,
                                   tr("A link lets one person into the workspace, once. Give it only to that person: "
                                      "in person, or over a channel you trust."));
    sentence->setTone("muted");
    m_choice = buildChoice();
    m_result = buildLink();
    m_result->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    column->setSpacing(space::kMedium);
    column->addWidget(new TextLabel(TextLevel::Heading, tr("Invite somebody")));
    column->addWidget(sentence);
    column->addWidget(m_banner);
    column->addWidget(m_choice);
    column->addWidget(m_result);
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, &EnrolmentLinkDialog::refreshExpiry);
    fitHeight(*this);
}

QWidget *EnrolmentLinkDialog::buildChoice()
{
    auto *page = new QWidget;
    m_lifetime = new QComboBox;
    m_lifetime->setObjectName(QStringLiteral("lifetimeBox"));
    m_lifetime->setAccessibleName(tr("How long the link works"));
    m_lifetime->addItem(tr("Works for 1 hour"), 1);
    m_lifetime->addItem(tr("Works for 1 day"), 24);
    m_make = new QPushButton(tr("Make a link"));
    m_make->setObjectName(QStringLiteral("makeLinkButton"));
    m_make->setProperty("kind", QStringLiteral("primary"));
    m_make->setDefault(true);
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_make->setEnabled(false);
        m_banner->clear();
        Q_EMIT linkRequested(std::chrono::hours(m_lifetime->currentData().toInt()));
    });
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(m_lifetime);
    column->addWidget(m_make);
    return page;
}

QWidget *EnrolmentLinkDialog::buildLink()
{
    auto *page = new QWidget;
    m_code = new QrCodeWidget(kCodeSide);
    m_code->setAccessibleName(tr("QR code of the link"));
    m_text = new QLineEdit;
    m_text->setObjectName(QStringLiteral("linkText"));
    m_text->setAccessibleName(tr("Link"));
    m_text->setReadOnly(true);
    m_expiry = new TextLabel(TextLevel::Caption);
    m_expiry->setObjectName(QStringLiteral("linkExpiry"));
    m_expiry->setAlignment(Qt::AlignCenter);
    m_expiry->setTone("muted");
    auto *copy = new QPushButton(symbolicIcon(QStringLiteral("copy"), IconTone::OnAccent), tr("Copy the link"));
    copy->setObjectName(QStringLiteral("copyLinkButton"));
    copy->setProperty("kind", QStringLiteral("primary"));
    auto *copyCode = new QPushButton(symbolicIcon(QStringLiteral("qr")), tr("Copy the QR code"));
    copyCode->setObjectName(QStringLiteral("copyCodeButton"));
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->text()); });
    connect(copyCode, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setImage(m_code->picture()); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(copyCode, 1);
    buttons->addWidget(copy, 1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(m_code, 0, Qt::AlignHCenter);
    column->addWidget(m_expiry);
    column->addWidget(m_text);
    column->addLayout(buttons);
    return page;
}

void EnrolmentLinkDialog::setLink(const EnrolmentLink &link)
{
    const QString text = link.toString();
    m_code->setData(text.toLatin1());
    m_text->setText(text);
    m_text->setCursorPosition(0);
    m_expires = link.expires;
    m_choice->hide();
    m_result->show();
    m_clock.start();
    refreshExpiry();
    fitHeight(*this);
}

void EnrolmentLinkDialog::showError(ErrorCode code)
{
    m_make->setEnabled(true);
    m_banner->showError(code);
    fitHeight(*this);
}

void EnrolmentLinkDialog::refreshExpiry()
{
    constexpr int kMinute = 60;
    const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(m_expires);
    if (seconds <= 0) {
        m_expiry->setText(tr("The time of this link is over."));
        return;
    }
    const QString until = QLocale().toString(m_expires.toLocalTime().time(), QLocale::ShortFormat);
    const int minutes = static_cast<int>((seconds + kMinute - 1) / kMinute);
    m_expiry->setText(tr("Works once, for %Ln more minute(s), until %1.", nullptr, minutes).arg(until));
}

} // namespace tacet
