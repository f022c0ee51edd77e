#include "models/backend/clusterfiles.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace tacet {

namespace {

constexpr int kMajorVersion = 17;
constexpr int kMinorFloor = 10;
constexpr int kPasswordWords = 8; // of 32 bits
constexpr std::chrono::milliseconds kProgramTime{10'000};
constexpr std::chrono::milliseconds kInitTime{300'000};
constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

// Unix socket only, so there is nothing else to say.
constexpr auto kAccessRules = "# Written by Tacet.\nlocal all all scram-sha-256\n";

struct ProgramAnswer {
    bool succeeded = false;
    QByteArray output;
    QByteArray words;
};

ProgramAnswer runProgram(const QString &program, const QStringList &arguments, std::chrono::milliseconds time)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C")); // failures are told apart by their words
    process.setProcessEnvironment(environment);
    // An initdb without its master would go on writing into a folder that the next start clears.
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process.start(program, arguments, QIODevice::ReadOnly);
    const bool ended = process.waitForFinished(static_cast<int>(time.count()));
    return {.succeeded = ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            .output = process.readAllStandardOutput(),
            .words = process.readAllStandardError()};
}

QStringList candidateFolders()
{
    QStringList folders;
    if (const auto answer = runProgram(QStringLiteral("pg_config"), {QStringLiteral("--bindir")}, kProgramTime);
        answer.succeeded)
        folders.append(QString::fromLocal8Bit(answer.output).trimmed());
    folders.append(QStringLiteral("/usr/lib/postgresql/%1/bin").arg(kMajorVersion));
    if (const QString found = QStandardPaths::findExecutable(QStringLiteral("postgres")); !found.isEmpty())
        folders.append(QFileInfo(found).canonicalPath());
    return folders;
}

Result<> writePassword(const QString &path)
{
    if (QFile::exists(path))
        return {};
    std::array<quint32, kPasswordWords> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const QByteArray password = QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random)
                                    .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly) || file.write(password) < 0 ||
        !file.commit())
        return failFromWords(file.errorString().toUtf8(), QStringLiteral("cannot write %1").arg(path));
    return {};
}

Result<> writeAccessRules(const QString &data)
{
    QFile file(data + QLatin1StringView("/pg_hba.conf"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(kAccessRules) < 0 || !file.flush() ||
        fsync(file.handle()) != 0)
        return failFromWords(file.errorString().toUtf8(), QStringLiteral("cannot write %1").arg(file.fileName()));
    return {};
}

Result<> renameDurably(const QString &from, const QString &to)
{
    if (!QDir().rename(from, to))
        return fail(ErrorCode::Io, QStringLiteral("cannot rename %1").arg(from));
    const int parent = open(QFile::encodeName(QFileInfo(to).path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = parent >= 0 && fsync(parent) == 0;
    if (parent >= 0)
        close(parent);
    return synced ? Result<>() : fail(ErrorCode::Io, QStringLiteral("cannot sync the folder of %1").arg(to));
}

} // namespace

std::unexpected<Error> failFromWords(const QByteArray &words, const QString &what)
{
    const bool full = words.contains("No space left on device") || words.contains("Disk quota exceeded");
    return fail(full ? ErrorCode::DiskFull : ErrorCode::Io, what);
}

Result<PostgresPrograms> PostgresPrograms::find()
{
    static const QRegularExpression versionWords(QStringLiteral("PostgreSQL\\) (\\d+)\\.(\\d+)"));
    bool tooOld = false;
    for (const QString &folder : candidateFolders()) {
        PostgresPrograms programs{.folder = folder};
        const auto answer = runProgram(programs.server(), {QStringLiteral("--version")}, kProgramTime);
        const auto version = versionWords.match(QString::fromLatin1(answer.output));
        if (!answer.succeeded || !version.hasMatch() || !QFileInfo(programs.initdb()).isExecutable())
            continue;
        programs.majorVersion = version.captured(1).toInt();
        if (programs.majorVersion == kMajorVersion && version.captured(2).toInt() >= kMinorFloor)
            return programs;
        tooOld = true;
    }
    const QString what = QStringLiteral("PostgreSQL %1.%2 or a newer %1 is needed. Install the package postgresql-%1.")
                             .arg(kMajorVersion)
                             .arg(kMinorFloor);
    return fail(tooOld ? ErrorCode::ServerTooOld : ErrorCode::Io, what);
}

Result<> ClusterFiles::create(const ClusterPaths &paths, const PostgresPrograms &programs, Sync sync)
{
    TACET_TRY(writePassword(paths.superuserFile()));
    const QString unfinished = paths.unfinishedData();
    if (!QDir(unfinished).removeRecursively())
        return fail(ErrorCode::Io, QStringLiteral("cannot remove %1").arg(unfinished));
    QStringList arguments{QStringLiteral("--pgdata=") + unfinished,
                          QStringLiteral("--username=") + kSuperuser,
                          QStringLiteral("--pwfile=") + paths.superuserFile(),
                          QStringLiteral("--auth=scram-sha-256"),
                          QStringLiteral("--data-checksums"),
                          QStringLiteral("--encoding=UTF8"),
                          QStringLiteral("--locale=C"),
                          QStringLiteral("--locale-provider=builtin"),
                          QStringLiteral("--builtin-locale=C.UTF-8"),
                          QStringLiteral("--no-instructions")};
    if (sync == Sync::None)
        arguments.append(QStringLiteral("--no-sync"));
    const auto answer = runProgram(programs.initdb(), arguments, kInitTime);
    if (!answer.succeeded) {
        QDir(unfinished).removeRecursively();
        return failFromWords(answer.words,
                             QStringLiteral("initdb could not make %1. Is the folder writable?").arg(paths.data()));
    }
    TACET_TRY(writeAccessRules(unfinished));
    return renameDurably(unfinished, paths.data());
}

int ClusterFiles::majorVersion(const ClusterPaths &paths)
{
    QFile file(paths.data() + QLatin1StringView("/PG_VERSION"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

} // namespace tacet
