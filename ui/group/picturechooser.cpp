#include "ui/group/picturechooser.h"

#include "ui/widgets/avatar.h"
#include "ui/widgets/qrreader.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QBuffer>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace tacet {

namespace {

constexpr int kAvatarSide = 72;
constexpr int kQualityFirst = 88;
constexpr int kQualityLast = 40;
constexpr int kQualityStep = 12;

} // namespace

QByteArray encodedPicture(const QImage &picture)
{
    if (picture.isNull())
        return {};
    const int side = std::min({picture.width(), picture.height(), PictureChooser::kPictureSide});
    const QImage scaled = picture.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    QImage square(side, side, QImage::Format_RGB32);
    square.fill(Qt::white);
    QPainter painter(&square);
    painter.drawImage((side - scaled.width()) / 2, (side - scaled.height()) / 2, scaled);
    painter.end();
    for (int quality = kQualityFirst; quality >= kQualityLast; quality -= kQualityStep) {
        QByteArray encoded;
        QBuffer buffer(&encoded);
        buffer.open(QIODevice::WriteOnly);
        if (square.save(&buffer, "JPEG", quality) && encoded.size() <= PictureChooser::kPictureMax)
            return encoded;
    }
    return {};
}

PictureChooser::PictureChooser(QWidget *parent)
    : QWidget(parent)
    , m_avatar(new Avatar(kAvatarSide))
    , m_choose(new QPushButton(symbolicIcon(QStringLiteral("picture")), tr("Choose a picture …")))
    , m_remove(new QPushButton(tr("Remove")))
    , m_trouble(new TextLabel(TextLevel::Caption))
{
    m_choose->setObjectName(QStringLiteral("choosePictureButton"));
    m_remove->setObjectName(QStringLiteral("removePictureButton"));
    m_remove->setProperty("kind", QStringLiteral("quiet"));
    m_trouble->setTone("danger");
    m_trouble->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_choose);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->setSpacing(space::kTiny);
    column->addStretch();
    column->addLayout(buttons);
    column->addWidget(m_trouble);
    column->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kMedium);
    row->addWidget(m_avatar);
    row->addLayout(column, 1);
    connect(m_choose, &QPushButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Choose a picture"), {}, tr("Pictures (*.png *.jpg *.jpeg *.webp)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, &PictureChooser::load);
        dialog->open();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_picture.clear();
        refresh();
        Q_EMIT pictureChanged();
    });
    refresh();
}

void PictureChooser::setPicture(const QUuid &id, const QString &name, const QByteArray &picture)
{
    m_id = id;
    m_name = name;
    m_picture = picture;
    refresh();
}

void PictureChooser::load(const QString &path)
{
    const Result<QImage> read = readPicture(path);
    const QByteArray encoded = read ? encodedPicture(*read) : QByteArray();
    m_trouble->setVisible(encoded.isEmpty());
    if (encoded.isEmpty()) {
        m_trouble->setText(tr("This file is no picture that can be used: PNG, JPEG or WebP."));
        return;
    }
    m_picture = encoded;
    refresh();
    Q_EMIT pictureChanged();
}

void PictureChooser::refresh()
{
    m_avatar->setLook({.id = m_id, .name = m_name, .shape = AvatarShape::Chat, .picture = m_picture});
    m_remove->setVisible(!m_picture.isEmpty());
}

} // namespace tacet
