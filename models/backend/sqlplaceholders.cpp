#include "models/backend/sqlplaceholders.h"

#include <QRegularExpression>

namespace tacet {

Result<QByteArray> withPlaceholders(const QByteArray &sql, const SqlPlaceholders &placeholders)
{
    static const QRegularExpression placeholder(QStringLiteral("@([a-z]+)@"));
    static const QRegularExpression roleName(QStringLiteral("^[a-z0-9_]+$"), QRegularExpression::DontCaptureOption);
    const QString text = QString::fromUtf8(sql);
    QString answer;
    qsizetype end = 0;
    for (const auto &match : placeholder.globalMatch(text)) {
        const QString name = placeholders.value(match.captured(1));
        if (!roleName.match(name).hasMatch() || name.endsWith(u'\n'))
            return fail(ErrorCode::InvalidInput, QStringLiteral("no name for @%1@").arg(match.captured(1)));
        answer += QStringView(text).sliced(end, match.capturedStart() - end);
        answer += u'"' + name + u'"';
        end = match.capturedEnd();
    }
    answer += QStringView(text).sliced(end);
    return answer.toUtf8();
}

} // namespace tacet
