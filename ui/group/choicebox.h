#pragma once
#include <QString>

class QComboBox;
class QFormLayout;
class QWidget;

namespace tacet {

/// A box of choices whose data is a number. Values that are not among them are added in their own words.

QComboBox *slowModeBox();
QComboBox *messageTimerBox();
QComboBox *historyBox();

/// Chooses the entry of that number.
void choose(QComboBox &box, int value, const QString &words);

/// A row whose label stands in the middle of its field, and names it for a screen reader.
void addFormRow(QFormLayout &form, const QString &text, QWidget *field);

} // namespace tacet
