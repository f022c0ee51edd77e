#pragma once
#include "ui/account/pageframe.h"

#include <QtCrypto>

class QLabel;
class QProgressBar;

namespace tacet {

class SecretEdit;
class TextLabel;

/// The first thing a new person sees: two ways in.
class WelcomePage final : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void createChosen();
    void joinChosen();

private:
    QPushButton *makeCard(const QString &name, const QString &icon, const QString &title, const QString &sentence);
};

class UnlockPage final : public PageFrame
{
    Q_OBJECT
public:
    explicit UnlockPage(QWidget *parent = nullptr);

Q_SIGNALS:
    void submitted(const QCA::SecureArray &passphrase);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void submit();

    SecretEdit *m_passphrase;
};

/// What is being done, and a way to stop.
class ProgressPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressPage(QWidget *parent = nullptr);

    void setWords(const QString &words);

Q_SIGNALS:
    void cancelRequested();

private:
    TextLabel *m_words;
    QProgressBar *m_bar;
};

} // namespace tacet
