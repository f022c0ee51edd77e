#include "crypto/epoch/sealedpost.h"

#include "crypto/epoch/epochbox.h"
#include "crypto/wire/binarywriter.h"

namespace tacet::crypto {

namespace {

constexpr std::string_view kLabel = "Tacet-1 post";

EpochPurpose bodyPurpose(PostKind kind)
{
    switch (kind) {
    case PostKind::Thread: return EpochPurpose::ThreadBody;
    case PostKind::Reply: return EpochPurpose::Reply;
    case PostKind::Message: break;
    }
    return EpochPurpose::Message;
}

// label ‖ 0 ‖ address ‖ purpose ‖ length of the box
Bytes associatedData(ByteView address, EpochPurpose purpose, std::size_t boxSize)
{
    Bytes data;
    BinaryWriter writer(data);
    writer.bytes(textBytes(kLabel));
    writer.u8(0);
    writer.bytes(address);
    writer.u8(static_cast<std::uint8_t>(purpose));
    writer.u32(static_cast<std::uint32_t>(boxSize));
    return data;
}

PostError errorOf(BoxError error)
{
    switch (error) {
    case BoxError::Malformed: return PostError::Malformed;
    case BoxError::TooLong: return PostError::TooLong;
    case BoxError::WrongKey: return PostError::WrongKey;
    case BoxError::Unauthentic: return PostError::Unauthentic;
    case BoxError::NoRandomness: return PostError::NoRandomness;
    case BoxError::Failed: break;
    }
    return PostError::Failed;
}

std::expected<Bytes, PostError> sealPart(ByteView text, ByteView address, const EpochKey &key, EpochPurpose purpose,
                                         RandomSource &random)
{
    if (!fitsBox(purpose, text.size()))
        return std::unexpected(PostError::TooLong);
    auto box = sealEpochBox(key, purpose, associatedData(address, purpose, epochBoxSize(text.size())), text, random);
    if (!box)
        return std::unexpected(errorOf(box.error()));
    return std::move(*box);
}

std::expected<SecretBytes, PostError> openPart(ByteView box, ByteView address, const EpochKey &key,
                                               EpochPurpose purpose)
{
    auto text = openEpochBox(key, purpose, associatedData(address, purpose, box.size()), box);
    if (!text)
        return std::unexpected(errorOf(text.error()));
    return std::move(*text);
}

} // namespace

// address ‖ SHA-256 of the box, or of both boxes' hashes: the database's digest of a thread.
Bytes SealedPost::signedBytes(const PostAddress &address) const
{
    Bytes bytes = address.encode();
    if (address.kind != PostKind::Thread) {
        append(bytes, Sha256::of(body));
        return bytes;
    }
    append(bytes, Sha256().update(Sha256::of(title)).update(Sha256::of(body)).finish());
    return bytes;
}

PostHash SealedPost::hash(const PostAddress &address) const
{
    return Sha256::of(signedBytes(address));
}

std::expected<SealedPost, PostError> SealedPost::seal(const PostText &text, const PostAddress &address,
                                                      const EpochKey &key, const EpochCommitment &newest,
                                                      const LocalDevice &author, RandomSource &random)
{
    if (!address.isSound() || (address.kind != PostKind::Thread && !text.title.empty()))
        return std::unexpected(PostError::Malformed);
    if (key.name() != address.epoch)
        return std::unexpected(PostError::OtherEpoch);
    // The commitment is of chat and epoch too.
    if (newest != key.commitment())
        return std::unexpected(PostError::StaleEpoch);
    if (author.address != address.author)
        return std::unexpected(PostError::OtherAuthor);
    const Bytes encoded = address.encode();
    SealedPost post;
    if (address.kind == PostKind::Thread) {
        CRYPTO_TRY_ASSIGN(post.title, sealPart(text.title, encoded, key, EpochPurpose::ThreadTitle, random));
    }
    CRYPTO_TRY_ASSIGN(post.body, sealPart(text.body, encoded, key, bodyPurpose(address.kind), random));
    post.signature = author.identity.signLabelled(kLabel, post.signedBytes(address));
    return post;
}

std::expected<void, PostError> SealedPost::verify(const PostAddress &address, const VerifiedDevice &author) const
{
    if (!address.isSound() || (address.kind == PostKind::Thread) == title.empty())
        return std::unexpected(PostError::Malformed);
    if (author.address() != address.author)
        return std::unexpected(PostError::OtherAuthor);
    CRYPTO_TRY_OR(verifyLabelled(author.identityKey(), kLabel, signedBytes(address), signature),
                  PostError::BadSignature);
    return {};
}

std::expected<PostText, PostError> SealedPost::open(const PostAddress &address, const EpochKey &key,
                                                    const VerifiedDevice &author) const
{
    CRYPTO_TRY(verify(address, author));
    if (key.name() != address.epoch)
        return std::unexpected(PostError::OtherEpoch);
    const Bytes encoded = address.encode();
    PostText text;
    if (address.kind == PostKind::Thread) {
        CRYPTO_TRY_ASSIGN(text.title, openPart(title, encoded, key, EpochPurpose::ThreadTitle));
    }
    CRYPTO_TRY_ASSIGN(text.body, openPart(body, encoded, key, bodyPurpose(address.kind)));
    return text;
}

} // namespace tacet::crypto
