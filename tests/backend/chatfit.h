#pragma once
#include "tests/backend/attackcatalog.h"

#include <QHash>

#include <random>

namespace tacet {

class RawSession;

/// Makes arguments of one call fit each other, where functions would otherwise refuse all that is made up: the
/// head and epoch of the chat that is named, its members and roles, and how a post may be sealed.
class ChatFit
{
public:
    /// As the superuser.
    void learn(RawSession &superuser);
    void fit(const AttackCatalog::Function &function, QByteArrayList &arguments, std::mt19937_64 &random) const;

private:
    struct Head {
        qint64 sequence = 0;
        QByteArray hash;
        qint64 epoch = 0;
    };
    void fitToChat(const AttackCatalog::Function &function, QByteArrayList &arguments, std::mt19937_64 &random) const;
    static void fitToVisibility(const AttackCatalog::Function &function, QByteArrayList &arguments,
                                std::mt19937_64 &random);
    static void fitSeal(const AttackCatalog::Function &function, QByteArrayList &arguments, std::mt19937_64 &random);
    static void fitNew(const AttackCatalog::Function &function, QByteArrayList &arguments, std::mt19937_64 &random);

    QHash<QByteArray, Head> m_heads;
    QHash<QByteArray, QHash<QByteArray, QByteArrayList>> m_beside; ///< chat → argument name → ids in its rows
};

/// A new UUIDv7, `shiftMilliseconds` from now.
QByteArray freshId(std::mt19937_64 &random, qint64 shiftMilliseconds = 0);

} // namespace tacet
