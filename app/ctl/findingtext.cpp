#include "app/ctl/findingtext.h"

#include "app/ctl/output.h"

namespace tacet::ctl {

namespace {

using Check = Finding::Check;

QString goodSentence(const Finding &finding)
{
    switch (finding.check) {
    case Check::VaultIntegrity: return QStringLiteral("the vault is whole");
    case Check::VaultCounter: return QStringLiteral("the vault is no copy of another one");
    case Check::Outbox:
        return finding.measured == 0 ? QStringLiteral("nothing waits to be sent")
                                     : QStringLiteral("waiting to be sent: %1").arg(finding.measured);
    case Check::Connection: return QStringLiteral("the database is reached");
    case Check::ServerVersion:
        return QStringLiteral("PostgreSQL %1.%2").arg(finding.measured / 10'000).arg(finding.measured % 10'000);
    case Check::SchemaVersion: return QStringLiteral("database and program speak version %1").arg(finding.measured);
    case Check::Migrations: return QStringLiteral("all migrations are applied");
    case Check::Role: return QStringLiteral("the database knows this device and its role");
    case Check::Clock: return QStringLiteral("this clock and the database's differ by %1 ms").arg(finding.measured);
    case Check::SignedPrekey: return QStringLiteral("a signed prekey is published");
    case Check::OneTimePrekeys: return QStringLiteral("one-time prekeys left: %1").arg(finding.measured);
    case Check::KemPrekeys: return QStringLiteral("one-time KEM prekeys left: %1").arg(finding.measured);
    case Check::LastResortPrekey: break;
    }
    return QStringLiteral("a last-resort KEM prekey is published");
}

QString badSentence(const Finding &finding)
{
    switch (finding.check) {
    case Check::VaultIntegrity: return QStringLiteral("The vault is damaged. Restore it from a backup.");
    case Check::VaultCounter:
        return QStringLiteral(
                   "The database has seen this device at step %1 and the vault is at %2: the vault was copied "
                   "or restored. Join again as a new device.")
            .arg(finding.expected)
            .arg(finding.measured);
    case Check::Outbox: return QStringLiteral("The outbox cannot be read.");
    case Check::Connection: return explain(Error(finding.reason.value_or(ErrorCode::Offline)));
    case Check::ServerVersion: return explain(Error(ErrorCode::ServerTooOld));
    case Check::SchemaVersion:
        return finding.measured < finding.expected ? explain(Error(ErrorCode::SchemaTooOld))
                                                   : explain(Error(ErrorCode::SchemaTooNew));
    case Check::Migrations:
        return finding.reason
                   ? explain(Error(*finding.reason))
                   : QStringLiteral("Migrations are missing: %1. Run: tacetctl migrate up").arg(finding.measured);
    case Check::Role:
        return QStringLiteral("The database knows this device as another account or with another role. Ask an "
                              "administrator.");
    case Check::Clock:
        return QStringLiteral("This computer's clock differs from the database's by %1 s. Set it.")
            .arg(finding.measured / 1000);
    case Check::SignedPrekey: return QStringLiteral("No signed prekey is published. Connect once: tacetctl receive");
    case Check::OneTimePrekeys:
        return QStringLiteral("Only %1 one-time prekeys are left. Connect once: tacetctl receive")
            .arg(finding.measured);
    case Check::KemPrekeys:
        return QStringLiteral("Only %1 one-time KEM prekeys are left. Connect once: tacetctl receive")
            .arg(finding.measured);
    case Check::LastResortPrekey: break;
    }
    return QStringLiteral("No last-resort KEM prekey is published. Connect once: tacetctl receive");
}

} // namespace

QString nameOf(Check check)
{
    switch (check) {
    case Check::VaultIntegrity: return QStringLiteral("vault");
    case Check::VaultCounter: return QStringLiteral("vault-copy");
    case Check::Outbox: return QStringLiteral("outbox");
    case Check::Connection: return QStringLiteral("connection");
    case Check::ServerVersion: return QStringLiteral("postgresql");
    case Check::SchemaVersion: return QStringLiteral("database-version");
    case Check::Migrations: return QStringLiteral("migrations");
    case Check::Role: return QStringLiteral("role");
    case Check::Clock: return QStringLiteral("clock");
    case Check::SignedPrekey: return QStringLiteral("signed-prekey");
    case Check::OneTimePrekeys: return QStringLiteral("one-time-prekeys");
    case Check::KemPrekeys: return QStringLiteral("kem-prekeys");
    case Check::LastResortPrekey: break;
    }
    return QStringLiteral("last-resort-prekey");
}

QString sentenceFor(const Finding &finding)
{
    return finding.good ? goodSentence(finding) : badSentence(finding);
}

QJsonObject documentOf(const Finding &finding)
{
    QJsonObject document{{QStringLiteral("check"), nameOf(finding.check)},
                         {QStringLiteral("ok"), finding.good},
                         {QStringLiteral("message"), sentenceFor(finding)},
                         {QStringLiteral("measured"), finding.measured}};
    if (finding.reason)
        document.insert(QStringLiteral("error"), errorName(*finding.reason));
    return document;
}

} // namespace tacet::ctl
