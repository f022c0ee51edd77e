#pragma once
#include "tests/backend/hostilesession.h"
#include "tests/backend/roomworld.h"

#include <QThread>

/// Calls of what is written in chats, as text for sessions that say what they like (HostileSession).
namespace tacet::roomsql {

inline constexpr auto kNil = "'00000000-0000-0000-0000-000000000000'";

template <class TypedId>
QByteArray quoted(TypedId id)
{
    return '\'' + id.toString().toLatin1() + '\'';
}

inline QByteArray bytea(const QByteArray &bytes)
{
    return "'\\x" + bytes.toHex() + '\'';
}

inline QByteArray bodyAndHash(const QByteArray &body)
{
    return bytea(body) + ", sha256(" + bytea(body) + ')';
}

inline constexpr auto kSession = "'d1577000-0000-7000-8000-000000000000'";

inline QByteArray postSql(MessageId id, ChatId chat, const QByteArray &body = "body")
{
    return "SELECT api.post(" + quoted(id) + ", " + quoted(chat) + ", 1, " + kSession + ", 1, '', '', " +
           bodyAndHash(body) + ", " + kNil + ')';
}

inline QByteArray editSql(MessageId id, int number, const QByteArray &body)
{
    return "SELECT api.edit_message(" + quoted(id) + ", " + QByteArray::number(number) + ", 1, " + kSession +
           ", 1, '', '', " + bodyAndHash(body) + ')';
}

inline QByteArray reactSql(MessageId id, int emoji)
{
    const QByteArray sign = QByteArray::number(emoji);
    return "SELECT api.react(" + quoted(id) + ", " + bytea(filler(32, sign)) + ", " + bytea(sign) + ')';
}

inline QByteArray unreactSql(MessageId id, int emoji)
{
    return "SELECT api.unreact(" + quoted(id) + ", " + bytea(filler(32, QByteArray::number(emoji))) + ')';
}

inline QByteArray callSql(const char *function, MessageId id)
{
    return QByteArray("SELECT api.") + function + '(' + quoted(id) + ')';
}

inline QByteArray threadSql(MessageId id, ChatId chat)
{
    return "SELECT api.create_thread(" + quoted(id) + ", " + quoted(chat) + ", 1, 1, '', " + bytea(filler(64, "s")) +
           ", 'title', 'body')";
}

inline QByteArray replySql(MessageId id, MessageId thread)
{
    return "SELECT api.reply(" + quoted(id) + ", " + quoted(thread) + ", " + kNil + ", 1, 1, '', " +
           bytea(filler(64, "s")) + ", 'body')";
}

/// A device has three connections; one that was closed a moment ago may still count.
inline std::unique_ptr<HostileSession> openSession(const TenantWorld &world, const DatabaseLogin &login)
{
    auto session = std::make_unique<HostileSession>(world.tenant().address, login);
    for (int attempt = 0; attempt < 250 && !session->isOpen(); ++attempt) {
        QThread::msleep(20);
        session = std::make_unique<HostileSession>(world.tenant().address, login);
    }
    if (!session->isOpen())
        throw std::runtime_error(session->words().toStdString());
    return session;
}

} // namespace tacet::roomsql
