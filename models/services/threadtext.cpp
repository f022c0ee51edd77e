#include "models/services/threadtext.h"

#include <QCborArray>
#include <QCborValue>

namespace tacet {

namespace {

constexpr int kVersion = 1;
constexpr qsizetype kFields = 4;
constexpr qsizetype kHashSize = 32;

std::unexpected<Error> malformed()
{
    return fail(ErrorCode::InvalidInput, QStringLiteral("the text of a thread"));
}

Result<> demandText(const QString &text, qsizetype most)
{
    if (text.trimmed().isEmpty() || !text.isValidUtf16() || text.toUcs4().size() > most)
        return fail(ErrorCode::InvalidInput, QStringLiteral("empty, or more than %1 characters").arg(most));
    return {};
}

} // namespace

QByteArray ThreadText::encode() const
{
    return QCborArray{kVersion, headSequence, headHash, body}.toCborValue().toCbor();
}

Result<ThreadText> ThreadText::decode(const QByteArray &bytes)
{
    const QCborArray fields = QCborValue::fromCbor(bytes).toArray();
    if (fields.isEmpty())
        return malformed();
    if (fields.at(0).toInteger() > kVersion)
        return fail(ErrorCode::SchemaTooNew, QStringLiteral("the text of a thread"));
    if (fields.size() != kFields || !fields.at(1).isInteger() || !fields.at(2).isByteArray() ||
        !fields.at(3).isString())
        return malformed();
    ThreadText text;
    text.headSequence = fields.at(1).toInteger();
    text.headHash = fields.at(2).toByteArray();
    text.body = fields.at(3).toString();
    // One meaning, one encoding.
    if (text.headSequence < 1 || text.headHash.size() != kHashSize || text.encode() != bytes)
        return malformed();
    TACET_TRY(demandThreadBody(text.body));
    return text;
}

Result<> demandThreadTitle(const QString &title)
{
    return demandText(title, kThreadTitleMax);
}

Result<> demandThreadBody(const QString &body)
{
    return demandText(body, kThreadBodyMax);
}

} // namespace tacet
