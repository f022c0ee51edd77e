#include "tests/backend/scramprobe.h"

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QtEndian>

#include <cstring>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tacet {

namespace {

constexpr quint32 kProtocol = 3 << 16;
constexpr quint32 kSasl = 10;
constexpr quint32 kSaslContinue = 11;

QByteArray number(quint32 value)
{
    QByteArray bytes(sizeof value, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

class Wire
{
public:
    explicit Wire(const QByteArray &path)
        : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un place{};
        place.sun_family = AF_UNIX;
        std::memcpy(place.sun_path, path.constData(), static_cast<size_t>(path.size()));
        if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&place), sizeof place) != 0)
            throw std::runtime_error("the server's socket takes no connection");
    }
    ~Wire() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(Wire)

    void send(const QByteArray &type, const QByteArray &body)
    {
        const QByteArray message = type + number(static_cast<quint32>(body.size() + 4)) + body;
        if (::send(m_socket, message.constData(), static_cast<size_t>(message.size()), MSG_NOSIGNAL) != message.size())
            throw std::runtime_error("the server hung up");
    }
    /// The body of the next message, which must be an authentication request of this kind.
    QByteArray request(quint32 kind)
    {
        const QByteArray head = read(9);
        const auto length = qFromBigEndian<quint32>(head.constData() + 1);
        const auto answered = qFromBigEndian<quint32>(head.constData() + 5);
        const QByteArray body = read(length - 8);
        if (head.front() != 'R' || answered != kind)
            throw std::runtime_error("the server answered something else: " +
                                     QByteArray(body).replace(QByteArray(1, 0), " ").toStdString());
        return body;
    }

private:
    QByteArray read(qsizetype size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qsizetype done = 0; done < size;) {
            const ssize_t got = ::recv(m_socket, bytes.data() + done, static_cast<size_t>(size - done), 0);
            if (got <= 0)
                throw std::runtime_error("the server hung up");
            done += got;
        }
        return bytes;
    }

    const int m_socket;
};

} // namespace

ScramProbe::Answer ScramProbe::ask(const QByteArray &socket, const QByteArray &database, const QByteArray &role)
{
    Wire wire(socket);
    const QByteArray zero(1, '\0');
    wire.send({}, number(kProtocol) + "user" + zero + role + zero + "database" + zero + database + zero + zero);
    wire.request(kSasl);
    const QByteArray first = "n,,n=,r=rOprNGfwEbeRWgbNEkqO";
    QElapsedTimer timer;
    timer.start();
    wire.send("p", "SCRAM-SHA-256" + zero + number(static_cast<quint32>(first.size())) + first);
    const QByteArray answer = wire.request(kSaslContinue);
    Answer result{.salt = {}, .iterations = 0, .nanoseconds = timer.nsecsElapsed()};
    const QByteArrayList fields = answer.split(',');
    for (const QByteArray &field : fields) {
        if (field.startsWith("s="))
            result.salt = QByteArray::fromBase64(field.sliced(2));
        if (field.startsWith("i="))
            result.iterations = field.sliced(2).toInt();
    }
    return result;
}

} // namespace tacet
