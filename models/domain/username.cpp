#include "models/domain/username.h"

#include "models/domain/limits.h"

#include <QList>

#include <algorithm>

namespace tacet {

namespace {

bool isUsernameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

bool isForbiddenInName(char32_t c)
{
    const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    return bidi || QChar::category(c) == QChar::Other_Control || QChar::category(c) == QChar::Separator_Line ||
           QChar::category(c) == QChar::Separator_Paragraph;
}

} // namespace

Result<QString> checkedUsername(const QString &text)
{
    if (text.size() < limits::kUsernameMin || text.size() > limits::kUsernameMax)
        return fail(ErrorCode::InvalidInput, QStringLiteral("username length"));
    if (!std::all_of(text.begin(), text.end(), isUsernameCharacter))
        return fail(ErrorCode::InvalidInput, QStringLiteral("username characters"));
    return text;
}

Result<QString> checkedDisplayName(const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto points = trimmed.toUcs4();
    if (points.isEmpty() || points.size() > limits::kDisplayNameMax)
        return fail(ErrorCode::InvalidInput, QStringLiteral("display name length"));
    if (std::any_of(points.begin(), points.end(), isForbiddenInName))
        return fail(ErrorCode::InvalidInput, QStringLiteral("display name characters"));
    return trimmed;
}

} // namespace tacet
