#include "models/domain/linkkind.h"

#include <QUrl>

namespace tacet {

LinkKind linkKindOf(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1StringView("tacet"))
        return LinkKind::None;
    const QString place = url.host();
    if (place == QLatin1StringView("join"))
        return LinkKind::Enrolment;
    if (place == QLatin1StringView("group"))
        return LinkKind::Group;
    return place == QLatin1StringView("workspace") ? LinkKind::Workspace : LinkKind::None;
}

} // namespace tacet
