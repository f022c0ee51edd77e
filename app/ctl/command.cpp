#include "app/ctl/command.h"

#include "app/ctl/waiting.h"

#include <chrono>

namespace tacet::ctl {

namespace {

constexpr std::chrono::seconds kConnectTimeout{30};

} // namespace

bool isSettled(const ConnectionState &state)
{
    switch (state.kind) {
    case ConnectionState::Kind::Online:
    case ConnectionState::Kind::Refused: return true;
    // Offline is also what stands there before the first attempt.
    case ConnectionState::Kind::Offline: return state.reason.has_value() || state.retryAt.isValid();
    case ConnectionState::Kind::Connecting:
    case ConnectionState::Kind::Syncing: break;
    }
    return false;
}

QString Command::complaint(const QCommandLineParser &parser) const
{
    return parser.positionalArguments().isEmpty() ? QString()
                                                  : name() + QStringLiteral(" takes no arguments, only options.");
}

Context::Context(const QString &profileDirectory, const Output &output, const PassphraseSource &passphrase,
                 const TerminationSignals &signals)
    : m_output(output)
    , m_passphrase(passphrase)
    , m_signals(signals)
    , m_profile(profileDirectory)
{
}

Task<AccountSession *> Context::unlock()
{
    if (m_profile.state() == ProfileService::State::Empty)
        co_return fail(ErrorCode::NotFound, QStringLiteral("no account in this profile: tacetctl workspace create, or "
                                                           "tacetctl join, or another --profile"));
    TACET_CO_TRY_ASSIGN(const QCA::SecureArray secret, passphrase());
    TACET_CO_TRY(co_await answerOf(m_profile.unlock(secret)));
    co_return m_profile.session();
}

Task<AccountSession *> Context::connect()
{
    TACET_CO_TRY_ASSIGN(AccountSession *const session, co_await unlock());
    ConnectionService &connection = session->connection();
    connection.start();
    const QDeadlineTimer deadline(kConnectTimeout);
    while (!isSettled(connection.state()) && !deadline.hasExpired())
        co_await signalOrDeadline(&connection, &ConnectionService::stateChanged, deadline);
    const ConnectionState &state = connection.state();
    if (state.kind == ConnectionState::Kind::Online)
        co_return session;
    co_return fail(state.reason.value_or(isSettled(state) ? ErrorCode::Offline : ErrorCode::Timeout));
}

} // namespace tacet::ctl
