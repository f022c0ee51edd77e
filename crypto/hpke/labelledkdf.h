// LabeledExtract and LabeledExpand of RFC 9180 section 4.
#pragma once
#include "crypto/primitives/sha256.h"

#include <string_view>

namespace tacet::crypto {

/// HKDF-SHA-256 bound to "HPKE-v1" and to the suite that uses it. The suite id must outlive it.
class LabelledKdf
{
public:
    explicit LabelledKdf(ByteView suiteId)
        : m_suiteId(suiteId)
    {
    }

    void extract(ByteView salt, std::string_view label, ByteView inputKey,
                 std::span<std::byte, Sha256::kDigestSize> out) const;
    /// `out` has at most 65,535 bytes.
    void expand(ByteView pseudoRandomKey, std::string_view label, ByteView info, std::span<std::byte> out) const;

private:
    ByteView m_suiteId;
};

} // namespace tacet::crypto
