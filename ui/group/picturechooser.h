#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace tacet {

class Avatar;
class TextLabel;

/// The picture of a group: shows it, and takes another one from a file, made small enough to be sent.
class PictureChooser final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kPictureSide = 512;
    static constexpr qsizetype kPictureMax = qsizetype{256} * 1024; ///< bytes, encoded

    explicit PictureChooser(QWidget *parent = nullptr);

    /// `id` and `name` give the initials that stand for a missing picture.
    void setPicture(const QUuid &id, const QString &name, const QByteArray &picture);
    const QByteArray &picture() const { return m_picture; }
    /// Reads the file; what is wrong with it is said beside the picture.
    void load(const QString &path);

Q_SIGNALS:
    void pictureChanged();

private:
    void refresh();

    QUuid m_id;
    QString m_name;
    QByteArray m_picture;
    Avatar *m_avatar;
    QPushButton *m_choose;
    QPushButton *m_remove;
    TextLabel *m_trouble;
};

/// The picture cut to a square of at most kPictureSide, as a JPEG of at most kPictureMax; empty if it will not fit.
QByteArray encodedPicture(const QImage &picture);

} // namespace tacet
