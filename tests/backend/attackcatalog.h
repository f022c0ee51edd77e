#pragma once
#include <QByteArray>
#include <QByteArrayList>
#include <QList>

namespace tacet {

class RawSession;

/// What there is to attack, read from the catalogs, so that what comes later is attacked as well.
struct AttackCatalog {
    struct Relation {
        QByteArray name; ///< qualified and quoted
        char kind = 'r'; ///< as pg_class.relkind
        bool isPartition = false;
        QByteArrayList columns;
    };
    struct Argument {
        QByteArray name;
        QByteArray type; ///< qualified, arrays with []
        bool isArray() const { return type.endsWith("[]"); }
        QByteArray element() const { return isArray() ? type.chopped(2) : type; }
    };
    enum class Caller { Device, Enrolment, Account, Operator, Nobody };
    struct Function {
        QByteArray name;      ///< qualified
        QByteArray signature; ///< regprocedure
        QList<Argument> arguments;
        QByteArray body;
        Caller caller = Caller::Nobody; ///< least privileged role that may execute it
        bool signsIn = false;           ///< whether accounts' logins may as well

        /// Whether its caller may be nobody afterwards.
        bool endsLogins() const
        {
            return body.contains("drop_login") || body.contains("revoke_device") || body.contains("erase_user") ||
                   body.contains("end_device") || body.contains("shut_out");
        }
    };

    QList<Relation> relations; ///< of schemas tacet and migrations: tables, partitions, views, sequences
    QList<Function> functions; ///< of schemas tacet, s, api, admin, without triggers

    QList<Function> of(Caller caller) const;
    /// As the superuser.
    static AttackCatalog read(RawSession &superuser);
};

/// `SELECT * FROM api.f(arguments)`; the arguments are SQL expressions.
QByteArray callOf(const AttackCatalog::Function &function, const QByteArrayList &arguments);

} // namespace tacet
