#include "crypto/primitives/hkdf.h"

#include "crypto/primitives/secret.h"

#include <cassert>

namespace tacet::crypto {

// RFC 5869 section 2.3.
void hkdfExpand(ByteView pseudoRandomKey, ByteView info, std::span<std::byte> out)
{
    assert(out.size() <= kHkdfMaxOutput);
    const HmacKey key(pseudoRandomKey);
    Secret<Sha256::kDigestSize> block;
    std::size_t done = 0;
    for (std::uint8_t counter = 1; done < out.size(); ++counter) {
        Hmac mac(key);
        if (counter > 1)
            mac.update(block.view());
        const std::byte last{counter};
        mac.update(info).update(ByteView(&last, 1)).finish(block.writable());
        const std::size_t take = std::min(out.size() - done, Sha256::kDigestSize);
        std::copy_n(block.view().begin(), take, out.begin() + static_cast<std::ptrdiff_t>(done));
        done += take;
    }
}

// RFC 5869 section 2.2.
void hkdfExtract(ByteView salt, ByteView inputKey, std::span<std::byte, Sha256::kDigestSize> out)
{
    HmacKey(salt).mac(inputKey, out);
}

void hkdf(ByteView salt, ByteView inputKey, ByteView info, std::span<std::byte> out)
{
    Secret<Sha256::kDigestSize> pseudoRandomKey;
    hkdfExtract(salt, inputKey, pseudoRandomKey.writable());
    hkdfExpand(pseudoRandomKey.view(), info, out);
}

void hkdf(ByteView inputKey, std::string_view info, std::span<std::byte> out)
{
    static const HmacKey zeroSalt{ByteView()};
    Secret<Sha256::kDigestSize> pseudoRandomKey;
    zeroSalt.mac(inputKey, pseudoRandomKey.writable());
    hkdfExpand(pseudoRandomKey.view(), textBytes(info), out);
}

} // namespace tacet::crypto
