#pragma once
#include "tests/services/grouptalk.h"
#include "tests/services/lightdevice.h"

namespace tacet::tests {

/// Many accounts of a workspace whose devices are light ones. Each acts by its own login: one connection takes on one
/// login after the other, which the database's functions cannot tell from a connection each.
class Crowd
{
public:
    struct Person {
        crypto::MasterKey master;
        UserId user;
        std::vector<std::unique_ptr<LightDevice>> devices;
        StoredManifest manifest; ///< the newest; empty before there is one
    };

    /// So many people with so many devices each join by invitations of the owner, who is online.
    static Result<std::unique_ptr<Crowd>> gather(GroupTalk &talk, const QString &owner, int people, int devices);

    /// More devices of an account whose first one is a real client, which is online; as one more person.
    Result<> addDevicesOf(Talker &talker, int devices);
    /// What this client sends is believed: its certificate is verified once for all.
    Result<> trust(Talker &talker);

    std::vector<Person> &people() { return m_people; }
    QList<UserId> users() const;
    Result<> listen(Person &person);
    Result<> read(Person &person, ChatId chat);
    /// Runs with a connection that is the device's.
    template <class Work>
    auto as(const LightDevice &device, Work work) -> std::invoke_result_t<Work, DatabaseConnection &>
    {
        TACET_TRY(become(device.role()));
        return work(*m_connection);
    }

private:
    Result<> become(const QString &role);
    Result<> join(const QString &username);
    Result<> addDevice(Person &person, const QByteArray &token, const QString &username);
    Result<QByteArray> tokenFrom(const QString &role, TokenKind kind);

    std::unique_ptr<DatabaseConnection> m_connection;
    QString m_enrolRole;
    QString m_ownerRole;
    QByteArray m_verifier;
    LightDevice::Senders m_senders;
    std::vector<Person> m_people;
};

} // namespace tacet::tests
