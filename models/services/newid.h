#pragma once
#include "models/domain/ids.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <array>

namespace tacet {

/// A UUIDv7 of now with random bits of the operating system.
template <class IdType>
IdType newId()
{
    std::array<quint32, 3> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return IdType(uuid7(QDateTime::currentMSecsSinceEpoch(), std::as_bytes(std::span(words)).first<10>()));
}

} // namespace tacet
