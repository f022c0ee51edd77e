#include "ui/account/joinpage.h"

#include "models/domain/linkkind.h"
#include "models/domain/username.h"
#include "ui/account/createpage.h"
#include "ui/account/passphrasefields.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/errorbanner.h"
#include "ui/widgets/qrreader.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>

namespace tacet {

JoinPage::JoinPage(QWidget *parent)
    : PageFrame(tr("Join a workspace"),
                tr("Somebody in the workspace gave you a link or its QR code. It works once, and only for a while."),
                parent)
    , m_linkField(new QLineEdit)
    , m_about(new TextLabel(TextLevel::Caption))
    , m_username(makeUsernameField())
    , m_displayName(makeDisplayNameField())
    , m_passphrase(new PassphraseFields)
{
    setObjectName(QStringLiteral("joinPage"));
    setAcceptDrops(true);
    m_linkField->setObjectName(QStringLiteral("linkField"));
    m_linkField->setPlaceholderText(QStringLiteral("tacet://join…"));
    m_about->setObjectName(QStringLiteral("linkAbout"));
    addField(tr("Link"), m_linkField);
    addWidget(buildSources());
    addField(tr("Your user name"), m_username, tr("3 to 50 letters, digits or underscores. Others find you by it."));
    addField(tr("Your name (optional)"), m_displayName);
    addWidget(m_passphrase);
    m_submit = addPrimary(QStringLiteral("joinButton"), tr("Join workspace"));
    connect(m_linkField, &QLineEdit::textChanged, this, &JoinPage::readLink);
    connect(m_submit, &QPushButton::clicked, this, &JoinPage::submit);
    readLink();
}

QString JoinPage::wrongLinkWords(const QString &text)
{
    switch (linkKindOf(text)) {
    case LinkKind::Group:
        return tr(
            "This link leads into a group or channel. First join its workspace, with a link from somebody there.");
    case LinkKind::Workspace:
        return tr("This link adds a computer to an account. To join, ask for a link of your own.");
    case LinkKind::Enrolment:
    case LinkKind::None: break;
    }
    return tr("This is not a whole Tacet link.");
}

QWidget *JoinPage::buildSources()
{
    auto *file = new QPushButton(symbolicIcon(QStringLiteral("picture")), tr("Picture of a QR code …"));
    file->setObjectName(QStringLiteral("pictureButton"));
    auto *paste = new QPushButton(symbolicIcon(QStringLiteral("copy")), tr("Paste"));
    paste->setObjectName(QStringLiteral("pasteButton"));
    connect(file, &QPushButton::clicked, this, &JoinPage::choosePicture);
    connect(paste, &QPushButton::clicked, this, [this] { takeFrom(*QApplication::clipboard()->mimeData()); });
    auto *sources = new QWidget;
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(paste);
    buttons->addWidget(file);
    buttons->addStretch();
    auto *column = new QVBoxLayout(sources);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(m_about);
    column->addLayout(buttons);
    return sources;
}

void JoinPage::setLink(const QString &text)
{
    m_linkField->setText(text);
    m_linkField->setCursorPosition(0);
    m_username->setFocus();
}

void JoinPage::readLink()
{
    const QString text = m_linkField->text().trimmed();
    const Result<EnrolmentLink> link = EnrolmentLink::fromString(text);
    m_link = link ? std::optional(*link) : std::nullopt;
    m_about->setTone(m_link ? "success" : "muted");
    if (m_link)
        m_about->setText(tr("Workspace “%1”. The link works until %2.")
                             .arg(isolated(lineText(m_link->workspace.name)),
                                  QLocale().toString(m_link->expires.toLocalTime(), QLocale::ShortFormat)));
    else
        m_about->setText(text.isEmpty() ? tr("You can also drop the picture of a QR code here.")
                                        : wrongLinkWords(text));
}

void JoinPage::choosePicture()
{
    auto *dialog = new QFileDialog(this, tr("Picture of a QR code"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setNameFilter(tr("Pictures (%1)").arg(QStringLiteral("*.png *.jpg *.jpeg *.webp")));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<QImage> picture = readPicture(path);
        takeText(picture ? readQrText(*picture) : Result<QString>(std::unexpected(picture.error())));
    });
    dialog->open();
}

void JoinPage::takeFrom(const QMimeData &mime)
{
    takeText(textFromMimeData(mime));
}

void JoinPage::takeText(const Result<QString> &text)
{
    banner().clear();
    if (text) {
        setLink(*text);
        return;
    }
    banner().showWords(ErrorBanner::Tone::Danger, tr("No link and no QR code was found there."),
                       tr("Use a sharp picture in which the whole code is seen, as PNG, JPEG or WebP."));
}

void JoinPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData &mime = *event->mimeData();
    if (mime.hasUrls() || mime.hasImage() || mime.hasText())
        event->acceptProposedAction();
}

void JoinPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    takeFrom(*event->mimeData());
}

void JoinPage::submit()
{
    banner().clear();
    if (!m_link) {
        m_linkField->setFocus();
        const QString typed = m_linkField->text().trimmed();
        if (typed.isEmpty() || linkKindOf(typed) == LinkKind::None || linkKindOf(typed) == LinkKind::Enrolment)
            banner().showWords(ErrorBanner::Tone::Danger, tr("The link is missing or not whole."),
                               tr("Copy all of it, from “tacet://” to its end."));
        else
            banner().showWords(ErrorBanner::Tone::Danger, tr("This link does not lead into a workspace."),
                               wrongLinkWords(typed));
        return;
    }
    if (!checkedUsername(m_username->text())) {
        m_username->setFocus();
        banner().showWords(ErrorBanner::Tone::Danger, tr("A user name has 3 to 50 letters, digits or underscores."),
                           {});
        return;
    }
    if (!m_passphrase->isComplete()) {
        m_passphrase->explain();
        banner().showWords(ErrorBanner::Tone::Danger, tr("Choose a stronger passphrase, and type it the same twice."),
                           tr("It protects everything that this computer keeps. It cannot be recovered."));
        return;
    }
    Q_EMIT submitted(*m_link, m_username->text(), m_displayName->text().trimmed(), m_passphrase->take());
}

} // namespace tacet
