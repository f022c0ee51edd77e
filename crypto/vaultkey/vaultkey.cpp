#include "crypto/vaultkey/vaultkey.h"

#include "crypto/vaultkey/argon2id.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace tacet::crypto {

namespace {

// magic ‖ u32 version ‖ u32 memory ‖ u32 passes ‖ u32 lanes ‖ salt: the header, Argon2's associated data.
// ‖ nonce ‖ encrypted key ‖ tag ‖ SHA-256 of everything before it. Numbers are big-endian.
constexpr char kMagic[] = "TACETKEY";
constexpr qsizetype kMagicSize = 8;
constexpr quint32 kVersion = 1;
constexpr qsizetype kNumberSize = 4;
constexpr qsizetype kSaltSize = 16;
constexpr qsizetype kHeaderSize = kMagicSize + 4 * kNumberSize + kSaltSize;
constexpr qsizetype kNonceSize = 12;
constexpr qsizetype kTagSize = 16;
constexpr qsizetype kChecksumSize = 32;
constexpr qsizetype kFileSize = kHeaderSize + kNonceSize + kVaultKeySize + kTagSize + kChecksumSize;

constexpr std::uint32_t kMostMemoryKib = 4 * 1024 * 1024;
constexpr std::uint32_t kMostPasses = 1'000;
constexpr std::uint32_t kMostLanes = 16;
constexpr std::uint32_t kLeastMemoryKibPerLane = 8; // RFC 9106 section 3.1

void appendNumber(QByteArray &bytes, quint32 number)
{
    const quint32 big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

quint32 numberAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

QByteArray checksum(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

bool isPossible(const KdfCost &cost)
{
    return cost.passes >= 1 && cost.passes <= kMostPasses && cost.lanes >= 1 && cost.lanes <= kMostLanes &&
           cost.memoryKib >= kLeastMemoryKibPerLane * cost.lanes && cost.memoryKib <= kMostMemoryKib;
}

bool hasCipher()
{
    return QCA::isSupported("aes256-gcm");
}

QCA::Cipher cipher(QCA::Direction direction, const QCA::SecureArray &key, const QByteArray &nonce,
                   const QByteArray &tag = QByteArray(int(kTagSize), '\0'))
{
    return QCA::Cipher(QStringLiteral("aes256"), QCA::Cipher::GCM, QCA::Cipher::NoPadding, direction,
                       QCA::SymmetricKey(key), QCA::InitializationVector(nonce), QCA::AuthTag(tag));
}

} // namespace

VaultKey newVaultKey()
{
    return QCA::Random::randomArray(kVaultKeySize);
}

std::expected<QByteArray, VaultKeyError> wrapVaultKey(const VaultKey &key, const QCA::SecureArray &passphrase,
                                                      const KdfCost &cost)
{
    Q_ASSERT(key.size() == kVaultKeySize && isPossible(cost));
    if (passphrase.isEmpty())
        return std::unexpected(VaultKeyError::EmptyPassphrase);
    if (!hasCipher())
        return std::unexpected(VaultKeyError::NoCipher);

    const QByteArray salt = QCA::Random::randomArray(kSaltSize).toByteArray();
    const QByteArray nonce = QCA::Random::randomArray(kNonceSize).toByteArray();
    QByteArray file(kMagic, kMagicSize);
    for (const quint32 number : {kVersion, cost.memoryKib, cost.passes, cost.lanes})
        appendNumber(file, number);
    file += salt;

    const auto wrappingKey = argon2id(passphrase, salt, file, cost);
    if (!wrappingKey)
        return std::unexpected(VaultKeyError::Derivation);
    QCA::Cipher encryption = cipher(QCA::Encode, *wrappingKey, nonce);
    const QByteArray encrypted = encryption.process(key).toByteArray();
    if (!encryption.ok() || encrypted.size() != kVaultKeySize)
        return std::unexpected(VaultKeyError::NoCipher);
    file += nonce + encrypted + encryption.tag().toByteArray();
    return file + checksum(file);
}

std::expected<KdfCost, VaultKeyError> wrappedKeyCost(const QByteArray &wrapped)
{
    if (wrapped.size() < kHeaderSize + kChecksumSize || !wrapped.startsWith(kMagic) ||
        checksum(wrapped.chopped(kChecksumSize)) != wrapped.last(kChecksumSize))
        return std::unexpected(VaultKeyError::Damaged);
    if (numberAt(wrapped, kMagicSize) > kVersion)
        return std::unexpected(VaultKeyError::TooNew);
    const KdfCost cost{.memoryKib = numberAt(wrapped, kMagicSize + kNumberSize),
                       .passes = numberAt(wrapped, kMagicSize + 2 * kNumberSize),
                       .lanes = numberAt(wrapped, kMagicSize + 3 * kNumberSize)};
    if (wrapped.size() != kFileSize || numberAt(wrapped, kMagicSize) != kVersion || !isPossible(cost))
        return std::unexpected(VaultKeyError::Damaged);
    return cost;
}

std::expected<VaultKey, VaultKeyError> unwrapVaultKey(const QByteArray &wrapped, const QCA::SecureArray &passphrase)
{
    const auto cost = wrappedKeyCost(wrapped);
    if (!cost)
        return std::unexpected(cost.error());
    if (passphrase.isEmpty())
        return std::unexpected(VaultKeyError::EmptyPassphrase);
    if (!hasCipher())
        return std::unexpected(VaultKeyError::NoCipher);

    const QByteArray header = wrapped.first(kHeaderSize);
    const auto wrappingKey = argon2id(passphrase, header.last(kSaltSize), header, *cost);
    if (!wrappingKey)
        return std::unexpected(VaultKeyError::Derivation);
    const QByteArray nonce = wrapped.sliced(kHeaderSize, kNonceSize);
    const QByteArray encrypted = wrapped.sliced(kHeaderSize + kNonceSize, kVaultKeySize);
    const QByteArray tag = wrapped.sliced(kHeaderSize + kNonceSize + kVaultKeySize, kTagSize);
    QCA::Cipher decryption = cipher(QCA::Decode, *wrappingKey, nonce, tag);
    const VaultKey key = decryption.process(QCA::MemoryRegion(encrypted));
    if (!decryption.ok() || key.size() != kVaultKeySize)
        return std::unexpected(VaultKeyError::WrongPassphrase);
    return key;
}

} // namespace tacet::crypto
