// T53, T54 and T55 of docs/security.md at the level of this library: what somebody holds of other epochs opens and
// seals nothing of this one.
#include "crypto/epoch/chattext.h"
#include "crypto/epoch/invitesecret.h"
#include "tests/crypto/epochmembers.h"
#include "tests/support/attackreport.h"

#include <QTest>

using namespace tacet;
using namespace tacet::crypto;
using namespace tacet::test;

namespace {

constexpr std::uint64_t kEpochs = 6;
constexpr std::uint64_t kChange = 4; ///< the first epoch without the removed, and with the new member

/// One epoch of the chat with what the database has of it.
struct Epoch {
    EpochKey key;
    EpochCommitment commitment;   ///< as the log has it
    std::vector<EpochWrap> wraps; ///< by Alice, to each member then
    std::vector<std::pair<PostAddress, SealedPost>> posts;
    Bytes name;
    Bytes inviteWrap;
};

/// Alice manages and Bob is always there; Ruth was removed before epoch kChange, and Nora joined with it.
class Chat
{
public:
    Chat()
    {
        for (std::uint64_t number = 1; number <= kEpochs; ++number)
            begin(number);
    }
    const std::vector<Epoch> &epochs() const { return m_epochs; }
    const Epoch &epoch(std::uint64_t number) const { return m_epochs[number - 1]; }
    bool isMember(const EpochMember &member, std::uint64_t number) const
    {
        return &member == &alice || &member == &bob || (number < kChange) == (&member == &ruth);
    }
    /// What a device keeps after it opened all wraps that are its own.
    std::vector<EpochKey> keysOf(const EpochMember &member) const
    {
        std::vector<EpochKey> keys;
        for (const Epoch &epoch : m_epochs) {
            for (const EpochWrap &wrap : epoch.wraps) {
                auto key =
                    wrap.open(epoch.key.name(), epoch.commitment, alice.verified(), member.local(), member.prekey());
                if (key)
                    keys.push_back(std::move(*key));
            }
        }
        return keys;
    }
    const ChatTextAddress &nameAddress() const { return m_nameAddress; }
    const InviteSecret &invite() const { return m_invite; }
    const Uuid &inviteId() const { return m_inviteId; }

    SeededRandom random{attackSeed()};
    EpochMember alice{2, random};
    EpochMember bob{3, random};
    EpochMember ruth{4, random};
    EpochMember nora{5, random};

private:
    void begin(std::uint64_t number)
    {
        auto key = EpochKey::generate({m_nameAddress.chat, number}, random).value();
        const EpochCommitment commitment = key.commitment();
        Epoch epoch{std::move(key), commitment, {}, {}, {}, {}};
        for (const EpochMember *member : {&alice, &bob, &ruth, &nora}) {
            if (isMember(*member, number))
                epoch.wraps.push_back(EpochWrap::seal(epoch.key, alice.local(), member->recipient(), random).value());
        }
        for (PostAddress address : {messageAddress(alice), threadAddress(alice), replyAddress(alice)}) {
            address.epoch = epoch.key.name();
            auto post = SealedPost::seal(textFor(address, "For members."), address, epoch.key, commitment,
                                         alice.local(), random);
            epoch.posts.emplace_back(address, std::move(*post));
        }
        epoch.name = sealChatText(textBytes("Plans"), m_nameAddress, epoch.key, random).value();
        epoch.inviteWrap = m_invite.wrap(epoch.key, m_inviteId, random).value();
        m_epochs.push_back(std::move(epoch));
    }

    ChatTextAddress m_nameAddress{.kind = ChatTextKind::Name, .chat = uuidOf(1), .subject = {}};
    InviteSecret m_invite = InviteSecret::generate(random).value();
    Uuid m_inviteId = uuidOf(0x21);
    std::vector<Epoch> m_epochs;
};

struct Tally {
    qint64 tried = 0;
    qint64 opened = 0;

    void count(bool success)
    {
        ++tried;
        opened += success;
    }
    QString text() const { return QStringLiteral("decryptable = %1").arg(opened); }
    bool nothingOpened() const { return tried > 0 && opened == 0; }
};

// Everything that the database has of an epoch, tried with one key under its own name and under the epoch's.
void tryKey(const Chat &chat, const Epoch &epoch, const EpochKey &key, Tally &tally)
{
    const EpochKey renamed = EpochKey::fromBytes(epoch.key.name(), key.view());
    for (const auto &[address, post] : epoch.posts) {
        tally.count(post.open(address, key, chat.alice.verified()).has_value());
        tally.count(post.open(address, renamed, chat.alice.verified()).has_value());
    }
    tally.count(openChatText(epoch.name, chat.nameAddress(), key).has_value());
    tally.count(openChatText(epoch.name, chat.nameAddress(), renamed).has_value());
    tally.count(isChatTextUnder(epoch.name, ChatTextKind::Name, key));
    tally.count(renamed.commitment() == epoch.commitment);
}

// Everybody's wraps of an epoch with one member's identity and prekey, in whatever name.
void tryDevice(const Chat &chat, const Epoch &epoch, const EpochMember &member, Tally &tally)
{
    for (EpochWrap wrap : epoch.wraps) {
        for (const EpochMember *recipient : {&chat.alice, &chat.bob, &chat.ruth, &chat.nora}) {
            const LocalDevice posing{recipient->local().address, member.local().identity};
            wrap.kemPrekeyId = member.prekey().id;
            tally.count(wrap.open(epoch.key.name(), epoch.commitment, chat.alice.verified(), posing, member.prekey())
                            .has_value());
        }
    }
}

} // namespace

class EpochAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void membersReadTheirEpochs()
    {
        const Chat chat;
        QCOMPARE(chat.keysOf(chat.bob).size(), kEpochs);
        QCOMPARE(chat.keysOf(chat.ruth).size(), kChange - 1);
        QCOMPARE(chat.keysOf(chat.nora).size(), kEpochs - kChange + 1);
        for (const EpochKey &key : chat.keysOf(chat.bob)) {
            const Epoch &epoch = chat.epoch(key.name().epoch);
            for (const auto &[address, post] : epoch.posts)
                QVERIFY(post.open(address, key, chat.alice.verified()));
            QVERIFY(openChatText(epoch.name, chat.nameAddress(), key));
        }
    }

    // T53: after the newest epoch was seen, older wraps are refused and older keys seal nothing.
    void nothingGoesBackToAnOlderEpoch()
    {
        Chat chat;
        const Epoch &newest = chat.epochs().back();
        qint64 tried = 0;
        qint64 accepted = 0;
        qint64 sealedUnderOld = 0;
        for (const Epoch &epoch : std::span(chat.epochs()).first(kEpochs - 1)) {
            for (const EpochWrap &wrap : epoch.wraps) {
                ++tried;
                accepted += wrap.open(newest.key.name(), newest.commitment, chat.alice.verified(), chat.bob.local(),
                                      chat.bob.prekey())
                                .has_value();
                // The wrap of an old epoch said to be the newest one's, with a commitment to match.
                ++tried;
                accepted += wrap.open(newest.key.name(), epoch.commitment, chat.alice.verified(), chat.bob.local(),
                                      chat.bob.prekey())
                                .has_value();
            }
            for (const EpochKey &key : {epoch.key.clone(), EpochKey::fromBytes(newest.key.name(), epoch.key.view())}) {
                PostAddress address = messageAddress(chat.bob);
                address.epoch = key.name();
                ++tried;
                sealedUnderOld += SealedPost::seal(textFor(address, "Late."), address, key, newest.commitment,
                                                   chat.bob.local(), chat.random)
                                      .has_value();
            }
        }
        TACET_VERIFY_ATTACK(
            "T53", tried, "accepted = 0, sealed under an old epoch = 0",
            QStringLiteral("accepted = %1, sealed under an old epoch = %2").arg(accepted).arg(sealedUnderOld),
            accepted == 0 && sealedUnderOld == 0);
    }

    // T54: the removed device has its keys, its identity and its prekey, and all that the database has.
    void whoWasRemovedReadsNothingLater()
    {
        const Chat chat;
        Tally tally;
        for (const Epoch &epoch : std::span(chat.epochs()).subspan(kChange - 1)) {
            for (const EpochKey &key : chat.keysOf(chat.ruth))
                tryKey(chat, epoch, key, tally);
            tryDevice(chat, epoch, chat.ruth, tally);
            tally.count(InviteSecret::parse("0123456789ABCDEFGHJK")
                            ->unwrap(epoch.inviteWrap, epoch.key.name(), chat.inviteId())
                            .has_value());
        }
        TACET_VERIFY_ATTACK("T54", tally.tried, "decryptable = 0", tally.text(), tally.nothingOpened());
    }

    // T55: the new device has the keys since it came, and the invite that it came by.
    void whoCameLaterReadsNothingBefore()
    {
        const Chat chat;
        Tally tally;
        const Epoch &joined = chat.epoch(kChange);
        for (const Epoch &epoch : std::span(chat.epochs()).first(kChange - 1)) {
            for (const EpochKey &key : chat.keysOf(chat.nora))
                tryKey(chat, epoch, key, tally);
            tryDevice(chat, epoch, chat.nora, tally);
            // The wrap that was there when Nora came, as one of an epoch before.
            tally.count(chat.invite().unwrap(joined.inviteWrap, epoch.key.name(), chat.inviteId()).has_value());
        }
        TACET_VERIFY_ATTACK("T55", tally.tried, "decryptable = 0", tally.text(), tally.nothingOpened());
    }
};

QTEST_APPLESS_MAIN(EpochAttacksTest)
#include "tst_epochattacks.moc"
