#include "app/ctl/command.h"

#include <QCoro/QCoroTimer>
#include <QElapsedTimer>
#include <QFile>

#include <chrono>

namespace tacet::ctl {

namespace {

constexpr std::chrono::milliseconds kConnectTimeout{10'000};
constexpr std::chrono::milliseconds kConnectPoll{10};

bool isSettled(const ConnectionState &state)
{
    return state.kind == ConnectionState::Kind::Online || state.kind == ConnectionState::Kind::Refused ||
           state.kind == ConnectionState::Kind::Offline;
}

} // namespace

Context::Context(QString profileDirectory, bool json, QString passphraseFile)
    : m_directory(std::move(profileDirectory))
    , m_output(json)
    , m_passphraseFile(std::move(passphraseFile))
    , m_profile(m_directory)
{
}

Result<QCA::SecureArray> Context::passphrase() const
{
    if (!m_passphraseFile.isEmpty()) {
        QFile file(m_passphraseFile);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Io, QStringLiteral("the passphrase file cannot be read"));
        QCA::SecureArray line(file.readLine());
        while (line.size() > 0 && (line[line.size() - 1] == '\n' || line[line.size() - 1] == '\r'))
            line.resize(line.size() - 1);
        if (line.isEmpty())
            return fail(ErrorCode::InvalidInput, QStringLiteral("the passphrase file is empty"));
        return line;
    }
    const QByteArray fromEnvironment = qgetenv("TACET_PASSPHRASE");
    if (fromEnvironment.isEmpty())
        return fail(ErrorCode::InvalidInput,
                    QStringLiteral("give the passphrase in TACET_PASSPHRASE or --passphrase-file"));
    return QCA::SecureArray(fromEnvironment);
}

Task<AccountSession *> Context::unlock()
{
    TACET_CO_TRY_ASSIGN(const QCA::SecureArray secret, passphrase());
    TACET_CO_TRY(co_await answerOf(m_profile.unlock(secret)));
    co_return m_profile.session();
}

Task<AccountSession *> Context::connect()
{
    TACET_CO_TRY_ASSIGN(AccountSession *const session, co_await unlock());
    session->connection().start();
    QElapsedTimer waited;
    waited.start();
    while (!isSettled(session->connection().state()) && waited.durationElapsed() < kConnectTimeout)
        co_await QCoro::sleepFor(kConnectPoll);
    const ConnectionState state = session->connection().state();
    if (state.kind != ConnectionState::Kind::Online)
        co_return fail(state.reason.value_or(ErrorCode::Offline), QStringLiteral("workspace database"));
    co_return session;
}

} // namespace tacet::ctl
