#include "models/domain/invitelink.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace tacet;

namespace {

// Random text never reaches the fields, so inputs that start with 'c' are the link's CBOR, with a good secret.
// Any other input is the text itself.
QString linkFrom(const QByteArray &input)
{
    if (!input.startsWith('c'))
        return QString::fromUtf8(input);
    return QStringLiteral("tacet://group?w=") +
           QString::fromLatin1(
               input.sliced(1).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)) +
           QStringLiteral("#0123456789ABCDEFGHJK");
}

} // namespace

/// What is accepted is exactly what would be written, but for the blanks around it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = linkFrom(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    const auto link = InviteLink::fromString(text);
    if (link && link->toString() != text.trimmed())
        std::abort();
    return 0;
}
