#pragma once
#include <QPlainTextEdit>
#include <QTimer>

namespace tacet {

/// The field in which a message is written. Grows with its text, holds plain text only, and reports every
/// change of the draft shortly after typing stops, at once on flush().
class Composer final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);

    /// Replaces the text without reporting a draft.
    void setDraft(const QString &text);
    void setEnterSends(bool sends) { m_enterSends = sends; }
    bool enterSends() const { return m_enterSends; }
    /// There is something to send, and not too much.
    bool canSend() const;
    /// Code points beyond what a message may have; 0 or less if it fits.
    qsizetype excess() const;
    /// Reports a draft that waits for its pause now.
    void flush();

Q_SIGNALS:
    void sendRequested();
    void draftChanged(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    bool event(QEvent *event) override;

private:
    void fitHeight();

    QTimer m_pause;
    bool m_enterSends = true;
    bool m_loading = false;
};

} // namespace tacet
