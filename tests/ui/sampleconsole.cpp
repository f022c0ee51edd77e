#include "tests/ui/sampleconsole.h"

#include "models/domain/consoletables.h"

#include <QTimeZone>
#include <QTimer>

namespace tacet::tests {

namespace {

const QDateTime kNow = QDateTime(QDate(2026, 11, 20), QTime(14, 5), QTimeZone::UTC);
constexpr qint64 kMiB = 1024 * 1024;

QUuid idOf(const QString &kind, int number)
{
    return QUuid::createUuidV5(QUuid(), QString("%1-%2").arg(kind).arg(number));
}

bool isSmaller(const QVariant &a, const QVariant &b)
{
    return QVariant::compare(a, b) == QPartialOrdering::Less;
}

bool matches(const ConsoleFilter &filter, const QVariant &value)
{
    switch (filter.match) {
    case ConsoleMatch::Is: return value == filter.value;
    case ConsoleMatch::IsNot: return value != filter.value;
    case ConsoleMatch::Contains: return value.toString().contains(filter.value.toString(), Qt::CaseInsensitive);
    case ConsoleMatch::StartsWith: return value.toString().startsWith(filter.value.toString(), Qt::CaseInsensitive);
    case ConsoleMatch::AtLeast: return value.isValid() && !isSmaller(value, filter.value);
    case ConsoleMatch::AtMost: return value.isValid() && !isSmaller(filter.value, value);
    case ConsoleMatch::IsEmpty: return !value.isValid();
    case ConsoleMatch::IsNotEmpty: return value.isValid();
    }
    return false;
}

qsizetype placeOf(const ConsoleTable &table, const QString &column)
{
    return consoleColumn(table, column) - table.columns.constData();
}

} // namespace

SampleConsole::SampleConsole(bool arabic)
{
    fillPeople(arabic);
    fillDevices();
    fillGroups(arabic);
    fillLogs();
    fillFigures();
}

QList<QVariantList> SampleConsole::found(const ConsoleQuery &query) const
{
    const ConsoleTable &table = *consoleTable(query.view);
    QList<QVariantList> left;
    for (const QVariantList &row : rows.value(query.view)) {
        const bool isWanted = std::ranges::all_of(query.filters, [&](const ConsoleFilter &filter) {
            return matches(filter, row.at(placeOf(table, filter.column)));
        });
        if (isWanted)
            left.append(row);
    }
    const bool isOwn = query.order.isEmpty();
    const qsizetype sorted = placeOf(table, isOwn ? table.order : query.order);
    const bool isDescending = isOwn ? table.isDescending : query.isDescending;
    std::ranges::stable_sort(left, [&](const QVariantList &a, const QVariantList &b) {
        return isDescending ? isSmaller(b.at(sorted), a.at(sorted)) : isSmaller(a.at(sorted), b.at(sorted));
    });
    return left;
}

void SampleConsole::fetchPage(const ConsoleQuery &query, QObject *context,
                              std::function<void(const Result<ConsolePage> &)> take)
{
    QTimer::singleShot(0, context, [this, query, take] {
        if (failure) {
            take(fail(*failure));
            return;
        }
        const ConsoleTable &table = *consoleTable(query.view);
        const qsizetype key = placeOf(table, table.key);
        const QList<QVariantList> all = found(query);
        qsizetype from = 0;
        if (query.after) {
            while (from < all.size() && all.at(from).at(key) != query.after->key)
                ++from;
            ++from;
        }
        ConsolePage page{.rows = all.mid(from, query.limit), .end = {}};
        if (from + page.rows.size() < all.size())
            page.end = ConsolePosition{.order = {}, .key = page.rows.last().at(key)};
        take(page);
    });
}

void SampleConsole::fetchCount(const ConsoleQuery &query, qint64 most, QObject *context,
                               std::function<void(const Result<qint64> &)> take)
{
    QTimer::singleShot(0, context, [this, query, most, take] {
        take(failure ? Result<qint64>(fail(*failure)) : Result<qint64>(std::min<qint64>(most, found(query).size())));
    });
}

void SampleConsole::carryOut(const ConsoleAction &action, QObject *context, std::function<void(const Result<> &)> take)
{
    QTimer::singleShot(0, context, [this, action, take] {
        if (failure) {
            take(fail(*failure));
            return;
        }
        done.append(action);
        take({});
    });
}

void SampleConsole::countEffect(const ConsoleAction &, QObject *context,
                                std::function<void(const Result<QList<Effect>> &)> take)
{
    QTimer::singleShot(0, context, [this, take] {
        if (failure)
            take(fail(*failure));
        else
            take(QList<Effect>{{EffectKind::Devices, 3},
                               {EffectKind::Groups, 12},
                               {EffectKind::OwnedGroups, 0},
                               {EffectKind::Waiting, 41},
                               {EffectKind::Bytes, 86 * kMiB}});
    });
}

void SampleConsole::verifyAudit(QObject *context, std::function<void(const Result<QList<AuditFinding>> &)> take)
{
    QTimer::singleShot(0, context, [this, take] { take(findings); });
}

void SampleConsole::set(const QString &view, const QVariant &key, const QString &column, const QVariant &value)
{
    const ConsoleTable &table = *consoleTable(view);
    for (QVariantList &row : rows[view]) {
        if (row.at(placeOf(table, table.key)) == key)
            row[placeOf(table, column)] = value;
    }
}

void SampleConsole::fillPeople(bool arabic)
{
    const QStringList latin{"Amara Okafor",    "Elias Brandt",   "Ines Carvalho", "Jürgen Müller-Lüdenscheidt",
                            "Layla Haddad",    "Mara Lindqvist", "Noor El-Amin",  "Oskar Fiedler",
                            "Priya Natarajan", "Tomás Ferreira"};
    const QStringList arab{"أمارا أوكافور", "إلياس برانت", "إيناس كارفاليو", "يورغن مولر",     "ليلى حداد",
                           "مارا لندكفست",  "نور الأمين",  "أوسكار فيدلر",   "بريا ناتاراجان", "توماس فيريرا"};
    m_names = {"amara", "elias", "ines", "juergen", "layla", "mara", "noor", "oskar", "priya", "tomas"};
    for (int i = 0; i < m_names.size(); ++i) {
        m_people.append(idOf("person", i));
        const QString role = i == 1 ? "owner" : i == 5 ? "admin" : "member";
        const QString state = i == 3 ? "suspended" : i == 7 ? "deactivated" : "active";
        rows["people"].append({m_people.at(i), m_names.at(i), (arabic ? arab : latin).at(i), role, state,
                               qint64(i == 7 ? 0 : 1 + i % 3), qint64(i * 2 + 1), qint64(i == 3 ? 214 : i * 3),
                               qint64(i * 37 + 4) * kMiB, kNow.addDays(-200 + i), kNow.addSecs(-i * 5'000), true,
                               i % 2 == 0, i != 4, i == 3 ? QVariant(kNow.addDays(-2)) : QVariant(),
                               i == 7 ? QVariant(kNow.addDays(-30)) : QVariant(), QVariant()});
    }
}

void SampleConsole::fillDevices()
{
    for (int i = 0; i < 12; ++i) {
        const int person = i % 10;
        const bool isRemoved = person == 7;
        const QString fingerprint =
            (idOf("print", i).toString(QUuid::Id128) + idOf("print", i + 50).toString(QUuid::Id128));
        rows["devices"].append({idOf("device", i), m_people.at(person), m_names.at(person),
                                i % 2 ? "ThinkPad T14" : "Workstation, room 2.14", isRemoved ? "removed" : "active",
                                fingerprint, qint64(i == 4 ? 3 : 88 + i), qint64(i == 4 ? 2 : 61 + i), qint64(1),
                                kNow.addDays(-i), qint64(i == 6 ? 120 : i), kNow.addDays(-180 + i),
                                kNow.addSecs(-i * 4'000), isRemoved ? QVariant(kNow.addDays(-30)) : QVariant()});
        if (!isRemoved)
            rows["sync"].append({idOf("device", i), m_people.at(person), m_names.at(person), "ThinkPad T14",
                                 i == 4 ? "error" : "idle", kNow.addSecs(-i * 500), qint64(0), qint64(i),
                                 i == 6 ? QVariant(kNow.addDays(-40)) : QVariant(kNow.addDays(400)), kNow});
    }
}

void SampleConsole::fillGroups(bool arabic)
{
    const QStringList names = arabic ? QStringList{"الأخبار", "الإدارة", "المطبخ"}
                                     : QStringList{"Announcements", "Board", "Kitchen and canteen"};
    const QList<double> shares{0.34, 0.86, 1.0};
    for (int i = 0; i < 3; ++i) {
        const QUuid id = idOf("chat", i);
        rows["chats"].append({id, i == 0 ? "channel" : "group", i == 0 ? "public" : "private",
                              i == 1 ? QVariant() : QVariant(names.at(i)), i == 2 ? "closed" : "open", m_people.at(1),
                              m_names.at(1), qint64(12 + i * 30), qint64(i == 0 ? 10'000 : 480), kNow.addSecs(-i * 900),
                              qint64(shares.at(i) * 1024) * kMiB, qint64(14), qint64(0), kNow.addDays(-100 - i),
                              QVariant(), QVariant()});
        rows["quotas"].append({id.toString(QUuid::WithoutBraces) + ":chat", "chat", id, names.at(i),
                               qint64(shares.at(i) * 1024) * kMiB, qint64(120 + i * 700), 1024 * kMiB, qint64(10'000),
                               shares.at(i), i == 1, QVariant(), kNow});
    }
    const QStringList states{"open", "used", "expired", "revoked", "open"};
    for (int i = 0; i < states.size(); ++i)
        rows["enrolment_tokens"].append({idOf("token", i).toString(QUuid::Id128), i == 1 ? "device" : "account",
                                         states.at(i), i == 4 ? QVariant("henrik") : QVariant(), m_people.at(1),
                                         m_names.at(1), kNow.addDays(-i), kNow.addDays(7 - i * 3),
                                         i == 1 ? QVariant(kNow.addDays(-1)) : QVariant(),
                                         i == 1 ? QVariant(m_people.at(6)) : QVariant(),
                                         i == 1 ? QVariant(m_names.at(6)) : QVariant(), QVariant()});
}

void SampleConsole::fillLogs()
{
    const QStringList events{"person", "policy", "quota", "device", "administration"};
    const QStringList actions{"suspended", "changed", "changed", "removed", "begun"};
    for (int i = 0; i < 40; ++i)
        rows["audit"].append({qint64(400 - i), kNow.addSecs(-i * 3'600), "administration", qint64(400 - i),
                              events.at(i % 5), actions.at(i % 5), i % 5 == 0 ? "high" : "low", m_people.at(1),
                              m_names.at(1), idOf("device", 1), "tacet_d_1", events.at(i % 5),
                              idOf("person", i % 10).toString(QUuid::WithoutBraces), true, QVariant(),
                              R"({"before": "active", "after": "suspended"})"});
    const QStringList kinds{"login_failures", "prekeys_exhausted", "audit_chain"};
    const QStringList severities{"high", "medium", "critical"};
    const QStringList states{"open", "assigned", "resolved"};
    for (int i = 0; i < 3; ++i)
        rows["security_events"].append(
            {idOf("event", i), kNow.addSecs(-i * 7'000), kinds.at(i), severities.at(i), states.at(i), m_people.at(i),
             m_names.at(i), idOf("device", i), i == 1 ? QVariant(m_people.at(5)) : QVariant(),
             i == 1 ? QVariant(m_names.at(5)) : QVariant(), R"({"attempts": 12})", i == 2 ? QVariant(kNow) : QVariant(),
             i == 2 ? QVariant("Restored from the backup of Monday.") : QVariant()});
    rows["policies"] = {{"admin_idle_seconds", "900", "900", false, "number", QVariant(), "60", "3600"},
                        {"media_storage", "\"database\"", "\"database\"", false, "string", R"(["database", "s3"])",
                         QVariant(), QVariant()},
                        {"password_required", "true", "false", true, "boolean", QVariant(), QVariant(), QVariant()},
                        {"rate_messages_burst", "120", "60", true, "number", QVariant(), "1", "10000"}};
}

void SampleConsole::fillFigures()
{
    const QDateTime today(QDateTime::currentDateTimeUtc().date(), QTime(0, 0), QTimeZone::UTC);
    for (int day = 28; day >= 0; --day) {
        const QDateTime at = today.addDays(-day);
        const bool isWeekend = at.date().dayOfWeek() > 5;
        const QString key = at.toString(Qt::ISODate);
        rows["usage"].append({key + ":messages", at, "messages", qint64(isWeekend ? 90 : 620 + (day * 53) % 240)});
        rows["usage"].append({key + ":posts", at, "posts", qint64(isWeekend ? 40 : 380 + (day * 91) % 160)});
        rows["usage"].append(
            {key + ":message_bytes", at, "message_bytes", qint64(isWeekend ? 3 : 21 + day % 6) * kMiB});
    }
}

} // namespace tacet::tests
