#include "crypto/hpke/labelledkdf.h"

#include "crypto/primitives/hkdf.h"
#include "crypto/primitives/secret.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kVersion = "HPKE-v1";

} // namespace

void LabelledKdf::extract(ByteView salt, std::string_view label, ByteView inputKey,
                          std::span<std::byte, Sha256::kDigestSize> out) const
{
    SecretBytes labelled;
    labelled.reserve(kVersion.size() + m_suiteId.size() + label.size() + inputKey.size());
    BinaryWriter writer(labelled);
    writer.bytes(textBytes(kVersion));
    writer.bytes(m_suiteId);
    writer.bytes(textBytes(label));
    writer.bytes(inputKey);
    hkdfExtract(salt, labelled, out);
}

void LabelledKdf::expand(ByteView pseudoRandomKey, std::string_view label, ByteView info,
                         std::span<std::byte> out) const
{
    Bytes labelled;
    BinaryWriter writer(labelled);
    writer.u16(static_cast<std::uint16_t>(out.size()));
    writer.bytes(textBytes(kVersion));
    writer.bytes(m_suiteId);
    writer.bytes(textBytes(label));
    writer.bytes(info);
    hkdfExpand(pseudoRandomKey, labelled, out);
}

} // namespace tacet::crypto
