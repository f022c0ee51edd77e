#include "models/services/signinservice.h"

#include "crypto/primitives/random.h"
#include "models/domain/limits.h"
#include "models/services/accountcore.h"
#include "models/services/bytes.h"
#include "models/services/newid.h"
#include "models/vault/settingsstore.h"

#include <QCryptographicHash>
#include <QUrl>
#include <QUrlQuery>

namespace tacet {

namespace {

constexpr int kSecretSize = 20;
constexpr int kCodes = 10;
constexpr int kCodeBits = 100;
constexpr int kDigitBits = 5;
const QString kSecretSetting = QStringLiteral("signin/totp-secret");
const QString kCodesSetting = QStringLiteral("signin/recovery-codes");
constexpr QLatin1StringView kRfc4648{"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"};
constexpr QLatin1StringView kCrockford{"0123456789ABCDEFGHJKMNPQRSTVWXYZ"};

template <int size>
Result<QByteArray> randomBytes()
{
    crypto::SystemRandom random;
    const auto secret = random.secret<size>();
    if (!secret)
        return fail(ErrorCode::CryptoFailed, QStringLiteral("no randomness"));
    return toByteArray(secret->view());
}

QString base32(const QByteArray &bytes, QLatin1StringView digits, int bits)
{
    QString text;
    for (int bit = 0; bit < bits; bit += kDigitBits) {
        const int pair = (static_cast<uchar>(bytes.at(bit / 8)) << 8) |
                         (bit / 8 + 1 < bytes.size() ? static_cast<uchar>(bytes.at(bit / 8 + 1)) : 0);
        text += digits.at((pair >> (16 - kDigitBits - bit % 8)) & ((1 << kDigitBits) - 1));
    }
    return text;
}

Result<QStringList> newCodes()
{
    QStringList codes;
    for (int number = 0; number < kCodes; ++number) {
        TACET_TRY_ASSIGN(const QByteArray bytes, randomBytes<(kCodeBits + 7) / 8>());
        codes.append(base32(bytes, kCrockford, kCodeBits));
    }
    return codes;
}

QList<QByteArray> hashesOf(const QStringList &codes)
{
    QList<QByteArray> hashes;
    for (const QString &code : codes)
        hashes.append(QCryptographicHash::hash(code.toLatin1(), QCryptographicHash::Sha256));
    return hashes;
}

/// In groups of five, as they are shown.
QStringList shown(const QStringList &codes)
{
    QStringList grouped;
    for (const QString &code : codes)
        grouped.append(
            QStringList{code.sliced(0, 5), code.sliced(5, 5), code.sliced(10, 5), code.sliced(15, 5)}.join(u'-'));
    return grouped;
}

TotpSetup setupOf(const QByteArray &secret, const Account &account)
{
    TotpSetup setup{.secret = secret, .uri = {}, .secretText = base32(secret, kRfc4648, kSecretSize * 8)};
    QUrl url;
    url.setScheme(QStringLiteral("otpauth"));
    url.setHost(QStringLiteral("totp"));
    url.setPath(u'/' + account.workspace.name + u':' + account.username);
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("secret"), setup.secretText);
    query.addQueryItem(QStringLiteral("issuer"), QString::fromLatin1(QUrl::toPercentEncoding(account.workspace.name)));
    query.addQueryItem(QStringLiteral("algorithm"), QStringLiteral("SHA256"));
    query.addQueryItem(QStringLiteral("digits"), QStringLiteral("6"));
    query.addQueryItem(QStringLiteral("period"), QStringLiteral("30"));
    url.setQuery(query);
    setup.uri = url.toString(QUrl::FullyEncoded);
    return setup;
}

} // namespace

SignInService::SignInService(AccountCore &core)
    : m_core(core)
{
}

AsyncResult<SignInState> SignInService::state()
{
    return m_core.backend().run([](BackendSession &db) { return SignInStore(db.connection()).state(); });
}

AsyncResult<> SignInService::setPassword(const QString &password)
{
    const Account account = m_core.account();
    return m_core.backend().run([account, password](BackendSession &db) -> Result<> {
        if (password.size() < limits::kPassphraseMin)
            return fail(ErrorCode::InvalidInput, QStringLiteral("a password has at least 12 characters"));
        const QString role = SignInStore::loginRole(account.workspace.id, account.username);
        TACET_TRY_ASSIGN(const QByteArray verifier, db.connection().scramVerifier(role, password));
        TACET_TRY(SignInStore(db.connection()).setPassword(verifier));
        return {};
    });
}

AsyncResult<> SignInService::clearPassword()
{
    return m_core.backend().run([](BackendSession &db) { return SignInStore(db.connection()).clearPassword(); });
}

AsyncResult<TotpSetup> SignInService::beginTotp()
{
    return asFuture(setUpTotp());
}

Task<TotpSetup> SignInService::setUpTotp()
{
    const auto core = m_core.shared_from_this();
    TACET_CO_TRY_ASSIGN(const SignInState now, co_await answerOf(state()));
    if (now.hasTotp)
        co_return fail(ErrorCode::AlreadyExists, QStringLiteral("a second factor is in use"));
    TACET_CO_TRY_ASSIGN(const QByteArray secret,
                        co_await answerOf(core->vault().run([](VaultSession &vault) -> Result<QByteArray> {
                            TACET_TRY_ASSIGN(const auto waiting, vault.settings().value(kSecretSetting));
                            if (waiting)
                                return *waiting;
                            TACET_TRY_ASSIGN(const QByteArray fresh, randomBytes<kSecretSize>());
                            TACET_TRY_ASSIGN(const QStringList codes, newCodes());
                            TACET_TRY(vault.settings().setText(kCodesSetting, codes.join(u' ')));
                            TACET_TRY(vault.settings().setValue(kSecretSetting, fresh));
                            return fresh;
                        })));
    co_return setupOf(secret, core->account());
}

AsyncResult<QStringList> SignInService::confirmTotp(const QString &code)
{
    return asFuture(finishTotp(code));
}

/// The codes are made before the database knows their hashes, and forgotten when the caller has them: a repeat after a
/// lost answer shows the same ones.
Task<QStringList> SignInService::finishTotp(QString code)
{
    const auto core = m_core.shared_from_this();
    struct Waiting {
        QByteArray secret;
        QStringList codes;
    };
    TACET_CO_TRY_ASSIGN(const Waiting waiting,
                        co_await answerOf(core->vault().run([](VaultSession &vault) -> Result<Waiting> {
                            TACET_TRY_ASSIGN(const auto secret, vault.settings().value(kSecretSetting));
                            TACET_TRY_ASSIGN(const auto codes, vault.settings().text(kCodesSetting));
                            if (!secret || !codes)
                                return fail(ErrorCode::NotFound, QStringLiteral("no second factor is being set up"));
                            return Waiting{.secret = *secret, .codes = codes->split(u' ')};
                        })));
    const auto confirmed = co_await answerOf(core->backend().run([waiting, code](BackendSession &db) {
        return SignInStore(db.connection()).confirmTotp(waiting.secret, code, hashesOf(waiting.codes));
    }));
    if (!confirmed && confirmed.error().code() == ErrorCode::LoginRefused)
        co_return fail(ErrorCode::WrongCode);
    TACET_CO_TRY(confirmed);
    TACET_CO_TRY(co_await answerOf(core->vault().run([](VaultSession &vault) -> Result<> {
        TACET_TRY(vault.settings().remove(kSecretSetting));
        return vault.settings().remove(kCodesSetting);
    })));
    co_return shown(waiting.codes);
}

AsyncResult<> SignInService::disableTotp(const QString &code)
{
    return m_core.backend().run([code](BackendSession &db) -> Result<> {
        SignInStore store(db.connection());
        TACET_TRY_ASSIGN(const QUuid attempt, passedAttempt(store, code));
        return store.disableTotp(attempt);
    });
}

AsyncResult<QStringList> SignInService::replaceRecoveryCodes(const QString &code)
{
    return m_core.backend().run([code](BackendSession &db) -> Result<QStringList> {
        SignInStore store(db.connection());
        TACET_TRY_ASSIGN(const QStringList codes, newCodes());
        TACET_TRY_ASSIGN(const QUuid attempt, passedAttempt(store, code));
        TACET_TRY(store.replaceRecoveryCodes(attempt, hashesOf(codes)));
        return shown(codes);
    });
}

Result<QUuid> passedAttempt(SignInStore &store, const QString &code)
{
    const QUuid attempt = newId<MessageId>().uuid();
    if (const auto submitted = store.submitCode(attempt, code); !submitted) {
        if (submitted.error().code() == ErrorCode::LoginRefused)
            return fail(ErrorCode::SignInLocked);
        return std::unexpected(submitted.error());
    }
    TACET_TRY_ASSIGN(const bool passed, store.checkCode(attempt));
    if (!passed)
        return fail(ErrorCode::WrongCode);
    return attempt;
}

} // namespace tacet
