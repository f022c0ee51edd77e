#pragma once
#include "models/backend/deliverystore.h"
#include "models/backend/enrolmentstore.h"
#include "models/backend/mailboxstore.h"
#include "tests/support/postgresfixture.h"

#include <QRandomGenerator>

namespace tacet {

template <class TypedId>
TypedId newId(qint64 shiftMilliseconds = 0)
{
    std::array<quint32, 3> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const std::span<const std::byte> bytes = std::as_bytes(std::span<const quint32, 3>(random));
    return TypedId(uuid7(QDateTime::currentMSecsSinceEpoch() + shiftMilliseconds,
                         std::span<const std::byte, 10>(bytes.data(), 10)));
}

/// Bytes that differ with `seed`; of no meaning to the database, which checks lengths only.
QByteArray filler(qsizetype size, const QByteArray &seed = QByteArray());
QByteArray sha256(const QByteArray &bytes);

/// An enrolled device and its connection. Store objects are cheap: make them where they are needed.
struct Member {
    UserId user;
    DeviceId device;
    QString username;
    QByteArray masterKey;
    DatabaseLogin login;
    std::unique_ptr<DatabaseConnection> connection;

    DatabaseConnection &db() const { return *connection; }
};

/// One tenant with members. Throws like PostgresFixture.
class TenantWorld
{
public:
    explicit TenantWorld(PostgresFixture &fixture);

    static QString password() { return QStringLiteral("a password of a test device"); }

    const PostgresFixture::Tenant &tenant() const { return m_tenant; }
    DatabaseConnection &superuser() { return *m_superuser; }
    std::unique_ptr<DatabaseConnection> enrolConnection();
    std::unique_ptr<DatabaseConnection> connect(const DatabaseLogin &login);

    /// A well-formed request of a new account.
    EnrolmentRequest request(const QByteArray &token, const QString &username);
    /// The first one joins with the owner token, the others with a token of the first.
    Member join(const QString &username);
    /// A second device of `member`; its manifest is the next version.
    Member secondDevice(const Member &member);
    QByteArray tokenOf(const Member &member, TokenKind kind, std::chrono::seconds lifetime = std::chrono::hours(1));
    Member memberOf(const EnrolmentRequest &request, const Enrolled &enrolled);
    void setPolicy(const QString &json);
    qint64 number(const char *sql);

private:
    PostgresFixture &m_fixture;
    PostgresFixture::Tenant m_tenant;
    std::unique_ptr<DatabaseConnection> m_superuser;
    std::unique_ptr<Member> m_owner;
    QByteArray m_verifier;
};

/// `prepare(i)` on `count` threads, then `work(i)` on all of them at once. Answers when all are done.
void together(int count, const std::function<void(int)> &prepare, const std::function<void(int)> &work);

PublishedPrekey prekey(quint32 id);
PublishedKemPrekey kemPrekey(quint32 id, bool lastResort);
DeviceEnvelope envelopeFor(DeviceId device, quint32 number = 0, const QByteArray &handshake = {},
                           const QByteArray &session = filler(16, "session"));
OutgoingMessage messageFor(ChatId chat, const QList<DeviceEnvelope> &envelopes, const QByteArray &body = "sealed");
OutgoingControl controlFor(ChatId chat, const QList<DeviceEnvelope> &envelopes, qint16 kind = 1);

} // namespace tacet

#define QCOMPARE_ERROR(expression, expected)                                                                           \
    do {                                                                                                               \
        const auto attempted = (expression);                                                                           \
        QVERIFY2(!attempted.has_value(), "was not refused");                                                           \
        QCOMPARE(errorName(attempted.error().code()), errorName(expected));                                            \
    } while (false)
