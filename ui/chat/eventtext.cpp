#include "ui/chat/eventtext.h"

#include "models/items/groupwords.h"
#include "ui/widgets/displaytext.h"

namespace tacet {

QString eventText(const ChatEvent &event, UserId self)
{
    ChatEvent shown = event;
    for (QString *name : {&shown.actorName, &shown.subjectName})
        *name = isolated(lineText(*name));
    if (event.kind != ChatEventKind::TimerChanged && !event.detail.isEmpty())
        shown.detail = isolated(lineText(event.detail));
    return eventSentence(shown, self);
}

} // namespace tacet
