#pragma once
#include "models/domain/group.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace tacet {

class ErrorBanner;
class MemberPicker;
class PictureChooser;
class TextLabel;

/// Makes a group or channel in two steps: what it is, then who is in it.
class NewGroupDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit NewGroupDialog(QWidget *parent = nullptr);

    /// The second step.
    MemberPicker &picker() { return *m_picker; }
    void showMembers();
    void showError(ErrorCode code);

Q_SIGNALS:
    void createRequested(const tacet::NewGroup &group);

private:
    QWidget *buildAbout();
    QWidget *buildMembers();
    QLayout *buildButtons();
    void refresh();
    void goOn();
    void create();

    ErrorBanner *m_banner;
    QStackedWidget *m_steps;
    QComboBox *m_type;
    QComboBox *m_visibility;
    TextLabel *m_meaning;
    PictureChooser *m_picture;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
    MemberPicker *m_picker;
    QPushButton *m_back;
    QPushButton *m_next;
    bool m_creating = false;
};

} // namespace tacet
