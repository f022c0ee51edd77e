#include "tests/services/logworld.h"

#include <QCborArray>
#include <QCborValue>
#include <QTest>

using namespace tacet;
using namespace tacet::tests;

class GroupLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Each place of each kind of operation changed by itself.
    void everyChangedFieldIsRefused()
    {
        World world(3, 5);
        QVERIFY(world.add(0, 1, BuiltInRole::Admin) && world.add(0, 2) && world.add(1, 3));
        int changed = 0;
        for (int round = 0; round < 60; ++round) {
            const WrittenOperation written = world.writer.atRandom(world.state());
            const QCborArray places = QCborValue::fromCbor(written.made.body).toArray();
            for (qsizetype place = 0; place < places.size(); ++place) {
                const qsizetype inner = place == 10 ? places[place].toArray().size() : 1;
                for (qsizetype field = 0; field < inner; ++field) {
                    LoggedOperation entry = written.entry();
                    entry.operation.body = changedBody(places, place, field);
                    if (entry.operation.body == written.made.body)
                        continue;
                    entry.hash = operationHash(entry.operation.previousHash, entry.operation.body);
                    GroupLog log(world.state());
                    const auto step = log.take(entry, world.writer.signers());
                    QVERIFY(!step || step->verdict == LogStep::Verdict::Void);
                    if (step)
                        QVERIFY(unchanged(log.state(), world.state()));
                    ++changed;
                }
            }
            world.take(written);
        }
        QVERIFY(changed > 500);
    }

    void aRowThatSaysAnotherThingThanItsBodyChangesNothing()
    {
        World world(4);
        const WrittenOperation written = world.writer.next(world.state(), 0, OperationKind::Add, world.user(1).uuid(),
                                                           world.role(BuiltInRole::Member).uuid());
        for (int field = 0; field < 5; ++field) {
            LoggedOperation entry = written.entry();
            if (field == 0)
                entry.kind = OperationKind::Remove;
            else if (field == 1)
                entry.subject = world.user(2).uuid();
            else if (field == 2)
                entry.detail = world.role(BuiltInRole::Owner).uuid();
            else if (field == 3)
                entry.actor = world.user(1);
            else
                entry.actorDevice = world.writer.author(1).device;
            GroupLog log(world.state());
            QCOMPARE(log.take(entry, world.writer.signers())->verdict, LogStep::Verdict::Void);
            QVERIFY(unchanged(log.state(), world.state()));
        }
    }

    void aLogThatIsCutReorderedExtendedOrForkedBreaks()
    {
        World world(5);
        QVERIFY(world.add(0, 1) && world.add(0, 2) && world.add(0, 3));
        QVERIFY(world.does(0, OperationKind::Remove, world.user(2).uuid()));
        QVERIFY(world.replay(world.entries));
        for (qsizetype place = 0; place < world.entries.size() - 1; ++place) {
            QList<LoggedOperation> lacks = world.entries;
            lacks.removeAt(place);
            QCOMPARE(world.replay(lacks).error().code(), ErrorCode::Damaged);
            QList<LoggedOperation> swapped = world.entries;
            swapped.swapItemsAt(place, place + 1);
            QCOMPARE(world.replay(swapped).error().code(), ErrorCode::Damaged);
            QList<LoggedOperation> doubled = world.entries;
            doubled.insert(place, doubled[place]);
            QCOMPARE(world.replay(doubled).error().code(), ErrorCode::Damaged);
            QList<LoggedOperation> otherHash = world.entries;
            otherHash[place].hash[7] = static_cast<char>(~otherHash[place].hash[7]);
            QCOMPARE(world.replay(otherHash).error().code(), ErrorCode::Damaged);
        }
        // Another end of the log than the one that was seen.
        GroupLog seen(world.state());
        const WrittenOperation one = world.writer.next(world.state(), 0, OperationKind::Pardon, world.user(2).uuid());
        world.writer.setTime(one.operation.time.addSecs(1));
        const WrittenOperation other = world.writer.next(world.state(), 0, OperationKind::Pardon, world.user(2).uuid());
        QVERIFY(seen.take(one.entry(), world.writer.signers()));
        const WrittenOperation after = world.writer.next(GroupLogState{world.state()}, 0, OperationKind::Leave);
        QCOMPARE(seen.take(other.entry(), world.writer.signers()).error().code(), ErrorCode::Damaged);
        QCOMPARE(seen.take(after.entry(), world.writer.signers()).error().code(), ErrorCode::Damaged);
    }

    /// Who owns the database can append to its table, and has nobody's key.
    void whatAnOperatorInsertsChangesNothing()
    {
        World world(6, 3);
        QVERIFY(world.add(0, 1));
        LogWriter outside(66);
        const int stranger = outside.addAuthor(world.user(0), world.writer.author(0).device);
        const WrittenOperation forged = outside.next(world.state(), stranger, OperationKind::Add, world.user(2).uuid(),
                                                     world.role(BuiltInRole::Admin).uuid());
        const GroupLogState before = world.state();
        QCOMPARE(world.take(forged), LogStep::Verdict::Void);
        QVERIFY(unchanged(world.state(), before));
        QVERIFY(!world.state().isMember(world.user(2)));
        // The honest go on behind it.
        QVERIFY(world.add(0, 2));
        QVERIFY(world.replay(world.entries));
    }

    void anotherBeginningIsAnotherChat()
    {
        World world(7);
        const WrittenOperation other = world.writer.genesis(1);
        GroupLog log(world.state().chat);
        QCOMPARE(log.take(other.entry(), world.writer.signers()).error().code(), ErrorCode::Damaged);
        QCOMPARE(log.state().head.sequence, 0);
    }

    void membersWithoutTheRightAreRefused_data()
    {
        QTest::addColumn<OperationKind>("kind");
        for (const OperationKind kind :
             {OperationKind::Settings, OperationKind::Dissolve, OperationKind::Owner, OperationKind::Succeed,
              OperationKind::Role, OperationKind::RoleRemoved, OperationKind::Assign, OperationKind::Add,
              OperationKind::Remove, OperationKind::Pardon, OperationKind::Mute, OperationKind::Invite,
              OperationKind::InviteRevoked, OperationKind::Epoch})
            QTest::newRow(nameOf(kind).data()) << kind;
    }

    void membersWithoutTheRightAreRefused()
    {
        QFETCH(const OperationKind, kind);
        World world(8, 4);
        QVERIFY(world.add(0, 1) && world.add(0, 2));
        const InviteId link(world.writer.invite(world.state(), 0, world.role(BuiltInRole::Member)).operation.subject);
        const WrittenOperation wanted = attempt(world, 1, kind, link);
        const GroupLogState before = world.state();
        QCOMPARE(world.take(wanted), LogStep::Verdict::Void);
        QVERIFY(unchanged(world.state(), before));
        // Nor a stranger.
        QCOMPARE(world.take(attempt(world, 3, kind, link)), LogStep::Verdict::Void);
    }

    void nobodyRaisesHimselfOrTouchesHisEquals()
    {
        World world(9, 4);
        QVERIFY(world.add(0, 1, BuiltInRole::Admin) && world.add(0, 2, BuiltInRole::Admin));
        QVERIFY(!world.does(1, OperationKind::Remove, world.user(2).uuid()));
        QVERIFY(!world.does(1, OperationKind::Remove, world.user(0).uuid()));
        QVERIFY(!world.add(1, 3, BuiltInRole::Admin));
        QVERIFY(!world.does(0, OperationKind::Assign, world.user(1).uuid(), world.role(BuiltInRole::Owner).uuid()));
        QVERIFY(world.add(1, 3));
        QVERIFY(world.does(1, OperationKind::Remove, world.user(3).uuid()));
    }

    void aLinkLetsInWithinItsTermsOnly()
    {
        World world(10, 6);
        const auto link = [&](qint64 uses) {
            const WrittenOperation made = world.writer.invite(world.state(), 0, world.role(BuiltInRole::Member), uses);
            world.take(made);
            return InviteId(made.operation.subject);
        };
        const InviteId once = link(1);
        WrittenOperation unsigned_ = world.writer.join(world.state(), 1, once);
        unsigned_.inviteSignature = QByteArray(64, 'x');
        QCOMPARE(world.take(unsigned_), LogStep::Verdict::Void);
        QCOMPARE(world.take(world.writer.join(world.state(), 1, once)), LogStep::Verdict::Good);
        QCOMPARE(world.take(world.writer.join(world.state(), 2, once)), LogStep::Verdict::Void);
        const InviteId revoked = link(5);
        QVERIFY(world.does(0, OperationKind::InviteRevoked, revoked.uuid()));
        QVERIFY(world.state().wantsEpoch);
        QCOMPARE(world.take(world.writer.join(world.state(), 2, revoked)), LogStep::Verdict::Void);
        const InviteId expired = link(5);
        world.writer.setTime(world.entries.last().createdAt.addSecs(3601));
        QCOMPARE(world.take(world.writer.join(world.state(), 2, expired)), LogStep::Verdict::Void);
    }

    void whoWasRemovedComesBackOnlyWhenPardoned()
    {
        World world(11, 3, ChatType::Group, ChatVisibility::Public);
        QCOMPARE(world.take(world.writer.join(world.state(), 1, {})), LogStep::Verdict::Good);
        QVERIFY(world.does(0, OperationKind::Remove, world.user(1).uuid()));
        QCOMPARE(world.take(world.writer.join(world.state(), 1, {})), LogStep::Verdict::Void);
        QVERIFY(world.does(0, OperationKind::Pardon, world.user(1).uuid()));
        QCOMPARE(world.take(world.writer.join(world.state(), 1, {})), LogStep::Verdict::Good);
    }

    void aDeletedOwnersChatGoesToTheAdminWhoWasThereFirst()
    {
        World world(12, 4);
        QVERIFY(world.add(0, 1) && world.add(0, 2, BuiltInRole::Admin) && world.add(0, 3, BuiltInRole::Admin));
        QVERIFY(!world.does(2, OperationKind::Succeed, world.user(2).uuid()));
        GroupLog log(world.state());
        QVERIFY(log.depart(world.user(0)));
        QCOMPARE(log.state().owner, world.user(2));
        QVERIFY(!log.state().isMember(world.user(0)));
        world.log = log;
        QVERIFY(!world.does(3, OperationKind::Succeed, world.user(3).uuid()));
        QVERIFY(world.does(2, OperationKind::Succeed, world.user(2).uuid()));
        QVERIFY(!world.state().isSuccessionDue);
    }

    void ofHiddenReadersAChannelShowsTheChainOnly()
    {
        World world(13, 4, ChatType::Channel);
        QVERIFY(world.add(0, 1));
        QVERIFY(world.add(0, 2));
        QVERIFY(world.add(0, 3, BuiltInRole::Admin));
        QList<LoggedOperation> shown = world.entries;
        LoggedOperation &hidden = shown[2];
        hidden.isShown = false;
        hidden.operation.body.clear();
        hidden.operation.signature.clear();
        QVERIFY(world.replay(shown));
        GroupLog log(world.state().chat);
        for (const LoggedOperation &entry : shown)
            QVERIFY(log.take(entry, world.writer.signers()));
        QCOMPARE(log.state().head, world.state().head);
        QVERIFY(log.state().hasOpaqueLinks && !log.state().isMember(world.user(2)));
        // In groups everybody sees everything.
        World group(14);
        QVERIFY(group.add(0, 1));
        QList<LoggedOperation> kept = group.entries;
        kept[1].isShown = false;
        QCOMPARE(group.replay(kept).error().code(), ErrorCode::Damaged);
    }

    /// Whatever is tried: one owner, the chain whole, the state the same when it is read again or stored.
    void randomLogsKeepWhatMustHold_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 100; seed < 140; ++seed)
            QTest::newRow(QByteArray::number(seed).constData()) << seed;
    }

    void randomLogsKeepWhatMustHold()
    {
        QFETCH(const quint64, seed);
        World world(seed, 6, seed % 3 == 0 ? ChatType::Channel : ChatType::Group,
                    seed % 4 == 0 ? ChatVisibility::Public : ChatVisibility::Private);
        int good = 0;
        for (int i = 0; i < 250; ++i) {
            const GroupLogState before = world.state();
            if (world.take(world.writer.atRandom(world.state())) == LogStep::Verdict::Good)
                ++good;
            else
                QVERIFY(unchanged(world.state(), before));
            if (world.state().isDissolved)
                break;
            const RoleId owner = world.role(BuiltInRole::Owner);
            int owners = 0;
            for (auto m = world.state().members.cbegin(); m != world.state().members.cend(); ++m) {
                QVERIFY(world.state().roles.contains(m->role));
                owners += m->role == owner ? 1 : 0;
                QVERIFY(!world.state().removed.contains(m.key()));
            }
            QCOMPARE(owners, 1);
            QCOMPARE(world.state().members.value(world.state().owner).role, owner);
            QVERIFY(!world.state().defaultRole().isNull());
        }
        QVERIFY(good > 20 || world.state().isDissolved);
        const auto back = GroupLogState::fromCbor(world.state().toCbor());
        QVERIFY(back);
        QVERIFY(*back == world.state());
        GroupLog again(world.state().chat);
        for (const LoggedOperation &entry : world.entries)
            QVERIFY(again.take(entry, world.writer.signers()));
        QVERIFY(again.state() == world.state());
    }

private:
    /// But for the head.
    static bool unchanged(GroupLogState after, const GroupLogState &before)
    {
        after.head = before.head;
        return after == before;
    }

    static QCborValue changedValue(const QCborValue &value)
    {
        if (value.isInteger())
            return value.toInteger() + 1;
        if (value.isBool())
            return !value.toBool();
        if (value.isString())
            return value.toString() + u'x';
        QByteArray bytes = value.toByteArray();
        if (bytes.isEmpty())
            return QByteArray(16, 'x');
        bytes[0] = static_cast<char>(bytes[0] ^ 1);
        return bytes;
    }

    static QByteArray changedBody(QCborArray places, qsizetype place, qsizetype field)
    {
        if (place != 10) {
            places[place] = changedValue(places[place]);
            return QCborValue(places).toCbor();
        }
        QCborArray own = places[place].toArray();
        if (own[field].isArray()) {
            QCborArray inner = own[field].toArray();
            inner[0] = changedValue(inner[0]);
            own[field] = inner;
        } else {
            own[field] = changedValue(own[field]);
        }
        places[place] = own;
        return QCborValue(places).toCbor();
    }

    static WrittenOperation attempt(World &world, int by, OperationKind kind, InviteId link)
    {
        LogWriter &writer = world.writer;
        const QUuid member = world.role(BuiltInRole::Member).uuid();
        switch (kind) {
        case OperationKind::Settings:
            return writer.next(world.state(), by, kind, {}, {},
                               writer.settings(world.state(), ChatVisibility::Private));
        case OperationKind::Dissolve: return writer.next(world.state(), by, kind);
        case OperationKind::Role:
            return writer.next(world.state(), by, kind, writer.newId<RoleId>().uuid(), {},
                               writer.role(world.state(), Permission::SendMessages));
        case OperationKind::RoleRemoved: return writer.next(world.state(), by, kind, member);
        case OperationKind::Succeed: return writer.next(world.state(), by, kind, world.user(by).uuid());
        case OperationKind::Assign: return writer.next(world.state(), by, kind, world.user(2).uuid(), member);
        case OperationKind::Add: return writer.next(world.state(), by, kind, world.user(3).uuid(), member);
        case OperationKind::Invite: return writer.invite(world.state(), by, world.role(BuiltInRole::Member));
        case OperationKind::InviteRevoked: return writer.next(world.state(), by, kind, link.uuid());
        case OperationKind::Mute:
            return writer.next(world.state(), by, kind, world.user(2).uuid(), {},
                               OperationMute{world.entries.first().createdAt.addDays(1)});
        case OperationKind::Epoch:
            return writer.next(world.state(), by, kind, {}, {},
                               OperationEpoch{.epoch = 2, .commitment = writer.bytes(32)});
        default: return writer.next(world.state(), by, kind, world.user(2).uuid());
        }
    }
};

QTEST_APPLESS_MAIN(GroupLogTest)
#include "tst_grouplog.moc"
