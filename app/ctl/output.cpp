#include "app/ctl/output.h"

#include <QJsonDocument>

#include <cstdio>

namespace tacet::ctl {

namespace {

void writeLine(FILE *stream, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

/// Control characters, line and paragraph separators, and everything that turns the direction of
/// writing. Joiners stay: emoji and Persian need them.
bool isCommand(QChar c)
{
    const char16_t u = c.unicode();
    return u < 0x20 || (u >= 0x7F && u <= 0x9F) || u == 0x061C || u == 0x200E || u == 0x200F ||
           (u >= 0x2028 && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0xFEFF;
}

QString withoutCommands(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text)
        shown += isCommand(c) && c != u'\n' && c != u'\t' ? QChar(QChar::ReplacementCharacter) : c;
    return shown;
}

} // namespace

void Output::result(const QString &text, const QJsonObject &document) const
{
    writeLine(stdout, m_json ? jsonLine(document) : text.toUtf8());
}

void Output::progress(const QString &text) const
{
    if (!m_json)
        writeLine(stderr, text.toUtf8());
}

int Output::failure(const Error &error) const
{
    return failure(error.code(), explain(error));
}

int Output::failure(ErrorCode code, const QString &text) const
{
    if (m_json) {
        const QJsonObject document{{QStringLiteral("error"), errorName(code)}, {QStringLiteral("message"), text}};
        writeLine(stderr, jsonLine(document));
    } else {
        writeLine(stderr, "tacetctl: " + text.toUtf8());
    }
    return 1;
}

bool Output::isWritten() const
{
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

QString explain(const Error &error)
{
    const auto sentence = [&error]() -> QString {
        switch (error.code()) {
        case ErrorCode::Cancelled: return QStringLiteral("It was stopped before it was done.");
        case ErrorCode::InvalidInput: return QStringLiteral("What was given is not of the right form.");
        case ErrorCode::NotFound: return QStringLiteral("There is no such thing here, or this account may not see it.");
        case ErrorCode::Conflict: return QStringLiteral("Something else stands there already.");
        case ErrorCode::Offline:
            return QStringLiteral(
                "The workspace's database cannot be reached. Nothing is lost; try again when it can.");
        case ErrorCode::Timeout: return QStringLiteral("The database did not answer in time. Try again.");
        case ErrorCode::LoginRefused:
            return QStringLiteral("The database refused this device. Ask an administrator whether it was removed.");
        case ErrorCode::RateLimited:
            return QStringLiteral("Too much in too short a time. Wait a minute and try again.");
        case ErrorCode::QuotaExceeded:
            return QStringLiteral("The limit is reached: the other side has to accept first.");
        case ErrorCode::WorkspaceClosed:
            return QStringLiteral("The workspace is closed at the moment. Nothing is lost; ask who runs it.");
        case ErrorCode::ServerTooOld:
            return QStringLiteral("The server is too old: PostgreSQL 17.10 or newer is needed.");
        case ErrorCode::SchemaTooNew:
            return QStringLiteral("The data was written by a newer Tacet. Install that version or a newer one.");
        case ErrorCode::SchemaTooOld: return QStringLiteral("The database lacks migrations. Run: tacetctl migrate up");
        case ErrorCode::SchemaEdited:
            return QStringLiteral(
                "A migration that was applied differs from this program's. Install the matching version.");
        case ErrorCode::Damaged:
            return QStringLiteral("Stored data does not verify. Nothing was changed; restore it from a backup.");
        case ErrorCode::WrongPassphrase: return QStringLiteral("The passphrase is not the one of this vault.");
        case ErrorCode::AlreadyRunning:
            return QStringLiteral("Another Tacet uses this profile. Close it, or choose another --profile.");
        case ErrorCode::AlreadyExists:
            return QStringLiteral("This profile has an account already. Choose another --profile.");
        case ErrorCode::NotOpen: return QStringLiteral("The vault is locked.");
        case ErrorCode::DiskFull: return QStringLiteral("The disk is full. Nothing was lost; make room and try again.");
        case ErrorCode::Io: return QStringLiteral("A file could not be read or written.");
        case ErrorCode::CryptoFailed:
            return QStringLiteral("A signature does not verify. Nothing was sent; tell your administrator.");
        case ErrorCode::IdentityChanged:
            return QStringLiteral("The person's key has changed. Compare the safety number, then accept the new key.");
        case ErrorCode::NoDevices: return QStringLiteral("The person has no device that can receive.");
        case ErrorCode::TokenInvalid: return QStringLiteral("The link is unknown, used or expired. Ask for a new one.");
        case ErrorCode::UsernameTaken:
            return QStringLiteral("The user name is taken. The link is still good; choose another.");
        case ErrorCode::Blocked: return QStringLiteral("One of the two accounts has blocked the other.");
        case ErrorCode::Forbidden: return QStringLiteral("Your role in this chat does not allow that.");
        case ErrorCode::TooSoon: return QStringLiteral("The chat has slow mode. Wait a moment.");
        case ErrorCode::WrongCode:
            return QStringLiteral("The code is wrong, was used before or is too old. Give the one that the "
                                  "authenticator shows now, or a recovery code.");
        case ErrorCode::SignInLocked:
            return QStringLiteral("Too many codes were wrong: signing in is locked. Wait 15 minutes and try again.");
        case ErrorCode::WrongPhrase:
            return QStringLiteral(
                "This is not the account's recovery phrase. If there was a newer one, only that counts.");
        case ErrorCode::NoRecoveryPhrase:
            return QStringLiteral("The account has no recovery phrase. Run tacetctl recovery create on a computer that "
                                  "has the account, and try again.");
        case ErrorCode::AdministrationEnded:
            return QStringLiteral("The administration has ended because nobody used it for a while. Nothing was "
                                  "changed; run the command again.");
        case ErrorCode::NotAdministrator:
            return QStringLiteral("You are not an administrator of this workspace, or no longer one.");
        case ErrorCode::Internal: break;
        }
        return QStringLiteral("Something went wrong that should not. Please report it.");
    };
    return error.detail().isEmpty() ? sentence() : sentence() + QStringLiteral(" (") + error.detail() + u')';
}

QString printable(const QString &text)
{
    QString shown = withoutCommands(text);
    shown.replace(u'\n', QStringLiteral("\n    "));
    return shown;
}

QString printableName(const QString &name)
{
    QString shown = withoutCommands(name);
    shown.replace(u'\n', QChar::ReplacementCharacter);
    return shown;
}

QByteArray jsonLine(const QJsonObject &document)
{
    const QString plain = QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact));
    QString line;
    line.reserve(plain.size());
    for (const QChar c : plain) {
        if (isCommand(c))
            line += QStringLiteral("\\u%1").arg(static_cast<int>(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            line += c;
    }
    return line.toUtf8();
}

} // namespace tacet::ctl
