#include "ui/admin/policiespage.h"

#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QPushButton>

namespace tacet {

namespace {

const QString kValue = QStringLiteral("value");
const QString kTrue = QStringLiteral("true");
const QString kFalse = QStringLiteral("false");

/// A string as a JSON document of its own.
QString quotedJson(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

QString unquotedJson(const QString &json)
{
    const QJsonArray list = QJsonDocument::fromJson('[' + json.toUtf8() + ']').array();
    return list.first().isString() ? list.first().toString() : json;
}

QStringList choicesOf(const QString &json)
{
    QStringList choices;
    for (const QJsonValue &each : QJsonDocument::fromJson(json.toUtf8()).array()) {
        if (each.isString())
            choices.append(each.toString());
    }
    return choices;
}

} // namespace

PoliciesPage::PoliciesPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent)
    : ActionPage(table,
                 tr("The workspace's own numbers, each with its standard. A change holds for everybody at once."),
                 source, actions, parent)
{
    QPushButton *change = addCommand(QStringLiteral("changePolicy"), tr("Change …"), [](int) { return true; });
    QPushButton *reset = addCommand(QStringLiteral("resetPolicy"), tr("Back to the standard …"), [this](int row) {
        return model().value(row, QStringLiteral("is_changed")).toBool();
    });
    connect(change, &QPushButton::clicked, this, &PoliciesPage::edit);
    connect(reset, &QPushButton::clicked, this, [this] {
        const QString key = selectedText(QStringLiteral("key"));
        ask({.title = tr("Back to the standard: %1").arg(key),
             .sentence = tr("The setting becomes %1 again; it is %2 now.")
                             .arg(selectedText(QStringLiteral("standard")), selectedText(kValue)),
             .undo = tr("The setting can be changed again."),
             .name = key,
             .action = tr("Back to the standard")},
            DangerDialog::Confirmation::Press, PolicyChange{.key = key, .value = {}},
            tr("The setting is back at its standard."));
    });
}

void PoliciesPage::edit()
{
    const QString key = selectedText(QStringLiteral("key"));
    const QString type = selectedText(QStringLiteral("type"));
    if (type == u"boolean")
        askChoice(key, {kTrue, kFalse});
    else if (const QStringList choices = choicesOf(selectedText(QStringLiteral("allowed"))); !choices.isEmpty())
        askChoice(key, choices);
    else
        askText(key);
}

void PoliciesPage::askChoice(const QString &key, const QStringList &choices)
{
    const bool isFlag = choices.first() == kTrue;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("policyValue"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Change a setting"));
    dialog->setLabelText(key);
    dialog->setComboBoxItems(isFlag ? QStringList{tr("Yes"), tr("No")} : choices);
    const qsizetype now = std::max<qsizetype>(0, choices.indexOf(unquotedJson(selectedText(kValue))));
    dialog->setTextValue(dialog->comboBoxItems().at(now));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, key, choices, isFlag, dialog](const QString &chosen) {
                const QString value = choices.at(std::max<qsizetype>(0, dialog->comboBoxItems().indexOf(chosen)));
                save(key, isFlag ? value : quotedJson(value));
            });
    dialog->open();
}

void PoliciesPage::askText(const QString &key)
{
    const QString lowest = selectedText(QStringLiteral("lowest"));
    const QString highest = selectedText(QStringLiteral("highest"));
    const bool isNumber = selectedText(QStringLiteral("type")) == u"number";
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("policyValue"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Change a setting"));
    const QString standard = unquotedJson(selectedText(QStringLiteral("standard")));
    dialog->setLabelText(isNumber && !lowest.isEmpty() && !highest.isEmpty()
                             ? tr("%1, from %2 to %3. The standard is %4.").arg(key, lowest, highest, standard)
                             : tr("%1. The standard is %2.").arg(key, standard));
    dialog->setTextValue(unquotedJson(selectedText(kValue)));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, key, isNumber](const QString &text) {
        bool isPlain = false;
        const double number = text.trimmed().toDouble(&isPlain);
        if (isNumber && !isPlain)
            showError(ErrorCode::InvalidInput);
        else
            save(key, isNumber ? QLocale::c().toString(number, 'g', QLocale::FloatingPointShortest) : quotedJson(text));
    });
    dialog->open();
}

void PoliciesPage::save(const QString &key, const QString &json)
{
    carryOut(PolicyChange{.key = key, .value = json}, tr("The setting is saved."));
}

} // namespace tacet
