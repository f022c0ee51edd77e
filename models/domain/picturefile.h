#pragma once
#include <QByteArray>

#include <expected>

namespace tacet {

/// What a picture of a group may be at most, so that whoever shows it has little to decode.
inline constexpr int kGroupPictureSide = 512;                          ///< pixels, width and height
inline constexpr qsizetype kGroupPictureBytes = qsizetype{256} * 1024; ///< encoded

enum class PictureFault {
    NotAPicture, ///< neither PNG nor JPEG, or damaged
    TooManyPixels,
    TooManyBytes,
};

/// The same PNG or JPEG without anything that says more than the picture: place, camera, comments, thumbnails, bytes
/// behind the end. Nothing is decoded: what is promised by the parts that say how large it is holds for what a decoder
/// makes of it. A picture that was made so already comes back as it is.
std::expected<QByteArray, PictureFault> plainPicture(const QByteArray &encoded);

} // namespace tacet
