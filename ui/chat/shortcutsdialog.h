#pragma once
#include <QDialog>

class QGridLayout;

namespace tacet {

class WindowActions;

/// The shortcuts of the window, grouped, as key caps.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutsDialog(const WindowActions &actions, QWidget *parent = nullptr);

private:
    void addRow(QGridLayout &grid, const QString &text, const QKeySequence &keys);
};

} // namespace tacet
