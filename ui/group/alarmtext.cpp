#include "ui/group/alarmtext.h"

#include <QCoreApplication>

namespace tacet {

namespace {

struct AlarmText {
    Q_DECLARE_TR_FUNCTIONS(tacet::AlarmText)
};

QString remedy()
{
    return AlarmText::tr("Tell whoever runs the workspace.");
}

} // namespace

ErrorWords alarmWords(GroupAlarm alarm, const QString &chatName)
{
    switch (alarm) {
    case GroupAlarm::LogBroken:
        return {AlarmText::tr("The record of %1 was changed after the fact.").arg(chatName),
                AlarmText::tr("The chat is halted: nothing is sent there."), remedy()};
    case GroupAlarm::VoidOperation:
        return {AlarmText::tr("Somebody tried to change %1 without the right to.").arg(chatName),
                AlarmText::tr("Tacet ignored it."), remedy()};
    case GroupAlarm::ForeignMember:
        return {AlarmText::tr("The database shows a member of %1 whom nobody let in.").arg(chatName),
                AlarmText::tr("This person gets no keys."), remedy()};
    case GroupAlarm::ForeignDevice:
        return {AlarmText::tr("The database shows a device in %1 that its person does not know.").arg(chatName),
                AlarmText::tr("This device gets no keys."), remedy()};
    case GroupAlarm::WrongKey:
        return {AlarmText::tr("A key was handed out in %1 that is not the right one.").arg(chatName),
                AlarmText::tr("Tacet threw it away."), remedy()};
    case GroupAlarm::WrongSession:
        return {AlarmText::tr("A key to older messages of %1 is not from who wrote them.").arg(chatName),
                AlarmText::tr("Tacet threw it away."), remedy()};
    }
    return {};
}

ErrorWords refusedWords(const QString &chatName)
{
    return {AlarmText::tr("Something in %1 is not what the database says of it.").arg(chatName),
            AlarmText::tr("Tacet does not show it."), remedy()};
}

} // namespace tacet
