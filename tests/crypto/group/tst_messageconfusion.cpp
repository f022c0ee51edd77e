// T57 of docs/security.md at the level of this library: no ciphertext of one type is read by the decryptor of another.
#include "crypto/epoch/chattext.h"
#include "crypto/epoch/invitesecret.h"
#include "crypto/group/outboundgroupsession.h"
#include "crypto/group/receivedgroupsession.h"
#include "crypto/payload/sealedcontent.h"
#include "crypto/session/resetrequest.h"
#include "tests/crypto/epochmembers.h"
#include "tests/crypto/omemodevice.h"
#include "tests/crypto/peerdevice.h"
#include "tests/support/attackreport.h"
#include "tests/support/seededrandom.h"

#include <QTest>

#include <functional>

using namespace tacet::crypto;
using namespace tacet::test;

namespace {

Bytes copyOf(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

// Lengths of texts from which ciphertexts of many lengths come, the fixed ones of others among them.
std::vector<Bytes> texts()
{
    std::vector<Bytes> texts;
    for (std::size_t size = 0; size <= 320; size += 8)
        texts.emplace_back(size, std::byte{0x41});
    return texts;
}

struct Type {
    const char *name;
    std::vector<Bytes> samples; ///< the decryptor of the type reads the first
};

// Stored forms and exports come from the vault and from own devices alone, and carry no authentication.
bool isAuthenticated(std::string_view decryptor)
{
    return !decryptor.starts_with("stored") && decryptor != "session export";
}

struct Decryptor {
    const char *reads; ///< the type that is its own
    std::function<bool(ByteView)> accepts;
};

// Two people with an OMEMO 2 session of each kind, made for the other side of libomemo-c.
struct OmemoPair {
    OmemoDevice alice;
    OmemoDevice bob;

    explicit OmemoPair(RandomSource &random)
        : alice(random)
        , bob(random)
    {
        started = alice.startSession(bob.publish()).has_value();
    }
    bool meet()
    {
        const Bytes text(1, std::byte{1});
        return bob.decrypt(alice.encrypt(text)) && alice.decrypt(bob.encrypt(text));
    }
    static Type sampled(const char *name, OmemoDevice &sender)
    {
        Type type{name, {}};
        for (const Bytes &text : texts())
            type.samples.push_back(sender.encrypt(text).bytes);
        return type;
    }

    bool started = false;
};

class World
{
public:
    World()
    {
        m_ready = m_met.started && m_new.started && m_met.meet() && m_alice.start(m_bob, m_random, kTestEpoch);
        addPairwise();
        addGroup();
        addContent();
        addPosts();
        addChatTexts();
        addEpochKeys();
    }
    bool isReady() const { return m_ready; }
    const std::vector<Type> &types() const { return m_types; }
    const std::vector<Decryptor> &decryptors() const { return m_decryptors; }

private:
    void addPairwise()
    {
        m_types.push_back(OmemoPair::sampled("OMEMO message", m_met.alice));
        m_types.push_back(OmemoPair::sampled("OMEMO key exchange", m_new.alice));
        m_decryptors.push_back(
            {"OMEMO message", [this](ByteView bytes) {
                 return m_met.bob.decrypt({OmemoMessage::Kind::Authenticated, copyOf(bytes)}).has_value();
             }});
        m_decryptors.push_back(
            {"OMEMO key exchange", [this](ByteView bytes) {
                 return m_new.bob.decrypt({OmemoMessage::Kind::KeyExchange, copyOf(bytes)}).has_value();
             }});
        m_first = m_alice.send(Bytes(1), m_bob, m_random, kTestEpoch).value();
        m_types.push_back({"key exchange", {*m_first.keyExchange}});
        m_ready = m_ready && m_bob.receive(m_first, kTestEpoch);
        m_next = m_alice.send(Bytes(1), m_bob, m_random, kTestEpoch).value();
        Type &messages = m_types.emplace_back("pairwise message", std::vector<Bytes>{m_next.ciphertext});
        for (const Bytes &text : texts())
            messages.samples.push_back(m_alice.send(text, m_bob, m_random, kTestEpoch)->ciphertext);
        m_types.push_back({"stored pairwise sessions", {copyOf(m_bob.sessions.serialise())}});
        m_decryptors.push_back({"key exchange", [this](ByteView bytes) {
                                    PairwiseMessage message = m_first;
                                    message.keyExchange = copyOf(bytes);
                                    return m_stranger.receive(message, kTestEpoch).has_value();
                                }});
        m_decryptors.push_back({"pairwise message", [this](ByteView bytes) {
                                    PairwiseMessage message = m_next;
                                    message.ciphertext = copyOf(bytes);
                                    return m_bob.receive(message, kTestEpoch).has_value();
                                }});
        m_decryptors.push_back(
            {"stored pairwise sessions", [](ByteView bytes) { return PeerSessions::deserialise(bytes).has_value(); }});
    }

    void addGroup()
    {
        ReceivedGroupSession received({}, InboundGroupSession::fromShare(m_sender.share()).value());
        m_types.push_back({"session share", {copyOf(m_sender.share())}});
        m_types.push_back({"session export", {copyOf(received.session().exportAt(0).value())}});
        m_types.push_back({"stored sender", {copyOf(m_sender.serialise())}});
        m_types.push_back({"stored receiver", {copyOf(received.session().serialise())}});
        m_types.push_back({"stored received session", {copyOf(received.serialise())}});
        Type &messages = m_types.emplace_back("Megolm message", std::vector<Bytes>{});
        for (const Bytes &text : texts())
            messages.samples.push_back(m_sender.encrypt(text).value());
        const auto add = [this](const char *name, auto accepts) { m_decryptors.push_back({name, accepts}); };
        add("session share", [](ByteView bytes) { return InboundGroupSession::fromShare(bytes).has_value(); });
        add("session export", [](ByteView bytes) { return InboundGroupSession::fromExport(bytes).has_value(); });
        add("stored sender", [](ByteView bytes) { return OutboundGroupSession::deserialise(bytes).has_value(); });
        add("stored receiver", [](ByteView bytes) { return InboundGroupSession::deserialise(bytes).has_value(); });
        add("stored received session",
            [](ByteView bytes) { return ReceivedGroupSession::deserialise(bytes).has_value(); });
        add("Megolm message", [this, state = copyOf(received.serialise())](ByteView bytes) {
            auto session = ReceivedGroupSession::deserialise(state).value();
            return session.open({}, {}, bytes).has_value();
        });
    }

    void addContent()
    {
        Type &contents = m_types.emplace_back("sealed content", std::vector<Bytes>{});
        for (const Bytes &text : texts()) {
            SealedContent sealed = sealContent(text, {}, m_random).value();
            if (contents.samples.empty())
                m_contentKey = sealed.capsule.key.clone();
            contents.samples.push_back(std::move(sealed.ciphertext));
        }
        // With the hash of whatever is offered: a capsule's sender could put any there.
        m_decryptors.push_back({"sealed content", [this](ByteView bytes) {
                                    const ContentCapsule capsule{m_contentKey.clone(), Sha256::of(bytes)};
                                    return openContent(bytes, capsule, {}).has_value();
                                }});
        const DeviceIdentity identity = DeviceIdentity::generate(m_random).value();
        const ResetRequest request{.from = {}, .to = {}, .at = kTestEpoch};
        m_types.push_back({"repair request", {request.sign(identity)}});
        m_decryptors.push_back({"repair request", [key = identity.publicKey()](ByteView bytes) {
                                    return ResetRequest::verify(bytes, key, {}, {}, {}, kTestEpoch).has_value();
                                }});
    }

    // Boxes are offered with a signature of the author's: a member who is one may sign what it likes.
    void addPosts()
    {
        for (const auto &[name, address] :
             {std::pair{"epoch message", messageAddress(m_author)}, std::pair{"reply", replyAddress(m_author)},
              std::pair{"thread body", threadAddress(m_author)}}) {
            Type &posts = m_types.emplace_back(name, std::vector<Bytes>{});
            for (const Bytes &text : texts())
                posts.samples.push_back(sealedPost(address, text).body);
            m_decryptors.push_back({name, [this, address, title = sealedPost(address, {}).title](ByteView bytes) {
                                        return opens({title, copyOf(bytes), {}}, address);
                                    }});
        }
        const PostAddress thread = threadAddress(m_author);
        const SealedPost post = sealedPost(thread, {});
        m_types.push_back({"thread title", {post.title}});
        m_decryptors.push_back({"thread title", [this, thread, body = post.body](ByteView bytes) {
                                    return opens({copyOf(bytes), body, {}}, thread);
                                }});
    }
    SealedPost sealedPost(const PostAddress &address, ByteView text)
    {
        PostText written = textFor(address, {});
        written.body.assign(text.begin(), text.end());
        return SealedPost::seal(written, address, m_epochKey, m_epochKey.commitment(), m_author.local(), m_random)
            .value();
    }
    bool opens(SealedPost post, const PostAddress &address) const
    {
        Bytes signedBytes = address.encode();
        if (address.kind == PostKind::Thread)
            append(signedBytes, Sha256().update(Sha256::of(post.title)).update(Sha256::of(post.body)).finish());
        else
            append(signedBytes, Sha256::of(post.body));
        post.signature = m_author.local().identity.signLabelled("Tacet-1 post", signedBytes);
        return post.open(address, m_epochKey, m_author.verified()).has_value();
    }

    void addChatTexts()
    {
        for (const auto &[name, kind] :
             {std::pair{"chat name", ChatTextKind::Name}, std::pair{"chat description", ChatTextKind::Description},
              std::pair{"role name", ChatTextKind::RoleName}, std::pair{"chat picture", ChatTextKind::Picture}}) {
            const bool isOfTheChat = kind == ChatTextKind::Name || kind == ChatTextKind::Description;
            const ChatTextAddress address{kind, m_epochKey.name().chat, isOfTheChat ? Uuid() : uuidOf(6)};
            Type &chatTexts = m_types.emplace_back(name, std::vector<Bytes>{});
            for (const Bytes &text : texts())
                chatTexts.samples.push_back(sealChatText(text, address, m_epochKey, m_random).value());
            m_decryptors.push_back({name, [this, address](ByteView bytes) {
                                        return openChatText(bytes, address, m_epochKey).has_value();
                                    }});
        }
    }

    void addEpochKeys()
    {
        const EpochWrap wrap = EpochWrap::seal(m_epochKey, m_author.local(), m_member.recipient(), m_random).value();
        m_types.push_back({"epoch wrap", {copyOf(wrap.ciphertext)}});
        m_decryptors.push_back(
            {"epoch wrap", [this, wrap](ByteView bytes) {
                 const auto offered =
                     EpochWrap::fromColumns(wrap.encapsulation.view(), wrap.kemPrekeyId, wrap.kemCiphertext, bytes);
                 return offered && offered->open(m_epochKey.name(), m_epochKey.commitment(), m_author.verified(),
                                                 m_member.local(), m_member.prekey());
             }});
        m_types.push_back({"invite wrap", {m_invite.wrap(m_epochKey, {}, m_random).value()}});
        m_decryptors.push_back({"invite wrap", [this](ByteView bytes) {
                                    return m_invite.unwrap(bytes, m_epochKey.name(), {}).has_value();
                                }});
    }

    SeededRandom m_random{57};
    OmemoPair m_met{m_random};
    OmemoPair m_new{m_random};
    PublishedDevice m_publishedAlice{1, m_random};
    PublishedDevice m_publishedBob{2, m_random};
    PeerDevice m_alice{m_publishedAlice, m_publishedBob};
    PeerDevice m_bob{m_publishedBob, m_publishedAlice};
    PeerDevice m_stranger{m_publishedBob, m_publishedAlice};
    PairwiseMessage m_first;
    PairwiseMessage m_next;
    OutboundGroupSession m_sender = OutboundGroupSession::create(m_random, kTestEpoch).value();
    ContentKey m_contentKey;
    EpochMember m_author{2, m_random};
    EpochMember m_member{3, m_random};
    EpochKey m_epochKey = EpochKey::generate({uuidOf(1), 3}, m_random).value();
    InviteSecret m_invite = InviteSecret::generate(m_random).value();
    std::vector<Type> m_types;
    std::vector<Decryptor> m_decryptors;
    bool m_ready = false;
};

} // namespace

class MessageConfusionTest : public QObject
{
    Q_OBJECT
private slots:
    void everyTypeIntoEveryOtherDecryptor()
    {
        World world;
        QVERIFY(world.isReady());
        qint64 tried = 0;
        QStringList accepted;
        for (const Decryptor &decryptor : world.decryptors()) {
            for (const Type &type : world.types()) {
                if (std::string_view(type.name) == decryptor.reads)
                    continue;
                for (const Bytes &sample : type.samples) {
                    ++tried;
                    if (decryptor.accepts(sample))
                        accepted += QStringLiteral("%1 as %2")
                                        .arg(QLatin1StringView(type.name), QLatin1StringView(decryptor.reads));
                }
            }
        }
        TACET_VERIFY_ATTACK(
            "T57", tried, "accepted = 0",
            QStringLiteral("accepted = %1 %2").arg(accepted.size()).arg(accepted.join(QStringLiteral(", "))),
            accepted.isEmpty());
        // Each of them reads what is its own, after all that.
        for (const Decryptor &decryptor : world.decryptors()) {
            const auto own = std::ranges::find(world.types(), std::string_view(decryptor.reads),
                                               [](const Type &type) { return std::string_view(type.name); });
            QVERIFY2(own != world.types().end() && decryptor.accepts(own->samples.front()), decryptor.reads);
        }
    }

    // What a version or a tag in front is worth: each sample with the first byte of every other type.
    void anotherFirstByteDoesNotHelp()
    {
        World world;
        qint64 tried = 0;
        qint64 accepted = 0;
        for (const Decryptor &decryptor : world.decryptors()) {
            if (!isAuthenticated(decryptor.reads))
                continue;
            for (const Type &type : world.types()) {
                for (const Type &other : world.types()) {
                    for (Bytes sample : type.samples) {
                        if (sample.front() == other.samples.front().front())
                            continue;
                        sample.front() = other.samples.front().front();
                        ++tried;
                        accepted += decryptor.accepts(sample);
                    }
                }
            }
        }
        TACET_VERIFY_ATTACK("T57.first-byte", tried, "accepted = 0", QStringLiteral("accepted = %1").arg(accepted),
                            accepted == 0);
    }
};

QTEST_APPLESS_MAIN(MessageConfusionTest)
#include "tst_messageconfusion.moc"
