#include "vaultfixture.h"

#include "models/vault/statement.h"
#include "models/vault/vaultauditstore.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestVaultAuditStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entryComesBackWhole();
    void pagesGoBackWithoutGapOrRepeat();
    void everyMutationIsFound();
    void logIsAppendOnly_data();
    void logIsAppendOnly();
    void undoneEntryLeavesNoGap();
    void prunedLogStillVerifies();
    void oversizedEntriesAreRefused();
    void tableRefusesWhatMakesNoSense_data();
    void tableRefusesWhatMakesNoSense();
    void noListScansTheLog();
};

namespace {

constexpr int kEntries = 60;
constexpr int kMutations = 10'000;

AuditNote note(int number)
{
    return {.event = AuditEvent(1 + number % 13),
            .severity = AuditSeverity(number % 4),
            .succeeded = number % 5 != 0,
            .subjectKind = number % 2 != 0 ? u"device"_s : u"person"_s,
            .subject = QUuid::createUuid().toRfc4122(),
            .details = "{\"n\":" + QByteArray::number(number) + ",\"what\":\"Größe\"}",
            .happenedAt = VaultFixture::time(number * 86'400)};
}

void fill(VaultFixture &vault, int entries)
{
    for (int i = 1; i <= entries; ++i)
        need(vault.session->audit().append(note(i)));
}

/// Somebody who writes the file without the triggers.
void dropTriggers(VaultFixture &vault)
{
    need(vault.session->database().executeScript("DROP TRIGGER audit_log_keeps; DROP TRIGGER audit_log_stays"));
}

int below(int limit)
{
    return QRandomGenerator::global()->bounded(limit);
}

/// A statement that changes something of the log, chosen by chance; `at` and `other` are two positions.
QByteArray mutation(int kind, int at, int other)
{
    const QByteArray p = QByteArray::number(at);
    const QByteArray q = QByteArray::number(other);
    const QByteArray row = " WHERE position = " + p;
    const QByteArray from = " (SELECT x.";
    const QByteArray ofOther = " FROM audit_log x WHERE x.position = " + q + ")";
    const QByteArray delta = QByteArray::number(1 + below(1'000'000));
    switch (kind) {
    case 0: return "UPDATE audit_log SET happened_at = happened_at + " + delta + row;
    case 1: return "UPDATE audit_log SET event = event + " + delta + row;
    case 2: return "UPDATE audit_log SET severity = (severity + 1 + " + delta + " % 3) % 4" + row;
    case 3: return "UPDATE audit_log SET succeeded = 1 - succeeded" + row;
    case 4: return "UPDATE audit_log SET subject_kind = subject_kind || 's'" + row;
    case 5: return "UPDATE audit_log SET subject = randomblob(16)" + row;
    case 6: return "UPDATE audit_log SET subject = substr(subject, 2)" + row;
    case 7: return "UPDATE audit_log SET details = details || ' '" + row;
    case 8: return "UPDATE audit_log SET details = replace(details, 'n', 'm')" + row;
    case 9: return "UPDATE audit_log SET previous_hash = randomblob(32)" + row;
    case 10: return "UPDATE audit_log SET hash = randomblob(32)" + row;
    case 11: return "DELETE FROM audit_log" + row;
    case 12: return "DELETE FROM audit_log WHERE position >= " + p; // the end
    case 13: return "DELETE FROM audit_log WHERE position <= " + p; // the beginning
    case 14:                                                        // two change places, hashes and all
        return "UPDATE audit_log SET position = 9000000" + row + "; UPDATE audit_log SET position = " + p +
               " WHERE position = " + q + "; UPDATE audit_log SET position = " + q + " WHERE position = 9000000";
    case 15: return "UPDATE audit_log SET position = position + 1000" + row;
    case 16: // one says what another says
        return "UPDATE audit_log SET subject =" + from + "subject" + ofOther + ", details =" + from + "details" +
               ofOther + ", happened_at =" + from + "happened_at" + ofOther + row;
    case 17: // a copy at the end
        return "INSERT INTO audit_log SELECT " + QByteArray::number(kEntries + 1) +
               ", happened_at, event, severity, succeeded, subject_kind, subject, details, previous_hash, "
               "randomblob(32) FROM audit_log" +
               row;
    case 18: // before the beginning
        return "INSERT INTO audit_log (position, happened_at, event, severity, succeeded, subject_kind, subject, "
               "details, "
               "previous_hash, hash) SELECT max(1, position - 1), happened_at, event, severity, succeeded, "
               "subject_kind, "
               "subject, details, previous_hash, randomblob(32) FROM audit_log WHERE position = (SELECT min(position) "
               "FROM audit_log)";
    case 19: return "UPDATE audit_chain SET head_position = head_position + " + delta;
    case 20: return "UPDATE audit_chain SET head_hash = randomblob(32)";
    case 21: return "UPDATE audit_chain SET base_hash = randomblob(32)";
    case 22: return "UPDATE audit_chain SET base_position = base_position + 1";
    case 23: return "DELETE FROM audit_chain";
    // The end cut off with the mark of the end set back, but to another hash than the last row's.
    default: return "DELETE FROM audit_log WHERE position > " + p + "; UPDATE audit_chain SET head_position = " + p;
    }
}

constexpr int kKinds = 25;

} // namespace

void TestVaultAuditStore::entryComesBackWhole()
{
    VaultFixture vault;
    const AuditNote written = note(7);
    need(vault.session->audit().append(written));
    vault.reopen();
    const auto page = need(vault.session->audit().page());
    QCOMPARE(page.size(), 1);
    const AuditNote &read = page.first().note;
    QCOMPARE(page.first().position, 1);
    QCOMPARE(read.event, written.event);
    QCOMPARE(read.severity, written.severity);
    QCOMPARE(read.succeeded, written.succeeded);
    QCOMPARE(read.subjectKind, written.subjectKind);
    QCOMPARE(read.subject, written.subject);
    QCOMPARE(read.details, written.details);
    QCOMPARE(read.happenedAt, written.happenedAt);
    QCOMPARE(page.first().hash.size(), 32);
}

void TestVaultAuditStore::pagesGoBackWithoutGapOrRepeat()
{
    VaultFixture vault;
    fill(vault, kEntries);
    VaultAuditStore &audit = vault.session->audit();
    qint64 expected = kEntries;
    for (qint64 before = std::numeric_limits<qint64>::max();;) {
        const auto page = need(audit.page(before, 7));
        if (page.isEmpty())
            break;
        for (const AuditEntry &entry : page)
            QCOMPARE(entry.position, expected--);
        before = page.last().position;
    }
    QCOMPARE(expected, 0);
    for (const AuditEntry &entry : need(audit.ofEvent(AuditEvent::BackupMade)))
        QCOMPARE(entry.note.event, AuditEvent::BackupMade);
    QCOMPARE(need(audit.failures()).size(), kEntries / 5);
}

void TestVaultAuditStore::everyMutationIsFound()
{
    VaultFixture vault;
    fill(vault, kEntries);
    VaultAuditStore &audit = vault.session->audit();
    // With a beginning that is not the first entry ever, as after a year.
    QCOMPARE(need(audit.prune(VaultFixture::time(6 * 86'400))), 5);
    dropTriggers(vault);
    QCOMPARE(need(audit.verify()).entries, kEntries - 5);
    QVERIFY(need(audit.verify()).isWhole());
    VaultDatabase &database = vault.session->database();
    for (int i = 0; i < kMutations; ++i) {
        const int kind = i % kKinds;
        const int at = 6 + below(kEntries - 6); // never the last one: the end is cut off behind it
        const int other = at == kEntries - 1 ? 6 : at + 1 + below(kEntries - at - 1);
        const QByteArray change = mutation(kind, at, other);
        auto transaction = need(vault.session->begin());
        need(database.executeScript(change));
        const auto verdict = audit.verify();
        QVERIFY2(!verdict || !verdict->isWhole(), change.constData());
    }
    QVERIFY(need(audit.verify()).isWhole());
}

void TestVaultAuditStore::logIsAppendOnly_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("update") << QByteArray("UPDATE audit_log SET details = '{}'");
    QTest::newRow("delete one") << QByteArray("DELETE FROM audit_log WHERE position = 2");
    QTest::newRow("delete all") << QByteArray("DELETE FROM audit_log");
    QTest::newRow("replace") << QByteArray("INSERT OR REPLACE INTO audit_log SELECT position, happened_at, event, "
                                           "severity, succeeded, subject_kind, subject, '{}', previous_hash, hash "
                                           "FROM audit_log WHERE position = 2");
}

void TestVaultAuditStore::logIsAppendOnly()
{
    QFETCH(QByteArray, change);
    VaultFixture vault;
    fill(vault, 3);
    // REPLACE runs delete triggers only like this; either way the chain shows it.
    need(vault.session->database().executeScript("PRAGMA recursive_triggers = ON"));
    QCOMPARE(codeOf(vault.session->database().executeScript(change)), ErrorCode::Conflict);
    QCOMPARE(need(vault.session->audit().verify()).entries, 3);
    QVERIFY(need(vault.session->audit().verify()).isWhole());
}

void TestVaultAuditStore::undoneEntryLeavesNoGap()
{
    VaultFixture vault;
    fill(vault, 2);
    {
        auto transaction = need(vault.session->begin());
        need(vault.session->audit().append(note(3)));
    }
    QCOMPARE(need(vault.session->audit().append(note(4))).position, 3);
    QVERIFY(need(vault.session->audit().verify()).isWhole());
}

void TestVaultAuditStore::prunedLogStillVerifies()
{
    VaultFixture vault;
    fill(vault, 1100);
    VaultAuditStore &audit = vault.session->audit();
    QCOMPARE(need(audit.prune(VaultFixture::time(0))), 0);
    QCOMPARE(need(audit.prune(VaultFixture::time(700 * 86'400))), 699);
    QCOMPARE(need(audit.prune(VaultFixture::time(700 * 86'400))), 0);
    QCOMPARE(need(audit.verify()).entries, 401);
    QVERIFY(need(audit.verify()).isWhole());
    QCOMPARE(need(audit.append(note(1101))).position, 1101);
    QCOMPARE(need(audit.prune(VaultFixture::time(9999 * 86'400))), 402);
    QCOMPARE(need(audit.verify()).entries, 0);
    QVERIFY(need(audit.verify()).isWhole());
    QCOMPARE(need(audit.append(note(1102))).position, 1102);
    vault.reopen();
    QVERIFY(need(vault.session->audit().verify()).isWhole());
}

void TestVaultAuditStore::oversizedEntriesAreRefused()
{
    VaultFixture vault;
    const auto refused = [&vault](auto change) {
        AuditNote large = note(1);
        change(large);
        return codeOf(vault.session->audit().append(large)) == ErrorCode::InvalidInput;
    };
    QVERIFY(refused([](AuditNote &n) { n.subjectKind = QString(65, u'k'); }));
    QVERIFY(refused([](AuditNote &n) { n.subject = QByteArray(65, 's'); }));
    QVERIFY(refused([](AuditNote &n) { n.details = QByteArray(16'385, 'd'); }));
    QVERIFY(refused([](AuditNote &n) { n.details = "\xff"; }));
    QVERIFY(refused([](AuditNote &n) { n.happenedAt = QDateTime(); }));
    QCOMPARE(need(vault.session->audit().verify()).entries, 0);
}

void TestVaultAuditStore::tableRefusesWhatMakesNoSense_data()
{
    QTest::addColumn<QByteArray>("values");
    QTest::newRow("position 0") << QByteArray("0, 1, 1, 0, 1, '', x'', '{}', zeroblob(32), randomblob(32)");
    QTest::newRow("event 0") << QByteArray("1, 1, 0, 0, 1, '', x'', '{}', zeroblob(32), randomblob(32)");
    QTest::newRow("severity 4") << QByteArray("1, 1, 1, 4, 1, '', x'', '{}', zeroblob(32), randomblob(32)");
    QTest::newRow("success 2") << QByteArray("1, 1, 1, 0, 2, '', x'', '{}', zeroblob(32), randomblob(32)");
    QTest::newRow("short hash") << QByteArray("1, 1, 1, 0, 1, '', x'', '{}', zeroblob(32), randomblob(31)");
    QTest::newRow("text as time") << QByteArray("1, 'now', 1, 0, 1, '', x'', '{}', zeroblob(32), randomblob(32)");
}

void TestVaultAuditStore::tableRefusesWhatMakesNoSense()
{
    QFETCH(QByteArray, values);
    VaultFixture vault;
    QCOMPARE(codeOf(vault.session->database().executeScript("INSERT INTO audit_log VALUES (" + values + ")")),
             ErrorCode::Conflict);
}

void TestVaultAuditStore::noListScansTheLog()
{
    VaultFixture vault;
    fill(vault, 5);
    need(vault.session->audit().page());
    need(vault.session->audit().ofEvent(AuditEvent::BackupMade));
    need(vault.session->audit().failures());
    need(vault.session->audit().prune(VaultFixture::time(2 * 86'400)));
    for (const QString &plan : need(vault.session->database().queryPlans())) {
        if (plan.contains("audit_log l"_L1))
            QVERIFY2(!plan.contains("SCAN l"_L1) && !plan.contains("TEMP B-TREE"_L1), qPrintable(plan));
    }
}

TACET_VAULT_TEST_MAIN(TestVaultAuditStore)
#include "tst_vaultauditstore.moc"
