#include "models/backend/directorystore.h"
#include "tests/backend/tenantworld.h"

using namespace tacet;

class DirectoryStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<Member> m_bert;

    static QStringList names(const QList<DirectoryEntry> &entries)
    {
        QStringList list;
        for (const DirectoryEntry &entry : entries)
            list.append(entry.username);
        return list;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PostgresFixture>();
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_bert = m_world->join(QStringLiteral("Bert"));
    }

    void cleanupTestCase()
    {
        m_alice.reset();
        m_bob.reset();
        m_bert.reset();
        m_world.reset();
        m_fixture.reset();
    }

    void searchFindsByBeginningWithoutCase_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("both") << QStringLiteral("B") << QStringList{QStringLiteral("Bert"), QStringLiteral("bob")};
        QTest::newRow("one") << QStringLiteral("bO") << QStringList{QStringLiteral("bob")};
        QTest::newRow("everybody else") << QString() << QStringList{QStringLiteral("Bert"), QStringLiteral("bob")};
        QTest::newRow("display name") << QStringLiteral("bob Ä") << QStringList{QStringLiteral("bob")};
        QTest::newRow("not oneself") << QStringLiteral("ali") << QStringList();
        QTest::newRow("no pattern") << QStringLiteral("b%") << QStringList();
        QTest::newRow("no quote") << QStringLiteral("b' OR true") << QStringList();
    }

    void searchFindsByBeginningWithoutCase()
    {
        QFETCH(QString, prefix);
        QFETCH(QStringList, found);
        QCOMPARE(names(orThrow(DirectoryStore(m_alice->db()).search(prefix, QString(), 10))), found);
    }

    void searchPagesByUserName()
    {
        DirectoryStore store(m_alice->db());
        QCOMPARE(names(orThrow(store.search(QString(), QString(), 1))), QStringList{QStringLiteral("Bert")});
        QCOMPARE(names(orThrow(store.search(QString(), QStringLiteral("Bert"), 1))),
                 QStringList{QStringLiteral("bob")});
        QVERIFY(orThrow(store.search(QString(), QStringLiteral("bob"), 1)).isEmpty());
        QCOMPARE_ERROR(store.search(QString(), QString(), 101), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store.search(QString(), QString(), 0), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store.search(QString(65, u'a'), QString(), 10), ErrorCode::InvalidInput);
    }

    void searchingIsLimited()
    {
        m_world->setPolicy(QStringLiteral("{\"search_burst\": 2, \"search_per_second\": 0}"));
        DirectoryStore store(m_bert->db());
        orThrow(store.search(QString(), QString(), 1));
        orThrow(store.search(QString(), QString(), 1));
        QCOMPARE_ERROR(store.search(QString(), QString(), 1), ErrorCode::RateLimited);
        m_world->setPolicy(QStringLiteral("{\"search_burst\": 100}"));
    }

    void aMemberIsFoundByIdAndName()
    {
        DirectoryStore store(m_alice->db());
        const DirectoryEntry byName = orThrow(store.userByName(QStringLiteral("BOB")));
        QCOMPARE(byName.id, m_bob->user);
        QCOMPARE(byName.masterKey, m_bob->masterKey);
        QCOMPARE(byName.manifestVersion, 1);
        QCOMPARE(orThrow(store.user(m_bob->user)).username, QStringLiteral("bob"));
        QCOMPARE_ERROR(store.userByName(QStringLiteral("nobody")), ErrorCode::NotFound);
        QCOMPARE_ERROR(store.user(newId<UserId>()), ErrorCode::NotFound);
    }

    void contactsAreAddedAndRemovedIdempotently()
    {
        DirectoryStore store(m_alice->db());
        orThrow(store.addContact(m_bob->user));
        orThrow(store.addContact(m_bob->user));
        orThrow(store.addContact(m_bert->user));
        QCOMPARE(names(orThrow(store.contacts(QString(), 10))),
                 (QStringList{QStringLiteral("Bert"), QStringLiteral("bob")}));
        QCOMPARE(names(orThrow(store.contacts(QStringLiteral("bert"), 10))), QStringList{QStringLiteral("bob")});
        QCOMPARE(orThrow(store.user(m_bob->user)).relation, Relation::Contact);
        QVERIFY(orThrow(DirectoryStore(m_bob->db()).contacts(QString(), 10)).isEmpty());
        orThrow(store.removeContact(m_bob->user));
        orThrow(store.removeContact(m_bob->user));
        QCOMPARE(names(orThrow(store.contacts(QString(), 10))), QStringList{QStringLiteral("Bert")});
        QCOMPARE_ERROR(store.addContact(m_alice->user), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store.addContact(newId<UserId>()), ErrorCode::NotFound);
    }

    void blockingEndsTheContactAndAnswersAlikeBothWays()
    {
        DirectoryStore alice(m_alice->db());
        DirectoryStore bob(m_bob->db());
        orThrow(alice.addContact(m_bob->user));
        orThrow(alice.block(m_bob->user));
        orThrow(alice.block(m_bob->user));
        QVERIFY(!names(orThrow(alice.contacts(QString(), 10))).contains(QStringLiteral("bob")));
        QCOMPARE(names(orThrow(alice.blocked(QString(), 10))), QStringList{QStringLiteral("bob")});
        QVERIFY(orThrow(bob.blocked(QString(), 10)).isEmpty());
        QCOMPARE(orThrow(bob.user(m_alice->user)).relation, Relation::None);
        const auto mine = alice.addContact(m_bob->user);
        const auto theirs = bob.addContact(m_alice->user);
        QVERIFY(!mine && !theirs);
        QCOMPARE(mine.error().databaseText(), theirs.error().databaseText());
        orThrow(alice.unblock(m_bob->user));
        orThrow(bob.addContact(m_alice->user));
        QCOMPARE_ERROR(alice.block(m_alice->user), ErrorCode::InvalidInput);
    }

    void theDisplayNameIsChecked()
    {
        DirectoryStore store(m_alice->db());
        orThrow(store.setDisplayName(QStringLiteral("Älice 🦊")));
        QCOMPARE(orThrow(DirectoryStore(m_bob->db()).user(m_alice->user)).displayName, QStringLiteral("Älice 🦊"));
        QCOMPARE_ERROR(store.setDisplayName(QString()), ErrorCode::InvalidInput);
        QCOMPARE_ERROR(store.setDisplayName(QString(65, u'x')), ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(DirectoryStoreTest)
#include "tst_directorystore.moc"
