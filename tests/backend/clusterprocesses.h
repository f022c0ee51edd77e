#pragma once
#include "models/backend/postmaster.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QList>
#include <QProcess>

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    Q_ASSERT(file.open(QIODevice::WriteOnly));
    file.write(content);
}

/// What runs for one embedded cluster, by looking through /proc.
class ClusterProcesses
{
public:
    explicit ClusterProcesses(const QString &directory)
        : m_directory(directory)
    {
    }

    /// Postmasters: servers on the data directory whose parent is none.
    QList<qint64> servers() const
    {
        QList<qint64> found;
        for (const qint64 pid : all()) {
            if (isServer(pid) && !isServer(parentOf(pid)))
                found.append(pid);
        }
        return found;
    }

    QList<qint64> keepers() const
    {
        QList<qint64> found;
        for (const qint64 pid : all()) {
            const auto words = readFile(QStringLiteral("/proc/%1/cmdline").arg(pid)).split('\0');
            if (words.value(0).endsWith("/tacet-clusterkeeper") && words.value(1) == QFile::encodeName(m_directory))
                found.append(pid);
        }
        return found;
    }

private:
    static QList<qint64> all()
    {
        QList<qint64> pids;
        for (const QString &name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
            if (const qint64 pid = name.toLongLong(); pid > 0)
                pids.append(pid);
        }
        return pids;
    }
    bool isServer(qint64 pid) const
    {
        return tacet::postmaster::runsOn(static_cast<pid_t>(pid),
                                         (m_directory + QLatin1StringView("/data")).toStdString());
    }
    static qint64 parentOf(qint64 pid)
    {
        const QByteArray status = readFile(QStringLiteral("/proc/%1/stat").arg(pid));
        return status.sliced(qMax(qsizetype(0), status.lastIndexOf(')'))).split(' ').value(2).toLongLong();
    }

    const QString m_directory;
};

/// A process of its own that uses a cluster until this object goes.
class ClusterUser
{
public:
    static QString program() { return QCoreApplication::applicationDirPath() + QLatin1StringView("/clusteruser"); }

    explicit ClusterUser(const QString &directory, int lingerMilliseconds = 0)
    {
        m_process.start(program(), {directory, QString::number(lingerMilliseconds)});
    }
    ~ClusterUser()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(ClusterUser)

    /// Pid of the server, or the error; empty after a minute.
    QString firstLine()
    {
        while (m_line.isEmpty() && (m_process.canReadLine() || m_process.waitForReadyRead(60'000)))
            m_line = QString::fromUtf8(m_process.readLine()).trimmed();
        return m_line;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QString m_line;
};
