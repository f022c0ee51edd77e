#include "models/domain/picturefile.h"

#include <QSize>
#include <QtEndian>

#include <algorithm>
#include <optional>

namespace tacet {

namespace {

/// What is left of a file, and how large the picture is.
struct Stripped {
    QByteArray bytes;
    QSize size;
};

using Part = std::optional<QByteArrayView>;

/// Cuts a file into its parts; nothing once it is too short.
class Cutter
{
public:
    explicit Cutter(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    Part take(qint64 size)
    {
        if (size < 0 || size > m_rest.size())
            return std::nullopt;
        const QByteArrayView part = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return part;
    }
    QByteArrayView rest() const { return m_rest; }

private:
    QByteArrayView m_rest;
};

template <class Number>
Number numberAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.data() + at);
}

// PNG (ISO/IEC 15948), section 5: signature, then chunks of length, type, data and CRC.

constexpr QByteArrayView kPngSignature("\x89PNG\r\n\x1a\n", 8);
constexpr qint64 kChunkFrame = 12;

std::optional<Stripped> strippedPng(const QByteArray &file)
{
    Cutter cutter(file);
    Stripped picture{.bytes = cutter.take(kPngSignature.size())->toByteArray(), .size = {}};
    while (cutter.rest().size() >= kChunkFrame) {
        const Part chunk = cutter.take(kChunkFrame + numberAt<quint32>(cutter.rest(), 0));
        if (!chunk)
            return std::nullopt;
        const QByteArrayView type = chunk->sliced(4, 4);
        const bool isHeader = type == "IHDR";
        // The header comes first, and once.
        if (isHeader == picture.size.isValid() || (isHeader && chunk->size() != kChunkFrame + 13))
            return std::nullopt;
        if (isHeader)
            picture.size = QSize(numberAt<qint32>(*chunk, 8), numberAt<qint32>(*chunk, 12));
        if (picture.size.isEmpty())
            return std::nullopt;
        if (isHeader || type == "PLTE" || type == "tRNS" || type == "IDAT" || type == "IEND")
            picture.bytes += *chunk;
        if (type == "IEND")
            return picture;
    }
    return std::nullopt;
}

// JPEG (ITU-T T.81), annex B: segments of marker, length and data; behind a start of scan comes the coded picture, in
// which 0xFF is followed by 0 or the number of a restart.

enum Marker : uchar {
    Baseline = 0xC0,
    Progressive = 0xC2,
    HuffmanTables = 0xC4,
    FirstRestart = 0xD0,
    LastRestart = 0xD7,
    StartOfImage = 0xD8,
    EndOfImage = 0xD9,
    StartOfScan = 0xDA,
    QuantisationTables = 0xDB,
    RestartInterval = 0xDD,
    Jfif = 0xE0,
    Adobe = 0xEE,
    LastApplication = 0xEF,
    Comment = 0xFE,
};

constexpr qsizetype kJfifSize = 18;  ///< without a thumbnail
constexpr qsizetype kAdobeSize = 16; ///< says how colours are stored

bool isMarker(QByteArrayView bytes, qsizetype at)
{
    if (at + 1 >= bytes.size() || static_cast<uchar>(bytes[at]) != 0xFF)
        return false;
    const auto second = static_cast<uchar>(bytes[at + 1]);
    return second != 0 && second != 0xFF && (second < FirstRestart || second > LastRestart);
}

qsizetype scanSize(QByteArrayView rest)
{
    qsizetype size = 0;
    while (size < rest.size() && !isMarker(rest, size))
        ++size;
    return size;
}

/// Whether a segment belongs to the picture itself; nothing if no picture of a group has such a one.
std::optional<bool> belongs(uchar marker, QByteArrayView segment)
{
    switch (marker) {
    case Baseline:
    case Baseline + 1:
    case Progressive:
    case HuffmanTables:
    case StartOfScan:
    case QuantisationTables:
    case RestartInterval: return true;
    case Jfif: return segment.size() == kJfifSize && segment.sliced(4).startsWith(QByteArrayView("JFIF\0", 5));
    case Adobe: return segment.size() == kAdobeSize && segment.sliced(4).startsWith("Adobe");
    case Comment: return false;
    default: break;
    }
    return marker > Jfif && marker <= LastApplication ? std::optional(false) : std::nullopt;
}

std::optional<Stripped> strippedJpeg(const QByteArray &file)
{
    constexpr qsizetype kFrameHeader = 9; // marker, length, precision, height, width
    Cutter cutter(file);
    Stripped picture{.bytes = cutter.take(2)->toByteArray(), .size = {}};
    while (isMarker(cutter.rest(), 0)) {
        const auto marker = static_cast<uchar>(cutter.rest()[1]);
        if (marker == EndOfImage) {
            picture.bytes += cutter.rest().first(2);
            return picture;
        }
        const Part segment = cutter.rest().size() < 4 ? Part() : cutter.take(2 + numberAt<quint16>(cutter.rest(), 2));
        const auto isOwn = segment && segment->size() >= 4 ? belongs(marker, *segment) : std::nullopt;
        if (!isOwn)
            return std::nullopt;
        const bool isFrame = marker >= Baseline && marker <= Progressive;
        if (isFrame && (picture.size.isValid() || segment->size() < kFrameHeader))
            return std::nullopt;
        if (isFrame)
            picture.size = QSize(numberAt<quint16>(*segment, 7), numberAt<quint16>(*segment, 5));
        if (*isOwn)
            picture.bytes += *segment;
        if (marker == StartOfScan)
            picture.bytes += *cutter.take(scanSize(cutter.rest()));
    }
    return std::nullopt;
}

} // namespace

std::expected<QByteArray, PictureFault> plainPicture(const QByteArray &encoded)
{
    constexpr QByteArrayView kJpegStart("\xFF\xD8\xFF", 3);
    std::optional<Stripped> picture;
    if (encoded.startsWith(kPngSignature))
        picture = strippedPng(encoded);
    else if (encoded.startsWith(kJpegStart))
        picture = strippedJpeg(encoded);
    if (!picture || picture->size.isEmpty())
        return std::unexpected(PictureFault::NotAPicture);
    if (std::max(picture->size.width(), picture->size.height()) > kGroupPictureSide)
        return std::unexpected(PictureFault::TooManyPixels);
    if (picture->bytes.size() > kGroupPictureBytes)
        return std::unexpected(PictureFault::TooManyBytes);
    return picture->bytes;
}

} // namespace tacet
