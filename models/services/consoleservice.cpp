#include "models/services/consoleservice.h"

#include "models/services/accountcore.h"
#include "models/services/failures.h"
#include "models/services/inviteproof.h"

#include <QJsonValue>

namespace tacet {

namespace {

constexpr std::chrono::seconds kTouchPause{30};
constexpr std::chrono::seconds kIdleGrace{1};

// A page is empty also for who does not administer any more: the database tells the two apart.
Result<> demandBegun(BackendSession &db)
{
    TACET_TRY_ASSIGN(const AdministrationState state, db.administration().state());
    switch (state.kind) {
    case AdministrationState::Kind::Begun: return {};
    case AdministrationState::Kind::NotAdministrator: return fail(ErrorCode::NotAdministrator);
    case AdministrationState::Kind::Idle:
    case AdministrationState::Kind::Closed: break;
    }
    return fail(ErrorCode::AdministrationEnded);
}

Result<IssuedToken> issuedToken(const QString &wishedName, const EnrolmentLink &link,
                                PersonAdministrationStore::TokenState state)
{
    switch (state) {
    case PersonAdministrationStore::TokenState::Created:
        return IssuedToken{.wishedName = wishedName, .state = IssuedToken::State::Created, .link = link};
    case PersonAdministrationStore::TokenState::Taken:
        return IssuedToken{.wishedName = wishedName, .state = IssuedToken::State::NameTaken, .link = {}};
    case PersonAdministrationStore::TokenState::Invalid:
        return IssuedToken{.wishedName = wishedName, .state = IssuedToken::State::NameInvalid, .link = {}};
    case PersonAdministrationStore::TokenState::Conflict: break;
    }
    return fail(ErrorCode::Conflict, QStringLiteral("a token is somebody else's"));
}

} // namespace

ConsoleService::ConsoleService(AccountCore &core)
    : m_core(core)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] { lookAgain(); });
}

ConsoleService::~ConsoleService() = default;

AsyncResult<> ConsoleService::begin(const QCA::SecureArray &passphrase)
{
    return asFuture(start(passphrase));
}

Task<> ConsoleService::start(QCA::SecureArray passphrase)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY(co_await answerOf(
        core->vault().run([passphrase](VaultSession &vault) { return vault.checkPassphrase(passphrase); })));
    TACET_CO_TRY(co_await connectSession());
    TACET_CO_TRY_ASSIGN(
        m_idleTime, co_await answerOf(m_executor->run([](BackendSession &db) { return db.administration().begin(); })));
    if (core->isClosed())
        co_return fail(ErrorCode::NotOpen);
    ++m_generation;
    m_isBegun = true;
    noteUse();
    Q_EMIT begun();
    co_return {};
}

Task<> ConsoleService::connectSession()
{
    const auto core = m_core.shared_from_this();
    if (core->isClosed())
        co_return fail(ErrorCode::NotOpen);
    if (!m_executor)
        m_executor = std::make_unique<Executor<BackendSession>>(QStringLiteral("console"));
    const AccountRecord record = core->record();
    TACET_CO_TRY(co_await answerOf(m_executor->open([record] {
        return BackendSession::open(
            record.account.workspace,
            {.role = record.databaseRole, .password = QString::fromLatin1(record.databasePassword)});
    })));
    m_isConnected = true;
    co_return {};
}

AsyncResult<> ConsoleService::end()
{
    return asFuture(finish());
}

Task<> ConsoleService::finish()
{
    const auto core = m_core.shared_from_this();
    if (!m_isBegun)
        co_return {};
    const auto told = m_executor->run([](BackendSession &db) { return db.administration().end(); });
    over(ConsoleEnd::Closed);
    co_return co_await answerOf(told);
}

void ConsoleService::shut()
{
    if (!m_isBegun)
        return;
    m_executor->run([](BackendSession &db) { return db.administration().end(); });
    over(ConsoleEnd::Closed);
}

void ConsoleService::over(ConsoleEnd reason)
{
    if (!m_isBegun)
        return;
    m_isBegun = false;
    m_isConnected = false;
    m_idle.stop();
    m_executor->close();
    Q_EMIT ended(reason);
}

void ConsoleService::touch()
{
    if (m_isBegun && m_touched.durationElapsed() >= kTouchPause) {
        m_touched.start();
        asFuture(keepUp());
    }
}

Task<> ConsoleService::keepUp()
{
    return ask<void>([](BackendSession &db) { return db.administration().touch(); }, Use::Acts);
}

/// The time is over as this computer sees it; the database knows whether another window was used.
QCoro::Task<> ConsoleService::lookAgain()
{
    const auto core = m_core.shared_from_this();
    const auto state = co_await ask<AdministrationState>(
        [](BackendSession &db) -> Result<AdministrationState> {
            TACET_TRY(demandBegun(db));
            return db.administration().state();
        },
        Use::Reads);
    if (state && m_isBegun) {
        m_idleAt = QDateTime::currentDateTimeUtc().addSecs(state->secondsLeft);
        m_idle.start(std::chrono::seconds(state->secondsLeft) + kIdleGrace);
    } else if (m_isBegun) {
        over(ConsoleEnd::Idle); // it cannot be asked, and the time is over
    }
}

void ConsoleService::noteUse()
{
    m_touched.start();
    m_idleAt = QDateTime::currentDateTimeUtc().addDuration(m_idleTime);
    m_idle.start(m_idleTime + kIdleGrace);
}

void ConsoleService::noteFailure(ErrorCode code, int generation)
{
    if (generation != m_generation)
        return;
    if (code == ErrorCode::AdministrationEnded)
        over(ConsoleEnd::Idle);
    else if (code == ErrorCode::NotAdministrator)
        over(ConsoleEnd::RightTaken);
    else if (breaksConnection(code))
        m_isConnected = false;
}

/// A connection that broke is made anew: administration is the device's, not the connection's.
template <class T>
Task<T> ConsoleService::ask(Work<T> work, Use use)
{
    const auto core = m_core.shared_from_this();
    if (!m_isBegun)
        co_return fail(ErrorCode::AdministrationEnded);
    const int generation = m_generation;
    if (!m_isConnected)
        TACET_CO_TRY(co_await connectSession());
    Result<T> answer = co_await answerOf(m_executor->run(std::move(work)));
    if (!answer)
        noteFailure(answer.error().code(), generation);
    else if (use == Use::Acts && m_isBegun && generation == m_generation)
        noteUse();
    co_return answer;
}

template <class T>
AsyncResult<T> ConsoleService::read(Work<T> work)
{
    return asFuture(ask<T>(std::move(work), Use::Reads));
}

template <class T>
AsyncResult<T> ConsoleService::act(Work<T> work)
{
    // What was done counts as use; whether that could be noted does not change that it was done.
    return asFuture(ask<T>(
        [work = std::move(work)](BackendSession &db) -> Result<T> {
            Result<T> answer = work(db);
            if (answer)
                std::ignore = db.administration().touch();
            return answer;
        },
        Use::Acts));
}

AsyncResult<ConsolePage> ConsoleService::page(const ConsoleQuery &query)
{
    return read<ConsolePage>([query](BackendSession &db) -> Result<ConsolePage> {
        TACET_TRY_ASSIGN(ConsolePage page, db.console().page(query));
        if (page.rows.isEmpty())
            TACET_TRY(demandBegun(db));
        return page;
    });
}

AsyncResult<qint64> ConsoleService::count(const ConsoleQuery &query, qint64 most)
{
    return read<qint64>([query, most](BackendSession &db) -> Result<qint64> {
        TACET_TRY_ASSIGN(const qint64 rows, db.console().count(query, most));
        if (rows == 0)
            TACET_TRY(demandBegun(db));
        return rows;
    });
}

AsyncResult<PersonEffect> ConsoleService::personEffect(UserId person)
{
    return act<PersonEffect>([person](BackendSession &db) { return db.personAdministration().effect(person); });
}

AsyncResult<> ConsoleService::changePerson(UserId person, PersonDeed deed)
{
    return act<void>([person, deed](BackendSession &db) { return db.personAdministration().change(person, deed); });
}

AsyncResult<> ConsoleService::setRole(UserId person, WorkspaceRole role)
{
    return act<void>([person, role](BackendSession &db) { return db.personAdministration().setRole(person, role); });
}

AsyncResult<> ConsoleService::endDevice(DeviceId device)
{
    return act<void>([device](BackendSession &db) { return db.personAdministration().endDevice(device); });
}

AsyncResult<QList<IssuedToken>> ConsoleService::createTokens(const QStringList &wishedNames,
                                                             std::chrono::seconds lifetime)
{
    return asFuture(issue(wishedNames, lifetime));
}

/// The keys of the links go into the vault before the tokens go to the database, as for a single link.
Task<QList<IssuedToken>> ConsoleService::issue(QStringList wishedNames, std::chrono::seconds lifetime)
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const QList<EnrolmentLink> links,
                        co_await core->enrolment().prepareLinks(wishedNames.size(), lifetime));
    QList<QByteArray> hashes;
    for (const EnrolmentLink &link : links)
        hashes.append(tokenHash(link.token));
    using States = QList<PersonAdministrationStore::TokenState>;
    TACET_CO_TRY_ASSIGN(const States states, co_await ask<States>(
                                                 [hashes, wishedNames, lifetime](BackendSession &db) {
                                                     return db.personAdministration().createTokens(hashes, wishedNames,
                                                                                                   lifetime);
                                                 },
                                                 Use::Acts));
    QList<IssuedToken> issued;
    QList<EnrolmentLink> refused;
    for (qsizetype index = 0; index < states.size(); ++index) {
        TACET_CO_TRY_ASSIGN(const IssuedToken token,
                            issuedToken(wishedNames.at(index), links.at(index), states.at(index)));
        issued.append(token);
        if (token.state != IssuedToken::State::Created)
            refused.append(links.at(index));
    }
    TACET_CO_TRY(co_await core->enrolment().forgetLinks(refused));
    co_return issued;
}

AsyncResult<> ConsoleService::revokeToken(const QString &token)
{
    return act<void>([token](BackendSession &db) { return db.personAdministration().revokeToken(token); });
}

AsyncResult<> ConsoleService::setQuota(const QString &area, const QUuid &holder, const QuotaLimits &limits)
{
    return act<void>(
        [area, holder, limits](BackendSession &db) { return db.administration().setQuota(area, holder, limits); });
}

AsyncResult<> ConsoleService::setPolicy(const QString &key, const QJsonValue &value)
{
    return act<void>([key, value](BackendSession &db) { return db.administration().setPolicy(key, value); });
}

AsyncResult<> ConsoleService::resetPolicy(const QString &key)
{
    return act<void>([key](BackendSession &db) { return db.administration().resetPolicy(key); });
}

AsyncResult<> ConsoleService::setRetention(const RetentionChange &change)
{
    return act<void>([change](BackendSession &db) { return db.administration().setRetention(change); });
}

AsyncResult<QList<RetentionPreview>> ConsoleService::previewRetention(const QString &table)
{
    return act<QList<RetentionPreview>>(
        [table](BackendSession &db) { return db.administration().previewRetention(table); });
}

AsyncResult<> ConsoleService::resolveEvent(const QUuid &event, const QString &resolution)
{
    return act<void>(
        [event, resolution](BackendSession &db) { return db.administration().resolveEvent(event, resolution); });
}

AsyncResult<> ConsoleService::assignEvent(const QUuid &event, UserId person)
{
    return act<void>([event, person](BackendSession &db) { return db.administration().assignEvent(event, person); });
}

AsyncResult<> ConsoleService::giveGrant(const AccessGrant &grant)
{
    return act<void>([grant](BackendSession &db) { return db.administration().giveGrant(grant); });
}

AsyncResult<> ConsoleService::takeGrant(UserId person, const QString &resourceType, const QString &resourceId)
{
    return act<void>([person, resourceType, resourceId](BackendSession &db) {
        return db.administration().takeGrant(person, resourceType, resourceId);
    });
}

AsyncResult<ChatEffect> ConsoleService::chatEffect(ChatId chat)
{
    return act<ChatEffect>([chat](BackendSession &db) { return db.administration().chatEffect(chat); });
}

AsyncResult<> ConsoleService::closeChat(ChatId chat, bool isClosed)
{
    return act<void>([chat, isClosed](BackendSession &db) { return db.administration().closeChat(chat, isClosed); });
}

AsyncResult<QList<AuditFinding>> ConsoleService::verifyAudit(const QString &category, qint64 from, qint64 to)
{
    return act<QList<AuditFinding>>(
        [category, from, to](BackendSession &db) { return db.administration().verifyAudit(category, from, to); });
}

} // namespace tacet
