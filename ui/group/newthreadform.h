#pragma once
#include "models/domain/error.h"

#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tacet {

class ErrorBanner;
class TextLabel;

/// Title and text of a thread that is to be started.
class NewThreadForm final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kTitleMax = 200;
    static constexpr int kBodyMax = 10'000;

    explicit NewThreadForm(QWidget *parent = nullptr);

    /// Puts the cursor into the first field. What was typed and not sent is still there.
    void start();
    void clear();
    void showError(ErrorCode code);

Q_SIGNALS:
    void createRequested(const QString &title, const QString &body);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();

    ErrorBanner *m_banner;
    QLineEdit *m_title;
    QPlainTextEdit *m_body;
    TextLabel *m_limit;
    QPushButton *m_create;
};

} // namespace tacet
