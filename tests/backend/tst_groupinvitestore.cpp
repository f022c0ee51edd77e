#include "tests/backend/groupworld.h"

using namespace tacet;

using State = OperationAnswer::State;

class GroupInviteStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PostgresFixture> m_fixture;
    std::unique_ptr<TenantWorld> m_world;
    std::optional<Member> m_alice;
    std::optional<Member> m_bob;
    std::optional<TestGroup> m_group;

    GroupInviteStore alice() { return GroupInviteStore(m_alice->db()); }
    GroupInviteStore bob() { return GroupInviteStore(m_bob->db()); }
    static NewInviteCode codeOf(const QByteArray &code, qint32 maxUses = 5)
    {
        return {.id = newId<InviteId>(), .codeHash = sha256(code), .maxUses = maxUses};
    }
    NewInviteLink linkOf(const QByteArray &lookup, qint32 maxUses = 5)
    {
        return {.id = newId<InviteId>(),
                .lookupHash = sha256(lookup),
                .publicKey = filler(32, "invite key"),
                .role = m_group->memberRole(),
                .expiresAt = QDateTime::currentDateTimeUtc().addDays(2),
                .maxUses = maxUses,
                .key = {.epoch = 1, .wrappedKey = filler(60, "wrapped")}};
    }
    Result<OperationAnswer> create(const NewInviteLink &link)
    {
        return m_group->operate(*m_alice, [&](GroupStore &, const SignedOperation &operation) {
            return alice().createLink(m_group->id(), link, operation);
        });
    }
    Result<OperationAnswer> revoke(InviteId invite)
    {
        return m_group->operate(*m_alice, [&](GroupStore &, const SignedOperation &operation) {
            return alice().revokeLink(m_group->id(), invite, operation);
        });
    }
    Result<OperationAnswer> join(const Member &who, InviteId invite)
    {
        return m_group->operate(who, [&](GroupStore &, const SignedOperation &operation) {
            return GroupInviteStore(who.db()).joinByLink(m_group->id(), invite, filler(64, "by the link"), operation);
        });
    }

private Q_SLOTS:
    void initTestCase() { m_fixture = std::make_unique<PostgresFixture>(); }

    void init()
    {
        m_world = std::make_unique<TenantWorld>(*m_fixture);
        m_alice = m_world->join(QStringLiteral("alice"));
        m_bob = m_world->join(QStringLiteral("bob"));
        m_group.emplace(*m_alice, ChatType::Group);
    }

    void cleanup()
    {
        m_group.reset();
        m_alice.reset();
        m_bob.reset();
        m_world.reset();
    }

    void cleanupTestCase() { m_fixture.reset(); }

    void aCodeLocatesAndAManagerAdmits()
    {
        const NewInviteCode code = codeOf("Code1234");
        QCOMPARE(orThrow(alice().createCode(m_group->id(), code)), StoredState::Stored);
        QCOMPARE(orThrow(alice().createCode(m_group->id(), code)), StoredState::Repeat);
        const AskedInvite asked = orThrow(bob().ask("Code1234"));
        QCOMPARE(asked.chat, m_group->id());
        QCOMPARE(asked.id, code.id);
        QCOMPARE(asked.kind, InviteKind::Code);
        QCOMPARE(asked.visibility, ChatVisibility::Private);
        QVERIFY(asked.publicKey.isEmpty() && asked.encryptedName.isEmpty() && asked.memberCount == 0);
        QCOMPARE(orThrow(bob().requestToJoin(m_group->id())), StoredState::Stored);
        QCOMPARE(orThrow(bob().requestToJoin(m_group->id())), StoredState::Repeat);
        QCOMPARE(orThrow(bob().ownRequests(ChatId(), 10)).first().chat, m_group->id());
        const auto requests = orThrow(alice().requests(m_group->id(), UserId(), 10));
        QCOMPARE(requests.size(), 1);
        QCOMPARE(requests[0].user, m_bob->user);
        QCOMPARE(requests[0].device, m_bob->device);
        QCOMPARE(requests[0].invite, code.id);
        QCOMPARE(orThrow(alice().invites(m_group->id(), InviteId(), 10)).first().uses, 1);
        orThrow(m_group->add(*m_alice, *m_bob));
        QVERIFY(orThrow(alice().requests(m_group->id(), UserId(), 10)).isEmpty());
        QVERIFY(orThrow(bob().ownRequests(ChatId(), 10)).isEmpty());
        QCOMPARE_ERROR(bob().requestToJoin(m_group->id()), ErrorCode::Conflict);
    }

    void aLinkThatWantsApprovalIsACodeOf32Bytes()
    {
        const QByteArray lookup = filler(32, "lookup");
        orThrow(alice().createCode(m_group->id(), codeOf(lookup)));
        QCOMPARE(orThrow(bob().ask(lookup)).kind, InviteKind::Code);
        QCOMPARE(orThrow(bob().requestToJoin(m_group->id())), StoredState::Stored);
    }

    void requestsAreWithdrawnAndDeclined()
    {
        orThrow(alice().createCode(m_group->id(), codeOf("Code1234")));
        orThrow(bob().ask("Code1234"));
        orThrow(bob().requestToJoin(m_group->id()));
        orThrow(bob().withdraw(m_group->id()));
        orThrow(bob().withdraw(m_group->id()));
        QVERIFY(orThrow(alice().requests(m_group->id(), UserId(), 10)).isEmpty());
        orThrow(bob().requestToJoin(m_group->id()));
        QCOMPARE_ERROR(bob().decline(m_group->id(), m_bob->user), ErrorCode::NotFound);
        orThrow(alice().decline(m_group->id(), m_bob->user));
        QCOMPARE_ERROR(alice().decline(m_group->id(), m_bob->user), ErrorCode::NotFound);
        QVERIFY(orThrow(bob().ownRequests(ChatId(), 10)).isEmpty());
    }

    void aLinkLetsInAtOnce()
    {
        const QByteArray lookup = filler(32, "lookup");
        const NewInviteLink link = linkOf(lookup);
        orThrow(create(link));
        const AskedInvite asked = orThrow(bob().ask(lookup));
        QCOMPARE(asked.kind, InviteKind::Link);
        QCOMPARE(asked.role, link.role);
        QCOMPARE(asked.publicKey, link.publicKey);
        QCOMPARE(asked.key.epoch, 1);
        QCOMPARE(asked.key.wrappedKey, link.key.wrappedKey);
        QCOMPARE(asked.encryptedName, QByteArray("sealed name"));
        QCOMPARE(asked.memberCount, 1);
        QCOMPARE(asked.head, m_group->head());
        QCOMPARE(asked.expiresAt, link.expiresAt);
        const SignedOperation operation = m_group->next();
        const QByteArray signature = filler(64, "by the link");
        QCOMPARE(orThrow(bob().joinByLink(m_group->id(), link.id, signature, operation)).state, State::Stored);
        QCOMPARE(orThrow(bob().joinByLink(m_group->id(), link.id, signature, operation)).state, State::Repeated);
        const auto log = orThrow(GroupLogStore(m_bob->db()).operations(m_group->id(), 2, 10));
        QCOMPARE(log.first().kind, OperationKind::Join);
        QCOMPARE(log.first().inviteSignature, signature);
        QCOMPARE(orThrow(alice().invites(m_group->id(), InviteId(), 10)).first().uses, 1);
    }

    void aJoinerWhoIsLateIsToldTheHead()
    {
        const QByteArray lookup = filler(32, "lookup");
        const NewInviteLink link = linkOf(lookup);
        orThrow(create(link));
        orThrow(bob().ask(lookup));
        const SignedOperation early = m_group->next();
        orThrow(m_group->change(*m_alice, m_group->genesis().settings));
        const OperationAnswer answer =
            orThrow(bob().joinByLink(m_group->id(), link.id, filler(64, "by the link"), early));
        QCOMPARE(answer.state, State::HeadMoved);
        QCOMPARE(answer.head, m_group->head());
        orThrow(join(*m_bob, link.id));
    }

    void whatMayNotBeUsedIsAllTheSame()
    {
        const QByteArray lookup = filler(32, "lookup");
        const NewInviteLink link = linkOf(lookup, 1);
        QCOMPARE_ERROR(bob().asked(), ErrorCode::TokenInvalid);
        const auto unknown = bob().ask(lookup);
        orThrow(create(link));
        orThrow(bob().ask(lookup));
        orThrow(join(*m_bob, link.id));
        const Member carol = m_world->join(QStringLiteral("carol"));
        const auto usedUp = GroupInviteStore(carol.db()).ask(lookup);
        QVERIFY(!unknown && !usedUp);
        QCOMPARE(errorName(usedUp.error().code()), errorName(ErrorCode::TokenInvalid));
        QCOMPARE(unknown.error().databaseText(), usedUp.error().databaseText());
        QCOMPARE_ERROR(join(carol, link.id), ErrorCode::TokenInvalid);
        QCOMPARE_ERROR(GroupInviteStore(carol.db()).requestToJoin(m_group->id()), ErrorCode::TokenInvalid);
        QCOMPARE_ERROR(bob().ask("bad code!"), ErrorCode::InvalidInput);
    }

    void guessingCosts()
    {
        m_world->setPolicy(QStringLiteral("{\"redeem_burst\": 2, \"redeem_per_second\": 0}"));
        QCOMPARE_ERROR(bob().ask("AAAAAAAA"), ErrorCode::TokenInvalid);
        QCOMPARE_ERROR(bob().ask("BBBBBBBB"), ErrorCode::TokenInvalid);
        QCOMPARE_ERROR(bob().ask("CCCCCCCC"), ErrorCode::RateLimited);
    }

    void invitesAreListedUntilTheyAreRevokedOrOver()
    {
        const NewInviteCode code = codeOf("Code1234", 7);
        orThrow(alice().createCode(m_group->id(), code));
        const NewInviteLink link = linkOf(filler(32, "lookup"));
        orThrow(create(link));
        const auto first = orThrow(alice().invites(m_group->id(), InviteId(), 1));
        QCOMPARE(first.size(), 1);
        const auto second = orThrow(alice().invites(m_group->id(), first[0].id, 5));
        QCOMPARE(second.size(), 1);
        const StoredInvite &listedCode = first[0].kind == InviteKind::Code ? first[0] : second[0];
        const StoredInvite &listedLink = first[0].kind == InviteKind::Code ? second[0] : first[0];
        QCOMPARE(listedCode.id, code.id);
        QCOMPARE(listedCode.maxUses, 7);
        QVERIFY(listedCode.role.isNull() && listedCode.publicKey.isEmpty() && listedCode.epoch == 0);
        QCOMPARE(listedCode.createdBy, m_alice->user);
        QCOMPARE(listedLink.id, link.id);
        QCOMPARE(listedLink.role, link.role);
        QCOMPARE(listedLink.publicKey, link.publicKey);
        QCOMPARE(listedLink.epoch, 1);
        orThrow(alice().revokeCode(m_group->id(), code.id));
        orThrow(alice().revokeCode(m_group->id(), code.id));
        QCOMPARE_ERROR(alice().revokeCode(m_group->id(), link.id), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().ask("Code1234"), ErrorCode::TokenInvalid);
        orThrow(revoke(link.id));
        QVERIFY(orThrow(alice().invites(m_group->id(), InviteId(), 5)).isEmpty());
        QCOMPARE(orThrow(GroupLogStore(m_alice->db()).group(m_group->id())).epochDue,
                 std::optional(EpochReason::Invite));
        QCOMPARE_ERROR(revoke(newId<InviteId>()), ErrorCode::NotFound);
    }

    void aLinksKeyFollowsTheEpoch()
    {
        const QByteArray lookup = filler(32, "lookup");
        const NewInviteLink link = linkOf(lookup);
        orThrow(create(link));
        orThrow(m_group->beginEpoch(*m_alice, 2));
        const InviteKey key{.epoch = 2, .wrappedKey = filler(60, "second")};
        orThrow(alice().setLinkKey(m_group->id(), link.id, key));
        QCOMPARE(orThrow(bob().ask(lookup)).key.wrappedKey, key.wrappedKey);
        QCOMPARE_ERROR(alice().setLinkKey(m_group->id(), link.id, {.epoch = 1, .wrappedKey = filler(60)}),
                       ErrorCode::Conflict);
        QCOMPARE_ERROR(alice().setLinkKey(m_group->id(), newId<InviteId>(), key), ErrorCode::NotFound);
        NewInviteLink bare = linkOf(filler(32, "bare"));
        bare.key = {};
        orThrow(create(bare));
        QCOMPARE(orThrow(bob().ask(filler(32, "bare"))).key.epoch, 0);
    }

    void onlyManagersInvite()
    {
        orThrow(m_group->add(*m_alice, *m_bob));
        QCOMPARE_ERROR(bob().createCode(m_group->id(), codeOf("Code1234")), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().createLink(m_group->id(), linkOf(filler(32)), m_group->next()), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().invites(m_group->id(), InviteId(), 5), ErrorCode::NotFound);
        QCOMPARE_ERROR(bob().requests(m_group->id(), UserId(), 5), ErrorCode::NotFound);
        m_world->setPolicy(QStringLiteral("{\"invites_per_chat\": 1}"));
        orThrow(alice().createCode(m_group->id(), codeOf("Code1234")));
        QCOMPARE_ERROR(alice().createCode(m_group->id(), codeOf("Code5678")), ErrorCode::QuotaExceeded);
        const TestGroup secret(*m_alice, ChatType::Group, ChatVisibility::Secret);
        QCOMPARE_ERROR(alice().createCode(secret.id(), codeOf("Code5678")), ErrorCode::NotFound);
    }

    void malformedInvitesAreRefused()
    {
        NewInviteCode code = codeOf("Code1234", 0);
        QCOMPARE_ERROR(alice().createCode(m_group->id(), code), ErrorCode::InvalidInput);
        code.maxUses = 1;
        code.lifetime = std::chrono::days(31);
        QCOMPARE_ERROR(alice().createCode(m_group->id(), code), ErrorCode::InvalidInput);
        NewInviteLink link = linkOf(filler(32));
        link.expiresAt = QDateTime::currentDateTimeUtc().addDays(-1);
        QCOMPARE_ERROR(create(link), ErrorCode::InvalidInput);
        link = linkOf(filler(32));
        link.key.epoch = 2;
        QCOMPARE_ERROR(create(link), ErrorCode::Conflict);
        link = linkOf(filler(32));
        link.role = m_group->genesis().ownerRole;
        QCOMPARE_ERROR(create(link), ErrorCode::NotFound);
    }

    void aFullGroupTakesNobody()
    {
        StoredGroupSettings settings = m_group->genesis().settings;
        settings.maxMembers = 1;
        orThrow(m_group->change(*m_alice, settings));
        const QByteArray lookup = filler(32, "lookup");
        const NewInviteLink link = linkOf(lookup);
        orThrow(create(link));
        orThrow(bob().ask(lookup));
        QCOMPARE_ERROR(join(*m_bob, link.id), ErrorCode::QuotaExceeded);
        QCOMPARE(orThrow(alice().invites(m_group->id(), InviteId(), 10)).first().uses, 0);
    }

    void publicChatsAreFoundPageByPage()
    {
        QSet<ChatId> made;
        for (const auto &name : {"Garden one", "garden two", "Garden three"}) {
            TestGroup chat(*m_alice, ChatType::Channel, ChatVisibility::Public);
            orThrow(chat.change(*m_alice, {.visibility = ChatVisibility::Public,
                                           .name = QLatin1StringView(name),
                                           .description = QStringLiteral("about bees"),
                                           .maxMembers = 10}));
            made.insert(chat.id());
        }
        QList<StoredPublicChat> found;
        for (;;) {
            const auto page =
                orThrow(bob().search(QStringLiteral("gard"), found.isEmpty() ? StoredPublicChat() : found.last(), 2));
            if (page.isEmpty())
                break;
            found.append(page);
        }
        QCOMPARE(found.size(), 3);
        QCOMPARE(found[0].name, QStringLiteral("Garden one"));
        QCOMPARE(found[1].name, QStringLiteral("Garden three"));
        QCOMPARE(found[2].description, QStringLiteral("about bees"));
        QCOMPARE(found[0].type, ChatType::Channel);
        QCOMPARE(found[0].memberCount, 1);
        QVERIFY(made.contains(found[0].id));
        QCOMPARE(orThrow(bob().search(QStringLiteral("bees"), {}, 10)).size(), 3);
        QVERIFY(orThrow(bob().search(QStringLiteral("sealed"), {}, 10)).isEmpty());
    }

    void aPublicChatShowsWhatOneNeedsToJoin()
    {
        const TestGroup open(*m_alice, ChatType::Group, ChatVisibility::Public);
        const StoredPublicChatEntry entry = orThrow(bob().publicChat(open.id()));
        QCOMPARE(entry.chat.id, open.id());
        QCOMPARE(entry.chat.name, QStringLiteral("Gardeners"));
        QCOMPARE(entry.maxMembers, 50);
        QCOMPARE(entry.defaultRole, open.memberRole());
        QCOMPARE(entry.head, open.head());
        QCOMPARE_ERROR(bob().publicChat(m_group->id()), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(GroupInviteStoreTest)
#include "tst_groupinvitestore.moc"
