#include "ui/group/choicebox.h"

#include "models/items/groupwords.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>

namespace tacet {

namespace {

constexpr int kRowHeight = 36;
constexpr int kMinute = 60;
constexpr int kHour = 60 * kMinute;
constexpr int kDay = 24 * kHour;
constexpr int kWeek = 7 * kDay;

struct ChoiceBox {
    Q_DECLARE_TR_FUNCTIONS(tacet::ChoiceBox)
};

QComboBox *durationBox(const QString &name, const QString &off, const QList<int> &seconds)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->addItem(off, 0);
    for (const int choice : seconds)
        box->addItem(durationWords(choice), choice);
    return box;
}

} // namespace

QComboBox *slowModeBox()
{
    return durationBox(QStringLiteral("slowModeBox"), ChoiceBox::tr("Off"),
                       {10, 30, kMinute, 5 * kMinute, 15 * kMinute, kHour});
}

QComboBox *messageTimerBox()
{
    return durationBox(QStringLiteral("messageTimerBox"), ChoiceBox::tr("Messages stay"),
                       {30, 5 * kMinute, kHour, 8 * kHour, kDay, kWeek, 4 * kWeek});
}

QComboBox *historyBox()
{
    auto *box = new QComboBox;
    box->setObjectName(QStringLiteral("historyBox"));
    for (const int days : {0, 7, 30, HistoryPolicy::kFromStart})
        box->addItem(historyWords({.days = days}), days);
    return box;
}

void choose(QComboBox &box, int value, const QString &words)
{
    if (box.findData(value) < 0)
        box.addItem(words, value);
    box.setCurrentIndex(box.findData(value));
}

void addFormRow(QFormLayout &form, const QString &text, QWidget *field)
{
    auto *label = new TextLabel(TextLevel::Body, text);
    label->setWordWrap(false);
    // Beside the first line of fields that are higher.
    label->setMinimumHeight(std::min(field->sizeHint().height(), kRowHeight));
    label->setBuddy(field);
    field->setAccessibleName(text);
    form.addRow(label, field);
}

} // namespace tacet
