#pragma once
#include <QWidget>

class QPushButton;
class QLabel;

namespace tacet {

class TextLabel;

/// What stands where nothing is yet: an icon, a headline, a sentence and one action.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(const QString &icon, QWidget *parent = nullptr);

    void setWords(const QString &headline, const QString &sentence, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    QString m_iconName;
    QLabel *m_icon;
    TextLabel *m_headline;
    TextLabel *m_sentence;
    QPushButton *m_action;
};

} // namespace tacet
