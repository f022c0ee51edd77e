#pragma once
#include "tests/support/postgresfixture.h"

namespace tacet {

/// Runs SQL files of tests/sql with psql, as the superuser of a tenant. The first file has to be
/// support/people.sql. Throws like PostgresFixture.
class Psql
{
public:
    /// `fixture` outlives the object. Loads pgTAP and support/people.sql.
    Psql(PostgresFixture &fixture, PostgresFixture::Tenant tenant);

    /// What the file wrote to both streams. If psql did not come to the file's end, the last line begins
    /// with "not ok".
    QString run(const QString &file);
    DatabaseConnection &superuser() { return *m_superuser; }

    /// The lines of `output` that begin with "not ok", those about them and errors, 60 at most; empty if
    /// all is well.
    static QString troubles(const QString &output);

private:
    PostgresFixture &m_fixture;
    const PostgresFixture::Tenant m_tenant;
    std::unique_ptr<DatabaseConnection> m_superuser;
};

} // namespace tacet
