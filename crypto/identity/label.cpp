#include "crypto/identity/label.h"

#include <cstdint>

namespace tacet::crypto {

namespace {

struct Lead {
    std::size_t length;
    std::uint32_t bits;
    std::uint32_t smallest; ///< below it a shorter form exists
};

std::optional<Lead> leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return Lead{1, byte, 1};
    if ((byte & 0xE0) == 0xC0)
        return Lead{2, byte & 0x1FU, 0x80};
    if ((byte & 0xF0) == 0xE0)
        return Lead{3, byte & 0x0FU, 0x800};
    if ((byte & 0xF8) == 0xF0)
        return Lead{4, byte & 0x07U, 0x10000};
    return std::nullopt;
}

bool isScalarValue(std::uint32_t value)
{
    return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

} // namespace

std::optional<std::size_t> codePoints(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        const auto lead = leadOf(static_cast<unsigned char>(text[i]));
        if (!lead || lead->length > text.size() - i)
            return std::nullopt;
        std::uint32_t value = lead->bits;
        for (std::size_t k = 1; k < lead->length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + k]);
            if ((byte & 0xC0) != 0x80)
                return std::nullopt;
            value = (value << 6) | (byte & 0x3FU);
        }
        if (value < lead->smallest || !isScalarValue(value))
            return std::nullopt;
        i += lead->length;
    }
    return count;
}

} // namespace tacet::crypto
