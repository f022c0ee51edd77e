#include "tests/backend/honestwork.h"

#include "models/backend/directchatstore.h"

#include <algorithm>

namespace tacet {

namespace {

constexpr std::chrono::milliseconds kBetweenSends{3};
constexpr std::chrono::seconds kArrival{30};

// A name that no other test's member has.
QString uniqueName(const char *prefix)
{
    return QLatin1StringView(prefix) + newId<UserId>().toString().remove(u'-').right(20);
}

// The body of a message says when it was sent.
qint64 microsecondsNow()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

QString HonestWork::Figures::text() const
{
    const QString error = firstError.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(firstError);
    return QStringLiteral("%1 sent, %2 arrived, %3 twice, %4 refused%5; a send takes %6 us, p99 %7 us; latest delivery "
                          "%8 us")
        .arg(sent)
        .arg(received)
        .arg(twice)
        .arg(failed)
        .arg(error)
        .arg(p50.count())
        .arg(p99.count())
        .arg(worstDelivery.count());
}

HonestWork::HonestWork(TenantWorld &world, std::chrono::milliseconds pollEvery)
    : m_world(world)
    , m_alice(world.join(uniqueName("honest_a_")))
    , m_bob(world.join(uniqueName("honest_b_")))
    , m_chat(orThrow(DirectChatStore(m_alice.db()).openDirect(newId<ChatId>(), m_bob.user)).id)
    , m_pollEvery(pollEvery)
{
    world.setPolicy(QStringLiteral("{\"send_burst\": 1000000, \"stranger_mailbox_rows\": 1000000}"));
    m_sender.reset(QThread::create([this] { send(); }));
    m_receiver.reset(QThread::create([this] { receive(); }));
    m_receiver->start();
    m_sender->start();
}

void HonestWork::send()
{
    const auto connection = m_world.connect(m_alice.login);
    for (quint32 number = 0; !m_stopSending; ++number) {
        const OutgoingMessage message =
            messageFor(m_chat, {envelopeFor(m_bob.device, number)}, QByteArray::number(microsecondsNow()));
        const qint64 begun = microsecondsNow();
        if (const auto sent = DeliveryStore(*connection).send(message); sent) {
            ++m_sent;
        } else {
            ++m_sending.failed;
            if (m_sending.firstError.isEmpty())
                m_sending.firstError = errorName(sent.error().code()) + u' ' + sent.error().databaseText();
        }
        m_sending.microseconds.push_back(microsecondsNow() - begun);
        QThread::sleep(kBetweenSends);
    }
}

void HonestWork::take(DatabaseConnection &connection, QSet<MessageId> &seen)
{
    const auto batch = MailboxStore(connection).fetch(500, MailboxStore::Prekeys::Skip);
    if (!batch) {
        ++m_receiving.failed;
        m_receiving.firstError = errorName(batch.error().code()) + u' ' + batch.error().databaseText();
        return;
    }
    QList<qint64> rows;
    for (const MailboxItem &item : batch->items) {
        rows.append(item.mailboxId);
        m_receiving.worst = std::max(m_receiving.worst, microsecondsNow() - item.encryptedContent.toLongLong());
        if (seen.contains(item.id))
            ++m_receiving.twice;
        else
            ++m_receiving.received;
        seen.insert(item.id);
    }
    if (!rows.isEmpty() && !MailboxStore(connection).acknowledge(rows))
        ++m_receiving.failed;
}

void HonestWork::receive()
{
    const auto connection = m_world.connect(m_bob.login);
    QSet<MessageId> seen;
    while (!m_stopReceiving) {
        take(*connection, seen);
        QThread::sleep(m_pollEvery);
    }
    for (const QDeadlineTimer deadline(kArrival); m_receiving.received < m_sent && !deadline.hasExpired();)
        take(*connection, seen);
}

HonestWork::Figures HonestWork::finish()
{
    m_stopSending = true;
    m_sender->wait();
    m_stopReceiving = true;
    m_receiver->wait();
    auto &times = m_sending.microseconds;
    std::ranges::sort(times);
    const auto at = [&times](size_t percent) {
        return std::chrono::microseconds(times.empty() ? 0 : times[(times.size() - 1) * percent / 100]);
    };
    return {.sent = m_sent,
            .failed = m_sending.failed + m_receiving.failed,
            .received = m_receiving.received,
            .twice = m_receiving.twice,
            .p50 = at(50),
            .p99 = at(99),
            .worstDelivery = std::chrono::microseconds(m_receiving.worst),
            .firstError = m_sending.firstError.isEmpty() ? m_receiving.firstError : m_sending.firstError};
}

} // namespace tacet
