#include "tests/backend/attackcatalog.h"

#include "tests/backend/rawsession.h"

#include <stdexcept>

namespace tacet {

namespace {

constexpr auto kRelations = R"(
SELECT format('%I.%I', n.nspname, c.relname), c.relkind, c.relispartition,
       coalesce((SELECT string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum) FROM pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('tacet', 'migrations', 's', 'api', 'admin', 'console') AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
 ORDER BY 1)";

constexpr auto kFunctions = R"(
SELECT format('%I.%I', n.nspname, p.proname), p.oid::regprocedure::text, p.prosrc,
       coalesce((SELECT string_agg(coalesce(g.names[u.nth], '') || ' '
                    || coalesce(en.nspname || '.' || et.typname || '[]', tn.nspname || '.' || t.typname), ',' ORDER BY nth)
          FROM unnest(p.proargtypes) WITH ORDINALITY u(type, nth)
          JOIN pg_type t ON t.oid = u.type JOIN pg_namespace tn ON tn.oid = t.typnamespace
          LEFT JOIN pg_type et ON et.oid = t.typelem AND t.typcategory = 'A'
          LEFT JOIN pg_namespace en ON en.oid = et.typnamespace,
               (SELECT array_agg(x.name ORDER BY x.nth) AS names
                  FROM unnest(p.proargnames, p.proargmodes) WITH ORDINALITY x(name, mode, nth)
                 WHERE coalesce(x.mode, 'i') IN ('i', 'b', 'v')) g), ''),
       coalesce((SELECT string_agg(CASE WHEN a.grantee = 0 THEN '_public' ELSE a.grantee::regrole::text END, ' ')
                   FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee <> p.proowner), '')
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('tacet', 's', 'api', 'admin', 'console') AND p.prorettype <> 'trigger'::regtype AND p.prokind = 'f'
 ORDER BY 2)";

AttackCatalog::Caller callerOf(const QByteArray &grantees)
{
    using enum AttackCatalog::Caller;
    if (grantees.contains("_user") || grantees.contains("_public"))
        return Device;
    if (grantees.contains("_enrol ") || grantees.endsWith("_enrol"))
        return Enrolment;
    if (grantees.contains("_signin"))
        return Account;
    return grantees.contains("_migrator") || grantees.contains("_warden") ? Operator : Nobody;
}

} // namespace

QList<AttackCatalog::Function> AttackCatalog::of(Caller caller) const
{
    QList<Function> some;
    for (const Function &function : functions) {
        if (function.caller == caller || (caller == Caller::Account && function.signsIn))
            some += function;
    }
    return some;
}

AttackCatalog AttackCatalog::read(RawSession &superuser)
{
    AttackCatalog catalog;
    for (const QByteArrayList &row : superuser.table(kRelations))
        catalog.relations +=
            Relation{.name = row[0], .kind = row[1][0], .isPartition = row[2] == "t", .columns = row[3].split(',')};
    for (const QByteArrayList &row : superuser.table(kFunctions)) {
        Function function{.name = row[0],
                          .signature = row[1],
                          .arguments = {},
                          .body = row[2],
                          .caller = callerOf(row[4]),
                          .signsIn = row[4].contains("_signin")};
        for (const QByteArray &argument : row[3].isEmpty() ? QByteArrayList() : row[3].split(',')) {
            const qsizetype space = argument.indexOf(' ');
            function.arguments += Argument{.name = argument.first(space), .type = argument.sliced(space + 1)};
        }
        catalog.functions += function;
    }
    if (catalog.relations.size() < 20 || catalog.functions.size() < 50)
        throw std::runtime_error("the catalogs show no tenant");
    return catalog;
}

QByteArray callOf(const AttackCatalog::Function &function, const QByteArrayList &arguments)
{
    return "SELECT * FROM " + function.name + '(' + arguments.join(", ") + ')';
}

} // namespace tacet
