// The client's fold of a signed log beside the database's own decisions: random operations by random people, each
// asked of both. Where they do not decide alike, or what they then know of the chat differs, one of them is wrong.
#include "tests/services/logdatabase.h"
#include "tests/support/attackreport.h"

using namespace tacet;
using namespace tacet::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPeople = 6;

/// One chat, in the database and folded.
struct Chat {
    LogWriter writer;
    GroupLog log{ChatId()};
    QList<LoggedOperation> entries;

    const GroupLogState &state() const { return log.state(); }
    UserId user(int author) const { return writer.author(author).user; }
    RoleId role(BuiltInRole builtIn) const { return state().builtInRole(builtIn); }
    bool isMember(int author) const { return state().isMember(user(author)); }
};

/// What an operation as such says that no database can see.
struct Deception {
    const char *name;
    /// Signed and said by somebody who may; made to be void.
    std::function<WrittenOperation(Chat &)> make;
};

WrittenOperation signedByAnother(Chat &chat, WrittenOperation written)
{
    written.made.signature = signOperation(written.operation, chat.writer.author(1).identity).signature;
    return written;
}

WrittenOperation withBodyOf(WrittenOperation row, const WrittenOperation &body)
{
    row.made = body.made;
    return row;
}

WrittenOperation addition(Chat &chat, int whom, BuiltInRole as, int by = 0)
{
    return chat.writer.next(chat.state(), by, OperationKind::Add, chat.user(whom).uuid(), chat.role(as).uuid());
}

InviteId newestLink(const Chat &chat)
{
    return chat.state().invites.lastKey();
}

} // namespace

class GroupLogDatabaseTest : public QObject
{
    Q_OBJECT

    const int m_chats = isLongRun() ? 300 : 30;
    const int m_operations = isLongRun() ? 400 : 200;

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<LogDatabase> m_database;
    std::vector<std::unique_ptr<Chat>> m_done;
    QMap<QString, int> m_accepted;
    quint64 m_chat = 0; ///< every one of them has keys of its own
    int m_asked = 0;
    int m_refused = 0;

    /// Made by one of them.
    std::unique_ptr<Chat> begin(int by, ChatType type = ChatType::Group,
                                ChatVisibility visibility = ChatVisibility::Private)
    {
        auto chat = std::make_unique<Chat>(LogWriter(attackSeed() + m_chat++));
        chat->writer.setTime(toMilliseconds(QDateTime::currentDateTimeUtc()));
        m_database->introduceTo(chat->writer);
        const WrittenOperation first = chat->writer.genesis(by, type, visibility);
        chat->log = GroupLog(chatIdOf(first.operation));
        orThrow(m_database->take(chat->state(), chat->writer, first));
        fold(*chat, first);
        return chat;
    }

    LogStep fold(Chat &chat, const WrittenOperation &written)
    {
        chat.entries += written.entry();
        return *chat.log.take(written.entry(), chat.writer.signers());
    }

    /// Asks both. What they say of it and of the chat has to be the same.
    void ask(Chat &chat, const WrittenOperation &written)
    {
        const GroupLogState before = chat.state();
        GroupLog attempt(before);
        const LogStep step = *attempt.take(written.entry(), chat.writer.signers());
        const auto answer = m_database->take(before, chat.writer, written);
        const bool isGood = step.verdict == LogStep::Verdict::Good;
        const bool isStored = answer && answer->state == OperationAnswer::State::Stored;
        const QString said = answer ? u"stored"_s : errorName(answer.error().code());
        QVERIFY2(isStored == isGood, qPrintable(nameOf(written.operation.kind) + u": database "_s + said +
                                                u", fold "_s + (isGood ? u"good"_s : step.reason) + u", operation "_s +
                                                QString::number(before.head.sequence + 1)));
        ++m_asked;
        if (!isStored) {
            ++m_refused;
            return;
        }
        ++m_accepted[nameOf(written.operation.kind)];
        fold(chat, written);
        compare(chat);
    }

    /// So that there is somebody to do things, and to do them to.
    void populate(Chat &chat, int owner)
    {
        const bool isSecret = chat.state().settings.visibility == ChatVisibility::Secret;
        if (isSecret)
            ask(chat, chat.writer.invite(chat.state(), owner, chat.role(BuiltInRole::Member), kPeople));
        for (int i = 1; i < kPeople - 1; ++i) {
            const int person = (owner + i) % kPeople;
            ask(chat, isSecret ? chat.writer.join(chat.state(), person, newestLink(chat))
                               : addition(chat, person, i == 1 ? BuiltInRole::Admin : BuiltInRole::Member, owner));
        }
    }

    void compare(const Chat &chat)
    {
        const QStringList here = linesOf(chat.state());
        const QStringList there = m_database->linesOf(chat.state().chat);
        for (const QString &line : here)
            QVERIFY2(there.contains(line), qPrintable(u"the fold alone: "_s + line));
        for (const QString &line : there)
            QVERIFY2(here.contains(line), qPrintable(u"the database alone: "_s + line));
    }

    /// Everybody who is a member reads the log and comes to the same.
    void readBack(const Chat &chat)
    {
        for (int person = 0; person < kPeople; ++person) {
            if (!chat.isMember(person))
                continue;
            GroupLog read(chat.state().chat);
            for (const LoggedOperation &entry : m_database->logOf(chat.state().chat, person))
                QVERIFY(read.take(entry, chat.writer.signers()));
            QCOMPARE(read.state().head, chat.state().head);
            if (!read.state().hasOpaqueLinks)
                QCOMPARE(linesOf(read.state()), linesOf(chat.state()));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>(PostgresFixture::Content::Migrated, QStringList{u"fsync=off"_s});
        m_database = std::make_unique<LogDatabase>(*m_fixture, kPeople);
    }
    void cleanupTestCase()
    {
        m_done.clear();
        m_database.reset();
        m_fixture.reset();
    }

    void whatTheDatabaseTakesTheFoldTakesAndNothingElse()
    {
        constexpr std::array kVisibilities{ChatVisibility::Private, ChatVisibility::Public, ChatVisibility::Secret};
        for (int number = 0; number < m_chats; ++number) {
            auto chat = begin(number % kPeople, number % 3 == 2 ? ChatType::Channel : ChatType::Group,
                              kVisibilities[static_cast<size_t>(number) / 3 % 3]);
            populate(*chat, number % kPeople);
            for (int i = 0; i < m_operations && !chat->state().isDissolved; ++i) {
                chat->writer.setTime(toMilliseconds(QDateTime::currentDateTimeUtc()));
                ask(*chat, chat->writer.atRandom(chat->state()));
                if (QTest::currentTestFailed())
                    return;
            }
            readBack(*chat);
            if (QTest::currentTestFailed())
                return;
            m_done.push_back(std::move(chat));
        }
        QStringList kinds;
        for (const auto &[kind, count] : m_accepted.asKeyValueRange())
            kinds += u"%1 %2"_s.arg(kind).arg(count);
        qInfo("accepted: %s", qPrintable(kinds.join(u", "_s)));
        // Every kind was accepted; the end of a chat and the taking of one have their own tests.
        QVERIFY2(m_accepted.size() >= 13, qPrintable(kinds.join(u", "_s)));
        TACET_VERIFY_ATTACK(
            "fold", m_asked, "decided otherwise = 0",
            u"decided otherwise = 0; accepted by both: %1, refused by both: %2"_s.arg(m_asked - m_refused)
                .arg(m_refused),
            m_refused > 0 && m_asked > m_refused);
    }

    /// Nobody signs it: who owns the chat then is for both to find.
    void whoseAccountIsDeletedLeavesTheSameChats()
    {
        QVERIFY(!m_done.empty());
        constexpr int kGone = 1; // The first one owns the workspace.
        auto alone = begin(kGone);
        m_done.push_back(std::move(alone));
        auto owned = begin(kGone);
        for (const int person : {2, 3})
            ask(*owned, addition(*owned, person, person == 3 ? BuiltInRole::Admin : BuiltInRole::Member, kGone));
        m_done.push_back(std::move(owned));
        m_database->deleteAccount(kGone);
        for (const auto &chat : m_done) {
            chat->log.depart(m_database->member(kGone).user);
            compare(*chat);
            if (QTest::currentTestFailed())
                return;
        }
        Chat &inherited = *m_done.back();
        QCOMPARE(inherited.state().owner, inherited.user(3));
        ask(inherited, inherited.writer.next(inherited.state(), 2, OperationKind::Succeed, inherited.user(2).uuid()));
        ask(inherited, inherited.writer.next(inherited.state(), 3, OperationKind::Succeed, inherited.user(3).uuid()));
        QVERIFY(!inherited.state().isSuccessionDue);
        ask(inherited, inherited.writer.next(inherited.state(), 2, OperationKind::Dissolve));
        ask(inherited, inherited.writer.next(inherited.state(), 3, OperationKind::Dissolve));
        QVERIFY(inherited.state().isDissolved);
        TACET_VERIFY_ATTACK("fold.deleted", qint64(m_done.size()), "chats that differ = 0", u"chats that differ = 0"_s,
                            true);
    }

    /// The database checks the chain, sizes and rights, and reads neither bodies nor signatures: what these say
    /// otherwise it takes, and every fold passes over. Each of them is a row that changes nothing for anybody.
    void whatTheDatabaseCannotSeeTheFoldRefuses_data()
    {
        QTest::addColumn<Deception>("deception");
        const QList<Deception> all{
            {"another's signature", [](Chat &c) { return signedByAnother(c, addition(c, 3, BuiltInRole::Member)); }},
            {"a body about somebody else",
             [](Chat &c) {
                 return withBodyOf(addition(c, 3, BuiltInRole::Member), addition(c, 4, BuiltInRole::Member));
             }},
            {"a body with another role",
             [](Chat &c) {
                 return withBodyOf(addition(c, 3, BuiltInRole::Member), addition(c, 3, BuiltInRole::Admin));
             }},
            {"a body of another kind",
             [](Chat &c) {
                 return withBodyOf(addition(c, 3, BuiltInRole::Member),
                                   c.writer.next(c.state(), 0, OperationKind::Remove, c.user(2).uuid()));
             }},
            {"a body in another's name",
             [](Chat &c) {
                 return withBodyOf(addition(c, 3, BuiltInRole::Member),
                                   c.writer.next(c.state(), 2, OperationKind::Add, c.user(3).uuid(),
                                                 c.role(BuiltInRole::Member).uuid()));
             }},
            {"a link whose secret the joiner has not",
             [](Chat &c) {
                 WrittenOperation written = c.writer.join(c.state(), 3, newestLink(c));
                 written.inviteSignature = QByteArray(64, 'x');
                 return written;
             }},
            {"a joiner whose clock is past the link's time",
             [](Chat &c) {
                 c.writer.setTime(c.state().invites.last().terms.expiresAt.addSecs(1));
                 return c.writer.join(c.state(), 3, newestLink(c));
             }},
        };
        for (const Deception &deception : all)
            QTest::newRow(deception.name) << deception;
    }
    void whatTheDatabaseCannotSeeTheFoldRefuses()
    {
        QFETCH(const Deception, deception);
        auto chat = begin(0);
        ask(*chat, addition(*chat, 2, BuiltInRole::Member));
        ask(*chat, chat->writer.invite(chat->state(), 0, chat->role(BuiltInRole::Member)));
        QVERIFY(!QTest::currentTestFailed());
        const WrittenOperation written = deception.make(*chat);
        const GroupLogState before = chat->state();
        orThrow(m_database->take(before, chat->writer, written));
        QCOMPARE(fold(*chat, written).verdict, LogStep::Verdict::Void);
        GroupLogState after = chat->state();
        after.head = before.head;
        QVERIFY(after == before);
        QVERIFY(!chat->isMember(3));
        // The honest go on behind it.
        chat->writer.setTime(toMilliseconds(QDateTime::currentDateTimeUtc()));
        const WrittenOperation next = chat->writer.next(chat->state(), 0, OperationKind::Remove, chat->user(2).uuid());
        orThrow(m_database->take(chat->state(), chat->writer, next));
        QCOMPARE(fold(*chat, next).verdict, LogStep::Verdict::Good);
        QVERIFY(!chat->isMember(2));
    }

    /// The other way round: what the database alone knows, it refuses alone.
    void whatTheFoldDoesNotKnowTheDatabaseRefuses_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<ErrorCode>("refusal");
        QTest::newRow("roles") << QByteArray("{\"roles_per_chat\": 3}") << ErrorCode::QuotaExceeded;
        QTest::newRow("links") << QByteArray("{\"invites_per_chat\": 1}") << ErrorCode::QuotaExceeded;
        QTest::newRow("size") << QByteArray("{\"group_max_members\": 20}") << ErrorCode::InvalidInput;
        QTest::newRow("rate") << QByteArray("{\"group_burst\": 0, \"group_per_second\": 0}") << ErrorCode::RateLimited;
        QTest::newRow("blocked") << QByteArray() << ErrorCode::Blocked;
        QTest::newRow("expired by its clock") << QByteArray() << ErrorCode::TokenInvalid;
    }
    void whatTheFoldDoesNotKnowTheDatabaseRefuses()
    {
        QFETCH(const QByteArray, rule);
        QFETCH(const ErrorCode, refusal);
        const QByteArray name = QTest::currentDataTag();
        auto chat = begin(0);
        ask(*chat, chat->writer.invite(chat->state(), 0, chat->role(BuiltInRole::Member)));
        WrittenOperation wanted = addition(*chat, 3, BuiltInRole::Member);
        if (name == "roles")
            wanted = chat->writer.next(chat->state(), 0, OperationKind::Role, chat->writer.newId<RoleId>().uuid(), {},
                                       chat->writer.role(chat->state(), Permission::SendMessages));
        else if (name == "links")
            wanted = chat->writer.invite(chat->state(), 0, chat->role(BuiltInRole::Member));
        else if (name == "size")
            wanted = chat->writer.next(chat->state(), 0, OperationKind::Settings, {}, {},
                                       chat->writer.settings(chat->state(), ChatVisibility::Private));
        else if (name == "expired by its clock")
            wanted = chat->writer.join(chat->state(), 3, newestLink(*chat));
        QCOMPARE(GroupLog(chat->state()).take(wanted.entry(), chat->writer.signers())->verdict, LogStep::Verdict::Good);
        orThrow(m_database->world().superuser().script(before(name)));
        if (!rule.isEmpty())
            m_database->world().setPolicy(QString::fromUtf8(rule));
        const auto answer = m_database->take(chat->state(), chat->writer, wanted);
        orThrow(
            m_database->world().superuser().script("DELETE FROM tacet.blocked_users; DELETE FROM tacet.rate_buckets"));
        m_database->liftLimits();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), refusal);
        compare(*chat);
    }

private:
    static QByteArray before(const QByteArray &name)
    {
        if (name == "blocked")
            return "INSERT INTO tacet.blocked_users (user_id, blocked_id) SELECT a.id, b.id FROM tacet.users a, "
                   "tacet.users b WHERE a.username = 'member3' AND b.username = 'member0'";
        if (name == "expired by its clock")
            return "UPDATE tacet.group_invites SET expires_at = now() - interval '1 second'";
        return kNewBuckets;
    }
    static constexpr char kNewBuckets[] = "DELETE FROM tacet.rate_buckets";
};

QTEST_GUILESS_MAIN(GroupLogDatabaseTest)
#include "tst_grouplogdatabase.moc"
