#pragma once
#include "models/domain/enrolmentlink.h"
#include "ui/account/pageframe.h"

#include <QtCrypto>

#include <optional>

class QLineEdit;
class QMimeData;

namespace tacet {

class PassphraseFields;
class TextLabel;

/// Joining a workspace: the link as text, or as the picture of its QR code from a file, the clipboard, or
/// dropped on the page.
class JoinPage final : public PageFrame
{
    Q_OBJECT
public:
    explicit JoinPage(QWidget *parent = nullptr);

    void setLink(const QString &text);

Q_SIGNALS:
    void submitted(const tacet::EnrolmentLink &link, const QString &username, const QString &displayName,
                   const QCA::SecureArray &passphrase);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    static QString wrongLinkWords(const QString &text);
    QWidget *buildSources();
    void readLink();
    void choosePicture();
    void takeFrom(const QMimeData &mime);
    void takeText(const Result<QString> &text);
    void submit();

    std::optional<EnrolmentLink> m_link;
    QLineEdit *m_linkField;
    TextLabel *m_about;
    QLineEdit *m_username;
    QLineEdit *m_displayName;
    PassphraseFields *m_passphrase;
    QPushButton *m_submit;
};

} // namespace tacet
