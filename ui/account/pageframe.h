#pragma once
#include <QWidget>

class QBoxLayout;
class QFormLayout;
class QPushButton;
class QToolButton;

namespace tacet {

class ErrorBanner;

/// What the pages of the way in have in common: a column of fixed width in the middle with a way back, a
/// title, a sentence, an error banner, a form and a row of buttons.
class PageFrame : public QWidget
{
    Q_OBJECT
public:
    PageFrame(const QString &title, const QString &sentence, QWidget *parent = nullptr);

    ErrorBanner &banner() { return *m_banner; }

Q_SIGNALS:
    void backRequested();

protected:
    /// Adds a labelled field; a screen reader hears the label, and the hint as description.
    void addField(const QString &label, QWidget *field, const QString &hint = {});
    void addWidget(QWidget *widget);
    QPushButton *addPrimary(const QString &name, const QString &text);
    void hideBack();

private:
    QBoxLayout *m_form;
    ErrorBanner *m_banner;
    QToolButton *m_back;
};

} // namespace tacet
