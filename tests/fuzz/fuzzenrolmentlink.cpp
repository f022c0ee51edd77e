#include "models/domain/enrolmentlink.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace tacet;

namespace {

// Random text never reaches the fields, so inputs that start with 'c' are CBOR: the length of the first
// half in one byte, then both halves. Any other input is the text itself.
QString linkFrom(const QByteArray &input)
{
    if (!input.startsWith('c') || input.size() < 2)
        return QString::fromUtf8(input);
    const QByteArray rest = input.mid(2);
    const qsizetype split = std::min<qsizetype>(rest.size(), static_cast<unsigned char>(input[1]));
    const auto half = [](const QByteArray &cbor) {
        return QString::fromLatin1(cbor.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    };
    return QStringLiteral("tacet://join?w=") + half(rest.first(split)) + u'#' + half(rest.sliced(split));
}

} // namespace

/// What is accepted can be written again, and reads back as the same link.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto link = EnrolmentLink::fromString(linkFrom(input));
    if (!link)
        return 0;
    const auto again = EnrolmentLink::fromString(link->toString());
    if (!again || again->toString() != link->toString())
        std::abort();
    return 0;
}
