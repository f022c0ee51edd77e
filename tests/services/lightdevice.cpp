#include "tests/services/lightdevice.h"

#include "crypto/payload/padding.h"
#include "models/services/bytes.h"
#include "models/services/devicepapers.h"
#include "models/services/groupcontrolbody.h"
#include "models/services/newid.h"
#include "models/services/pairwisevault.h"

namespace tacet::tests {

namespace {

constexpr std::uint32_t kSignedPrekey = 1;
constexpr std::uint32_t kLastResort = 1;
constexpr std::uint32_t kOneTimePrekeys = 3;
constexpr int kPage = 500;

template <class Key>
PublishedPrekey published(const Key &key, const crypto::DeviceIdentity &identity)
{
    const auto made = key.sign(identity);
    return {.id = made.id, .publicKey = toByteArray(made.key.bytes), .signature = toByteArray(made.signature.bytes)};
}

std::unexpected<Error> wrong(const char *what)
{
    return fail(ErrorCode::CryptoFailed, QString::fromLatin1(what));
}

} // namespace

Result<std::unique_ptr<LightDevice>> LightDevice::make(UserId user, const crypto::MasterKey &master)
{
    crypto::SystemRandom random;
    auto identity = crypto::DeviceIdentity::generate(random);
    if (!identity)
        return wrong("identity");
    std::unique_ptr<LightDevice> device(new LightDevice({.user = user,
                                                         .device = newId<DeviceId>(),
                                                         .master = crypto::MasterKey::fromSeed(master.seed()),
                                                         .identity = std::move(*identity)}));
    TACET_TRY(device->makePrekeys());
    return device;
}

Result<> LightDevice::makePrekeys()
{
    crypto::SystemRandom random;
    auto signedPrekey = crypto::SignedPrekey::generate(kSignedPrekey, random);
    if (!signedPrekey)
        return wrong("signed prekey");
    m_signedPrekey = std::make_shared<const crypto::SignedPrekey>(std::move(*signedPrekey));
    for (std::uint32_t id = 1; id <= kOneTimePrekeys; ++id) {
        const auto kind = id == kLastResort ? crypto::KemPrekeyKind::LastResort : crypto::KemPrekeyKind::OneTime;
        auto curve = crypto::OneTimePrekey::generate(id, random);
        auto kem = crypto::KemPrekey::generate(id, kind, random);
        if (!curve || !kem)
            return wrong("prekey");
        m_oneTime[id] = std::make_shared<const crypto::OneTimePrekey>(std::move(*curve));
        m_kem[id] = std::make_shared<const crypto::KemPrekey>(std::move(*kem));
    }
    return {};
}

Result<EnrolmentRequest> LightDevice::request() const
{
    TACET_TRY_ASSIGN(const QByteArray certificate, makeCertificate(m_keys, QStringLiteral("light")));
    EnrolmentRequest request = deviceRequest(m_keys, certificate, QStringLiteral("light"));
    request.prekeys.signedPrekey = published(*m_signedPrekey, m_keys.identity);
    for (const auto &[id, key] : m_oneTime)
        request.prekeys.oneTime += published(*key, m_keys.identity);
    for (const auto &[id, key] : m_kem) {
        const auto made = key->sign(m_keys.identity);
        request.prekeys.kem += {.id = id,
                                .publicKey = toByteArray(made.key),
                                .signature = toByteArray(made.signature.bytes),
                                .lastResort = id == kLastResort};
    }
    return request;
}

Result<> LightDevice::listen(DatabaseConnection &own)
{
    TACET_TRY_ASSIGN(m_cursor, ChatLogStore(own).cursor());
    return {};
}

Result<> LightDevice::read(DatabaseConnection &own, ChatId chat, const Senders &senders)
{
    TACET_TRY(emptyMailbox(own, senders));
    ChatLogStore log(own);
    TACET_TRY_ASSIGN(const SyncCursor now, log.cursor());
    QList<MessageId> news;
    SyncPage page{.events = {}, .isLast = false, .end = {}};
    while (!page.isLast) {
        TACET_TRY_ASSIGN(page, log.events(m_cursor, now, page.end, kPage));
        for (const LogEvent &event : page.events) {
            if (event.kind == LogEventKind::Message && event.position.chat == chat)
                news += MessageId(event.subject);
        }
    }
    m_cursor = now;
    QList<StoredPost> rows = std::exchange(m_waiting, {});
    if (!news.isEmpty()) {
        TACET_TRY_ASSIGN(const auto found, PostStore(own).posts(news));
        rows += found;
    }
    std::ranges::sort(rows, [](const StoredPost &a, const StoredPost &b) { return a.id < b.id; });
    for (const StoredPost &row : rows)
        TACET_TRY(take(row));
    return {};
}

Result<> LightDevice::emptyMailbox(DatabaseConnection &own, const Senders &senders)
{
    MailboxStore mailbox(own);
    while (true) {
        TACET_TRY_ASSIGN(const MailboxBatch batch, mailbox.fetch(kPage, MailboxStore::Prekeys::Skip));
        if (batch.items.isEmpty())
            return {};
        QList<qint64> done;
        for (const MailboxItem &item : batch.items) {
            TACET_TRY(takeKey(item, senders));
            done += item.mailboxId;
        }
        TACET_TRY(mailbox.acknowledge(done));
    }
}

Result<> LightDevice::takeKey(const MailboxItem &item, const Senders &senders)
{
    TACET_TRY_ASSIGN(const QByteArray plaintext, decrypt(item, senders));
    if (static_cast<GroupControlKind>(item.kind) != GroupControlKind::SenderKey)
        return {};
    TACET_TRY_ASSIGN(const GroupControlBody body, GroupControlBody::decode(plaintext));
    if (body.fromUser != item.senderUser || body.fromDevice != item.senderDevice || body.chat != item.chat)
        return wrong("a key that is not the row's");
    auto session = crypto::InboundGroupSession::fromShare(viewOf(body.share));
    if (!session)
        return wrong("a share that is none");
    const crypto::GroupSessionOwner owner{.chat = idBytes(body.chat),
                                          .sender = addressOf(item.senderUser, item.senderDevice)};
    const std::pair name(body.distributions.constFirst(), item.senderDevice);
    if (const auto known = m_sessions.find(name); known != m_sessions.end())
        known->second.reachBack(*session);
    else
        m_sessions.emplace(name, crypto::ReceivedGroupSession(owner, std::move(*session)));
    return {};
}

Result<QByteArray> LightDevice::decrypt(const MailboxItem &item, const Senders &senders)
{
    const auto sender = senders.find(item.senderDevice);
    if (sender == senders.end())
        return wrong("a sender without a certificate");
    TACET_TRY_ASSIGN(const auto message, pairwiseMessage(item.envelope));
    const auto opened =
        m_ratchets[item.senderDevice].decrypt(m_keys.localDevice(), sender->second, message, *this, cryptoNow());
    if (!opened)
        return wrong("a ratchet message that does not open");
    if (opened->usedOneTimePrekeyId)
        m_oneTime.erase(*opened->usedOneTimePrekeyId);
    if (opened->usedKemPrekeyId)
        m_kem.erase(*opened->usedKemPrekeyId);
    return toByteArray(opened->plaintext);
}

/// The next of its author, or it is damaged: nothing doubled, nothing left out, nothing moved.
Result<> LightDevice::take(const StoredPost &row)
{
    if (row.senderDevice == id())
        return {};
    if (!m_sessions.contains({row.distribution, row.senderDevice})) {
        m_waiting += row;
        return {};
    }
    TACET_TRY_ASSIGN(const GroupMessageBody body, open(row));
    if (body.chat != row.chat || body.id != row.id || body.author != row.sender ||
        body.authorDevice != row.senderDevice || body.sequence != row.seal.authorSequence ||
        body.previousHash != row.seal.parentHash)
        return wrong("a message that is not its row's");
    const auto last = m_last.find(row.senderDevice);
    if (last != m_last.end() &&
        (body.sequence != last->second.authorSequence + 1 || body.previousHash != last->second.parentHash))
        return wrong("a message that does not follow the one before");
    m_last[row.senderDevice] = {.authorSequence = body.sequence, .parentHash = row.contentHash};
    m_texts += body.text;
    return {};
}

Result<GroupMessageBody> LightDevice::open(const StoredPost &row)
{
    const auto session = m_sessions.find({row.distribution, row.senderDevice});
    if (session == m_sessions.end())
        return fail(ErrorCode::NotFound);
    const crypto::GroupSessionOwner claimed{.chat = idBytes(row.chat),
                                            .sender = addressOf(row.sender, row.senderDevice)};
    auto opened = session->second.open(claimed, idBytes(row.id), viewOf(row.encryptedContent));
    if (!opened)
        return wrong("a message that its session does not open");
    const auto text = crypto::unpad(std::move(opened->bytes));
    if (!text)
        return wrong("padding");
    return GroupMessageBody::decode(toByteArray(*text));
}

int LightDevice::opens(const QList<StoredPost> &rows)
{
    int opened = 0;
    for (StoredPost row : rows) {
        // Whatever session it has may be tried with whatever row.
        for (const auto &[name, session] : m_sessions) {
            row.distribution = name.first;
            opened += open(row) ? 1 : 0;
        }
    }
    return opened;
}

std::shared_ptr<const crypto::SignedPrekey> LightDevice::signedPrekey(std::uint32_t id) const
{
    return id == kSignedPrekey ? m_signedPrekey : nullptr;
}

std::shared_ptr<const crypto::OneTimePrekey> LightDevice::oneTimePrekey(std::uint32_t id) const
{
    const auto found = m_oneTime.find(id);
    return found == m_oneTime.end() ? nullptr : found->second;
}

std::shared_ptr<const crypto::KemPrekey> LightDevice::kemPrekey(std::uint32_t id) const
{
    const auto found = m_kem.find(id);
    return found == m_kem.end() ? nullptr : found->second;
}

} // namespace tacet::tests
