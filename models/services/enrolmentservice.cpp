#include "models/services/enrolmentservice.h"

#include "crypto/primitives/random.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/devicepapers.h"
#include "models/services/inviteproof.h"
#include "models/vault/settingsstore.h"

namespace tacet {

namespace {

constexpr int kSecretSize = 32;

QString settingFor(const QByteArray &hash)
{
    return QStringLiteral("invite/") + QString::fromLatin1(hash.toHex());
}

Result<QByteArray> newSecret()
{
    crypto::SystemRandom random;
    const auto secret = random.secret<kSecretSize>();
    if (!secret)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness"));
    return toByteArray(secret->view());
}

} // namespace

EnrolmentService::EnrolmentService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<EnrolmentLink> EnrolmentService::createLink(std::chrono::seconds lifetime)
{
    return asFuture(makeLink(lifetime));
}

/// The invite keys go into the vault before the tokens go to the database: without them the proofs could
/// never be checked.
Task<QList<EnrolmentLink>> EnrolmentService::prepareLinks(qsizetype count, std::chrono::seconds lifetime)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const DatabaseLogin enrol, co_await answerOf(core->vault().run(enrolLogin)));
    EnrolmentLink link;
    link.workspace = core->account().workspace;
    link.enrolRole = enrol.role;
    link.enrolPassword = enrol.password;
    link.inviter = core->account().user;
    link.inviterMasterKey = core->account().masterKey;
    link.expires = QDateTime::currentDateTimeUtc().addDuration(lifetime);
    QList<EnrolmentLink> links(count, link);
    for (EnrolmentLink &each : links) {
        TACET_CO_TRY_ASSIGN(each.token, newSecret());
        TACET_CO_TRY_ASSIGN(each.inviteKey, newSecret());
    }
    TACET_CO_TRY(co_await answerOf(core->vault().run([links](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            for (const EnrolmentLink &each : links)
                TACET_TRY(vault.settings().setValue(settingFor(tokenHash(each.token)), each.inviteKey));
            return {};
        });
    })));
    co_return links;
}

Task<> EnrolmentService::forgetLinks(QList<EnrolmentLink> links)
{
    const auto core = m_core.shared_from_this();
    co_return co_await answerOf(core->vault().run([links](VaultSession &vault) {
        return vault.transact([&]() -> Result<> {
            for (const EnrolmentLink &link : links)
                TACET_TRY(vault.settings().remove(settingFor(tokenHash(link.token))));
            return {};
        });
    }));
}

Task<EnrolmentLink> EnrolmentService::makeLink(std::chrono::seconds lifetime)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const QList<EnrolmentLink> links, co_await prepareLinks(1, lifetime));
    const EnrolmentLink &link = links.constFirst();
    const QByteArray hash = tokenHash(link.token);
    TACET_CO_TRY(co_await answerOf(core->backend().run([hash, lifetime](BackendSession &db) {
        return db.enrolment().createToken(hash, TokenKind::Account, lifetime);
    })));
    co_return link;
}

Task<> EnrolmentService::checkInvitations()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const auto invitations, co_await answerOf(core->backend().run(
                                                    [](BackendSession &db) { return db.enrolment().invitations(); })));
    for (const Invitation &invitation : invitations) {
        if (invitation.usedBy)
            TACET_CO_TRY(co_await checkOff(invitation));
    }
    co_return {};
}

Task<> EnrolmentService::checkOff(Invitation invitation)
{
    const auto core = m_core.shared_from_this();
    const QString setting = settingFor(invitation.tokenHash);
    TACET_CO_TRY_ASSIGN(const auto inviteKey, co_await answerOf(core->vault().run([setting](VaultSession &vault) {
                            return vault.settings().value(setting);
                        })));
    if (!inviteKey)
        co_return {}; // made on another device of this account
    const bool proved = inviteProof(*inviteKey, *invitation.usedBy, invitation.joinedMasterKey) == invitation.proof;
    TACET_CO_TRY(co_await answerOf(core->backend().run(
        [invitation](BackendSession &db) { return db.enrolment().dismissToken(invitation.tokenHash); })));
    TACET_CO_TRY(co_await answerOf(
        core->vault().run([setting](VaultSession &vault) { return vault.settings().remove(setting); })));
    Q_EMIT inviteeJoined(*invitation.usedBy, proved);
    co_return {};
}

} // namespace tacet
