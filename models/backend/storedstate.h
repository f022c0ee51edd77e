#pragma once
#include <QStringView>

#include <optional>

namespace tacet {

/// What became of something that is sent with an id of its own.
enum class StoredState {
    Stored,
    Repeat, ///< it was there already; nothing changed
};

/// "stored" or "repeat".
inline std::optional<StoredState> storedStateFrom(QStringView text)
{
    if (text == u"stored")
        return StoredState::Stored;
    if (text == u"repeat")
        return StoredState::Repeat;
    return std::nullopt;
}

} // namespace tacet
