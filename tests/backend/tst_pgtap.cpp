#include "tests/support/psql.h"

#include <QDir>
#include <QRegularExpression>

using namespace tacet;

/// Runs the pgTAP files of tests/sql, each in a tenant of its own (tests/sql/README.md).
class PgTapTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<PostgresFixture> m_fixture;

private slots:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void sql_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files =
            QDir(QStringLiteral(TACET_SOURCE_DIR "/tests/sql")).entryList({QStringLiteral("*.sql")}, QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &file : files)
            QTest::newRow(qPrintable(file.chopped(4))) << file;
    }

    void sql()
    {
        QFETCH(const QString, file);
        static const QRegularExpression plan(QStringLiteral("^1\\.\\.[1-9]"), QRegularExpression::MultilineOption);
        Psql psql(*m_fixture, m_fixture->tenant());
        const QString output = psql.run(file);
        const QString wrong = Psql::troubles(output);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        QVERIFY2(plan.match(output).hasMatch(), qPrintable(output));
    }
};

QTEST_GUILESS_MAIN(PgTapTest)
#include "tst_pgtap.moc"
