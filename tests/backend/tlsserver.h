#pragma once
#include "models/backend/clusterfiles.h"
#include "tests/backend/clusterprocesses.h"
#include "tests/support/postgresfixture.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>
#include <QThread>

#include <csignal>

/// Certificate authorities and certificates of one test run, made by the openssl program.
class TestCertificates
{
public:
    explicit TestCertificates(const QString &folder)
        : m_folder(folder)
    {
    }

    QString path(const QString &name, const char *suffix) const
    {
        return m_folder + u'/' + name + QLatin1StringView(suffix);
    }
    QByteArray pem(const QString &name) const { return readFile(path(name, ".pem")); }

    void makeAuthority(const QString &name) { make(name, {}, QStringLiteral("basicConstraints=critical,CA:TRUE")); }
    void makeServer(const QString &name, const QString &authority, const QString &host)
    {
        make(name, {QStringLiteral("-CA"), path(authority, ".pem"), QStringLiteral("-CAkey"), path(authority, ".key")},
             QStringLiteral("subjectAltName=DNS:") + host);
    }

private:
    void make(const QString &name, const QStringList &issuer, const QString &extension)
    {
        const QStringList words{QStringLiteral("req"),
                                QStringLiteral("-x509"),
                                QStringLiteral("-newkey"),
                                QStringLiteral("ec"),
                                QStringLiteral("-pkeyopt"),
                                QStringLiteral("ec_paramgen_curve:prime256v1"),
                                QStringLiteral("-nodes"),
                                QStringLiteral("-days"),
                                QStringLiteral("2"),
                                QStringLiteral("-subj"),
                                QStringLiteral("/CN=") + name,
                                QStringLiteral("-addext"),
                                extension,
                                QStringLiteral("-keyout"),
                                path(name, ".key"),
                                QStringLiteral("-out"),
                                path(name, ".pem")};
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"), words + issuer);
        openssl.waitForFinished();
        if (openssl.exitCode() != 0)
            throw std::runtime_error(openssl.readAllStandardError().toStdString());
        QFile::setPermissions(path(name, ".key"), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }

    const QString m_folder;
};

inline quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

/// A PostgreSQL on 127.0.0.1, with the data directory of an embedded cluster that no longer runs.
class TlsServer
{
public:
    TlsServer(const QString &directory, const QByteArray &accessRules, const QStringList &settings)
        : m_port(freePort())
    {
        const QString data = directory + QLatin1StringView("/data");
        writeFile(data + QLatin1StringView("/pg_hba.conf"), accessRules);
        QStringList words{QStringLiteral("-D"),   data, QStringLiteral("-k"), directory, QStringLiteral("-p"),
                          QString::number(m_port)};
        for (const QString &setting :
             settings + QStringList{QStringLiteral("listen_addresses=127.0.0.1"), QStringLiteral("fsync=off")})
            words += {QStringLiteral("-c"), setting};
        m_process.setStandardErrorFile(directory + QLatin1StringView("/tls.log"));
        m_process.start(tacet::orThrow(tacet::PostgresPrograms::find()).server(), words);
        while (!tacet::EmbeddedCluster::status(directory).running && m_process.state() != QProcess::NotRunning)
            m_process.waitForFinished(20);
    }
    ~TlsServer()
    {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(TlsServer)

    quint16 port() const { return m_port; }

private:
    const quint16 m_port;
    QProcess m_process;
};

/// A man in the middle with a certificate that the pinned authority signed: he opens the TLS of the one
/// side and passes everything on through a TLS of his own.
class TlsRelay
{
public:
    TlsRelay(const TestCertificates &certificates, const QString &name, quint16 upstream)
        : m_port(freePort())
    {
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(certificates.pem(name)));
        configuration.setPrivateKey(QSslKey(readFile(certificates.path(name, ".key")), QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setAllowedNextProtocols({"postgresql"});
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context, [this, configuration, upstream] { listen(configuration, upstream); },
            Qt::BlockingQueuedConnection);
    }
    ~TlsRelay()
    {
        QMetaObject::invokeMethod(&m_context, [this] { delete m_server; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(TlsRelay)

    quint16 port() const { return m_port; }

private:
    void listen(const QSslConfiguration &configuration, quint16 upstream)
    {
        m_server = new QSslServer;
        m_server->setSslConfiguration(configuration);
        QObject::connect(m_server, &QTcpServer::pendingConnectionAvailable, m_server, [this, configuration, upstream] {
            auto *near = qobject_cast<QSslSocket *>(m_server->nextPendingConnection());
            auto *far = new QSslSocket(near);
            auto plain = configuration;
            plain.setLocalCertificateChain({});
            far->setSslConfiguration(plain);
            QObject::connect(near, &QIODevice::readyRead, far, [near, far] {
                if (far->isEncrypted())
                    far->write(near->readAll());
            });
            QObject::connect(far, &QSslSocket::encrypted, near, [near, far] { far->write(near->readAll()); });
            QObject::connect(far, &QIODevice::readyRead, near, [near, far] { near->write(far->readAll()); });
            QObject::connect(far, &QAbstractSocket::disconnected, near, &QAbstractSocket::disconnectFromHost);
            QObject::connect(near, &QAbstractSocket::disconnected, far, &QAbstractSocket::disconnectFromHost);
            far->connectToHostEncrypted(QStringLiteral("127.0.0.1"), upstream);
        });
        m_server->listen(QHostAddress::LocalHost, m_port);
    }

    const quint16 m_port;
    QThread m_thread;
    QObject m_context;
    QSslServer *m_server = nullptr;
};
