#pragma once
#include "models/domain/ids.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <array>
#include <span>

namespace tacet {

/// A UUIDv7 of now with random bits of the operating system.
template <class IdType>
IdType newId()
{
    std::array<quint32, 3> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return IdType(uuid7(QDateTime::currentMSecsSinceEpoch(),
                        std::span<const std::byte, 10>(std::as_bytes(std::span(words)).data(), 10)));
}

} // namespace tacet
