#include "models/backend/directorystore.h"
#include "tests/backend/groupworld.h"

using namespace tacet;

namespace {

GroupKeyWrap wrapFor(DeviceId device, const QByteArray &seed = "wrap")
{
    return {.device = device,
            .encapsulation = filler(32, seed),
            .kemKeyId = 4'294'967'295U,
            .kemCiphertext = filler(1568, seed),
            .ciphertext = filler(48, seed)};
}

} // namespace

class GroupKeyStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::optional<GroupRoom> m_room;

    GroupKeyStore alice() { return GroupKeyStore(m_room->alice.db()); }
    GroupKeyStore bob() { return GroupKeyStore(m_room->bob.db()); }
    Result<WrapReceipt> wrapForBob(const QByteArray &seed = "wrap")
    {
        return alice().putWraps(m_room->group.id(), 1, std::array{wrapFor(m_room->bob.device, seed)});
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init() { m_room.emplace(*m_fixture); }

    void cleanup() { m_room.reset(); }

    void cleanupTestCase() { m_fixture.reset(); }

    void epochsFollowOneAnother()
    {
        orThrow(m_room->group.beginEpoch(m_room->alice, 2, EpochReason::Age));
        QCOMPARE_ERROR(m_room->group.beginEpoch(m_room->alice, 4), ErrorCode::Conflict);
        QCOMPARE_ERROR(m_room->group.beginEpoch(m_room->alice, 2), ErrorCode::Conflict);
        QCOMPARE_ERROR(m_room->group.beginEpoch(m_room->bob, 3), ErrorCode::NotFound);
        QCOMPARE_ERROR(m_room->group.beginEpoch(m_room->alice, 3, EpochReason::Created), ErrorCode::InvalidInput);
        orThrow(m_room->group.beginEpoch(m_room->alice, 3));
        const auto epochs = orThrow(bob().epochs(m_room->group.id(), 0, 2));
        QCOMPARE(epochs.size(), 2);
        QCOMPARE(epochs[0].reason, EpochReason::Created);
        QCOMPARE(epochs[0].sequence, 1);
        QCOMPARE(epochs[1].epoch, 2);
        QCOMPARE(epochs[1].reason, EpochReason::Age);
        QCOMPARE(epochs[1].sequence, 3);
        QCOMPARE(epochs[1].madeBy, m_room->alice.user);
        QCOMPARE(epochs[1].madeByDevice, m_room->alice.device);
        QVERIFY(epochs[1].openKey.isEmpty());
        QCOMPARE(orThrow(bob().epochs(m_room->group.id(), 2, 2)).first().epoch, 3);
    }

    void anEpochEndsTheSilenceAfterARemoval()
    {
        const Member carol = m_room->world.join(QStringLiteral("carol"));
        orThrow(m_room->group.add(m_room->alice, carol));
        orThrow(m_room->group.remove(m_room->alice, carol));
        QCOMPARE_ERROR(PostStore(m_room->bob.db()).post(livePost(m_room->group.id())), ErrorCode::Conflict);
        orThrow(m_room->group.beginEpoch(m_room->alice, 2, EpochReason::Removal));
        OutgoingPost post = livePost(m_room->group.id());
        QCOMPARE_ERROR(PostStore(m_room->bob.db()).post(post), ErrorCode::Conflict);
        post.seal.epoch = 2;
        orThrow(PostStore(m_room->bob.db()).post(post));
    }

    void publicChatsShowTheirKeys()
    {
        TestGroup open(m_room->alice, ChatType::Channel, ChatVisibility::Public);
        orThrow(open.beginEpoch(m_room->alice, 2));
        const auto epochs = orThrow(alice().epochs(open.id(), 0, 10));
        QCOMPARE(epochs[0].openKey, open.genesis().openKey);
        QCOMPARE(epochs[1].openKey, filler(32, "2"));
        QCOMPARE_ERROR(alice().putWraps(open.id(), 2, std::array{wrapFor(m_room->alice.device)}), ErrorCode::NotFound);
    }

    void wrapsReachTheirDevice()
    {
        const WrapReceipt receipt = orThrow(wrapForBob());
        QCOMPARE(receipt.stored, 1);
        QVERIFY(receipt.dropped.isEmpty());
        const auto keys = orThrow(bob().ownKeys(m_room->group.id(), 0, 10));
        QCOMPARE(keys.size(), 1);
        QCOMPARE(keys[0].epoch, 1);
        QCOMPARE(keys[0].wrappedBy, m_room->alice.device);
        QCOMPARE(keys[0].wrap.encapsulation, filler(32, "wrap"));
        QCOMPARE(keys[0].wrap.kemKeyId, 4'294'967'295U);
        QCOMPARE(keys[0].wrap.kemCiphertext, filler(1568, "wrap"));
        QCOMPARE(keys[0].wrap.ciphertext, filler(48, "wrap"));
        QVERIFY(orThrow(bob().ownKeys(m_room->group.id(), 1, 10)).isEmpty());
        QVERIFY(orThrow(alice().ownKeys(m_room->group.id(), 0, 10)).isEmpty());
    }

    void theFirstWrapStays()
    {
        orThrow(wrapForBob("first"));
        QCOMPARE(orThrow(wrapForBob("second")).stored, 0);
        QCOMPARE(orThrow(bob().ownKeys(m_room->group.id(), 0, 10)).first().wrap.ciphertext, filler(48, "first"));
        orThrow(bob().rejectKey(m_room->group.id(), 1));
        QCOMPARE_ERROR(bob().rejectKey(m_room->group.id(), 1), ErrorCode::NotFound);
        QCOMPARE(orThrow(wrapForBob("second")).stored, 1);
        QCOMPARE(orThrow(bob().ownKeys(m_room->group.id(), 0, 10)).first().wrap.ciphertext, filler(48, "second"));
    }

    void wrapsForOthersThanMembersAreDropped()
    {
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        const auto unknown = newId<DeviceId>();
        const std::array wraps{wrapFor(eve.device), wrapFor(m_room->bob.device), wrapFor(unknown)};
        const WrapReceipt receipt = orThrow(alice().putWraps(m_room->group.id(), 1, wraps));
        QCOMPARE(receipt.stored, 1);
        QCOMPARE(receipt.dropped, (QList<DeviceId>{eve.device, unknown}));
    }

    void whoCameLaterGetsNoEarlierKey()
    {
        orThrow(m_room->group.beginEpoch(m_room->alice, 2));
        const Member carol = m_room->world.join(QStringLiteral("carol"));
        orThrow(m_room->group.add(m_room->alice, carol));
        const std::array wraps{wrapFor(carol.device)};
        QCOMPARE(orThrow(alice().putWraps(m_room->group.id(), 1, wraps)).dropped, QList<DeviceId>{carol.device});
        QCOMPARE(orThrow(alice().putWraps(m_room->group.id(), 2, wraps)).stored, 1);
    }

    void membersWrapForTheirOwnDevicesOnly()
    {
        const Member phone = m_room->world.secondDevice(m_room->bob);
        QCOMPARE(orThrow(bob().putWraps(m_room->group.id(), 1, std::array{wrapFor(phone.device)})).stored, 1);
        QCOMPARE_ERROR(bob().putWraps(m_room->group.id(), 1, std::array{wrapFor(m_room->alice.device)}),
                       ErrorCode::NotFound);
        QCOMPARE_ERROR(alice().putWraps(m_room->group.id(), 2, std::array{wrapFor(m_room->bob.device)}),
                       ErrorCode::NotFound);
    }

    void moreWrapsThanOneCallTakesGoInSeveral()
    {
        QList<GroupKeyWrap> wraps;
        for (int index = 0; index < 600; ++index)
            wraps.append(wrapFor(newId<DeviceId>()));
        wraps[0].device = m_room->alice.device;
        wraps[599].device = m_room->bob.device;
        const WrapReceipt receipt = orThrow(alice().putWraps(m_room->group.id(), 1, wraps));
        QCOMPARE(receipt.stored, 2);
        QCOMPARE(receipt.dropped.size(), 598);
        QCOMPARE(orThrow(alice().putWraps(m_room->group.id(), 1, {})).stored, 0);
    }

    void malformedWrapsAreRefused_data()
    {
        using Change = std::function<void(GroupKeyWrap &)>;
        QTest::addColumn<Change>("spoil");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << std::move(change); };
        row("short encapsulation", [](auto &w) { w.encapsulation.chop(1); });
        row("no KEM key", [](auto &w) { w.kemKeyId = 0; });
        row("short KEM ciphertext", [](auto &w) { w.kemCiphertext.chop(1); });
        row("short ciphertext", [](auto &w) { w.ciphertext.chop(1); });
        row("long ciphertext", [](auto &w) { w.ciphertext = filler(257); });
    }

    void malformedWrapsAreRefused()
    {
        QFETCH(std::function<void(GroupKeyWrap &)>, spoil);
        GroupKeyWrap wrap = wrapFor(m_room->bob.device);
        spoil(wrap);
        QCOMPARE_ERROR(alice().putWraps(m_room->group.id(), 1, std::array{wrap}), ErrorCode::InvalidInput);
        const std::array twice{wrapFor(m_room->bob.device), wrapFor(m_room->bob.device)};
        QCOMPARE_ERROR(alice().putWraps(m_room->group.id(), 1, twice), ErrorCode::InvalidInput);
    }

    void devicesThatLackAKeyAreFoundPageByPage()
    {
        const Member phone = m_room->world.secondDevice(m_room->bob);
        const Member carol = m_room->world.join(QStringLiteral("carol"));
        orThrow(m_room->group.add(m_room->alice, carol));
        orThrow(wrapForBob());
        QList<DeviceId> lacking;
        UserId after;
        int pages = 0;
        do {
            const LackingDevices page = orThrow(alice().devicesWithoutKey(m_room->group.id(), 1, after, 2));
            lacking.append(page.devices);
            after = page.next;
            ++pages;
        } while (!after.isNull());
        QCOMPARE(pages, 2);
        QCOMPARE(lacking, (QList<DeviceId>{m_room->alice.device, phone.device, carol.device}));
        QCOMPARE_ERROR(bob().devicesWithoutKey(m_room->group.id(), 1, UserId(), 2), ErrorCode::NotFound);
    }

    void senderKeysAreWhatDevicesSendWithNow()
    {
        const auto first = newId<DistributionId>();
        const auto second = newId<DistributionId>();
        QCOMPARE(orThrow(alice().startSenderKey(m_room->group.id(), first)), StoredState::Stored);
        QCOMPARE(orThrow(alice().startSenderKey(m_room->group.id(), first)), StoredState::Repeat);
        QCOMPARE(orThrow(alice().startSenderKey(m_room->group.id(), second)), StoredState::Stored);
        orThrow(bob().startSenderKey(m_room->group.id(), first));
        const auto keys = orThrow(bob().senderKeys(m_room->group.id(), DeviceId(), 10));
        QCOMPARE(keys.size(), 2);
        QCOMPARE(keys[0].device, m_room->alice.device);
        QCOMPARE(keys[0].distribution, second);
        QCOMPARE(orThrow(bob().senderKeys(m_room->group.id(), m_room->alice.device, 10)).size(), 1);
        const TestGroup channel(m_room->alice, ChatType::Channel);
        QCOMPARE_ERROR(alice().startSenderKey(channel.id(), first), ErrorCode::NotFound);
    }

    void controlsReachDevicesOfMembers()
    {
        const Member phone = m_room->world.secondDevice(m_room->alice);
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        OutgoingControl control =
            controlFor(m_room->group.id(),
                       {envelopeFor(m_room->bob.device), envelopeFor(phone.device, 1), envelopeFor(eve.device, 2)}, 7);
        const GroupControlReceipt receipt = orThrow(alice().sendControl(control));
        QCOMPARE(receipt.state, StoredState::Stored);
        QCOMPARE(receipt.dropped, QList<DeviceId>{eve.device});
        QVERIFY(receipt.limited.isEmpty());
        QCOMPARE(orThrow(alice().sendControl(control)).state, StoredState::Repeat);
        const auto mail = orThrow(MailboxStore(m_room->bob.db()).fetch(10)).items;
        QCOMPARE(mail.size(), 1);
        QCOMPARE(mail[0].kind, qint16(7));
        QCOMPARE(mail[0].chat, m_room->group.id());
        QCOMPARE(mail[0].senderDevice, m_room->alice.device);
        QCOMPARE(orThrow(MailboxStore(phone.db()).fetch(10)).items.size(), 1);
        control.envelopes[0].ciphertext = "other";
        QCOMPARE_ERROR(alice().sendControl(control), ErrorCode::Conflict);
        QCOMPARE_ERROR(
            GroupKeyStore(eve.db()).sendControl(controlFor(m_room->group.id(), {envelopeFor(m_room->bob.device)})),
            ErrorCode::NotFound);
    }

    void aFullQueueLimitsAndABlockDrops()
    {
        m_room->world.setPolicy(QStringLiteral("{\"group_mailbox_rows\": 2}"));
        for (quint32 index = 0; index < 2; ++index)
            orThrow(alice().sendControl(controlFor(m_room->group.id(), {envelopeFor(m_room->bob.device, index)})));
        const auto limited =
            orThrow(alice().sendControl(controlFor(m_room->group.id(), {envelopeFor(m_room->bob.device, 2)})));
        QCOMPARE(limited.limited, QList<DeviceId>{m_room->bob.device});
        orThrow(DirectoryStore(m_room->bob.db()).block(m_room->alice.user));
        const auto blocked =
            orThrow(alice().sendControl(controlFor(m_room->group.id(), {envelopeFor(m_room->bob.device, 3)})));
        QCOMPARE(blocked.dropped, QList<DeviceId>{m_room->bob.device});
    }

    void strangersGetNoKeys()
    {
        const Member eve = m_room->world.join(QStringLiteral("eve"));
        GroupKeyStore eves(eve.db());
        QCOMPARE_ERROR(eves.epochs(m_room->group.id(), 0, 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(eves.ownKeys(m_room->group.id(), 0, 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(eves.senderKeys(m_room->group.id(), DeviceId(), 10), ErrorCode::NotFound);
        QCOMPARE_ERROR(eves.startSenderKey(m_room->group.id(), newId<DistributionId>()), ErrorCode::NotFound);
        QCOMPARE_ERROR(eves.putWraps(m_room->group.id(), 1, std::array{wrapFor(eve.device)}), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(GroupKeyStoreTest)
#include "tst_groupkeystore.moc"
