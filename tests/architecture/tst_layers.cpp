#include "tests/architecture/sourcetree.h"

#include <QRegularExpression>
#include <QTest>

using namespace tacet::tests;

namespace {

struct Layer {
    QString folder;
    QStringList mayInclude; ///< besides itself
};

/// The arrows of docs/architecture.md. The first folder that fits a path is its layer.
const QList<Layer> &layers()
{
    static const QStringList models{"models/domain", "models/executor"};
    static const QList<Layer> all{
        {"crypto/vaultkey", {"crypto"}},
        {"crypto", {}},
        {"models/domain", {}},
        {"models/executor", {"models/domain"}},
        {"models/backend", models},
        {"models/vault", models + QStringList{"crypto/vaultkey", "crypto"}},
        {"models/net", models},
        {"models/items", {"models/domain"}},
        {"models/services",
         models + QStringList{"models/backend", "models/vault", "models/net", "crypto/vaultkey", "crypto"}},
        {"ui", {"models/domain", "models/items", "models/services"}},
        {"app",
         {"ui", "models/domain", "models/executor", "models/items", "models/services", "models/backend", "models/vault",
          "models/net", "crypto/vaultkey", "crypto"}},
    };
    return all;
}

QString layerOf(const QString &path)
{
    for (const Layer &layer : layers()) {
        if (path.startsWith(layer.folder + u'/'))
            return layer.folder;
    }
    return {};
}

/// What is wrong with `path` including `included`; empty if nothing.
QString fault(const QString &path, const QString &included)
{
    const QString from = layerOf(path);
    const QString to = layerOf(included);
    if (to.isEmpty())
        return included.contains(u'/') ? path + ": include from the root, not " + included : QString();
    for (const Layer &layer : layers()) {
        if (layer.folder == from && (from == to || layer.mayInclude.contains(to)))
            return {};
    }
    return path + " (" + from + ") must not include " + included + " (" + to + ")";
}

const QStringList kProduct{"app", "ui", "models", "crypto"};

} // namespace

class LayersTest : public QObject
{
    Q_OBJECT
private slots:
    void everyIncludePointsDown()
    {
        static const QRegularExpression include("^\\s*#\\s*include\\s+\"([^\"]+)\"");
        QStringList faults;
        int includes = 0;
        for (const QString &path : sourceFiles(kProduct, {"*.h", "*.cpp"})) {
            for (const QString &line : linesOf(path)) {
                const auto match = include.match(line);
                if (!match.hasMatch())
                    continue;
                ++includes;
                const QString wrong = fault(path, match.captured(1));
                if (!wrong.isEmpty())
                    faults += wrong;
            }
        }
        QVERIFY2(includes > 20, "the sources were not found");
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }

    void anArrowThatPointsUpIsFound()
    {
        QVERIFY(!fault("crypto/ratchet/session.cpp", "models/domain/ids.h").isEmpty());
        QVERIFY(!fault("models/items/x.cpp", "models/services/chatservice.h").isEmpty());
        QVERIFY(!fault("models/vault/x.cpp", "models/backend/connection.h").isEmpty());
        QVERIFY(!fault("ui/chat/x.cpp", "models/vault/vaultsession.h").isEmpty());
        QVERIFY(fault("ui/chat/x.cpp", "models/services/chatservice.h").isEmpty());
    }

    void onlyTheStoresAndTheirConnectionsSpeakSql()
    {
        static const QRegularExpression sql("#\\s*include\\s+[<\"](QSql\\w*|QtSql/\\w+|libpq-fe\\.h|sqlite3\\.h)[>\"]");
        QStringList faults;
        for (const QString &path : sourceFiles(kProduct, {"*.h", "*.cpp"})) {
            if (path.startsWith("models/backend/") || path.startsWith("models/vault/"))
                continue;
            if (linesOf(path).join('\n').contains(sql))
                faults += path;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }

    void cryptoKnowsNoQt()
    {
        static const QRegularExpression qt("#\\s*include\\s+[<\"]Q");
        QStringList faults;
        for (const QString &path : sourceFiles({"crypto"}, {"*.h", "*.cpp"})) {
            if (!path.startsWith("crypto/vaultkey/") && linesOf(path).join('\n').contains(qt))
                faults += path;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n')));
    }
};

QTEST_APPLESS_MAIN(LayersTest)
#include "tst_layers.moc"
