#pragma once
#include "ui/widgets/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;

namespace tacet {

/// Appearance, language and what Enter does. Every change is reported at once; there is nothing to apply.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit PreferencesDialog(const Preferences &preferences, QWidget *parent = nullptr);

Q_SIGNALS:
    void preferencesChanged(const tacet::Preferences &preferences);

private:
    void report();

    Preferences m_preferences;
    QComboBox *m_theme;
    QComboBox *m_language;
    QComboBox *m_zoom;
    QCheckBox *m_enterSends;
};

} // namespace tacet
