#include "tests/bench/groupsides.h"

#include "tests/bench/measure.h"

#include <stdexcept>

namespace tacet::bench {

using namespace crypto;
using test::OlmReceiver;
using test::OlmSender;

namespace {

constexpr Timestamp kNow{std::chrono::seconds(1'800'000'000)};

void require(bool done)
{
    if (!done)
        throw std::runtime_error("a benchmark's step failed");
}

// The sum over sessions of kGroupSessionMessages; `run` answers the seconds of one session's messages.
double inSessions(int count, const std::function<double(int messages)> &run)
{
    constexpr int kMessages = kGroupSessionMessages;
    double seconds = 0;
    for (int done = 0; done < count; done += kMessages)
        seconds += run(std::min(kMessages, count - done));
    return seconds;
}

Uuid messageId(std::size_t number)
{
    Uuid id{};
    id.front() = std::byte(number & 0xFF);
    return id;
}

} // namespace

OutboundGroupSession TacetGroupSide::newSession()
{
    return OutboundGroupSession::create(m_random, kNow).value();
}

std::vector<Bytes> TacetGroupSide::sent(OutboundGroupSession &session, int count) const
{
    std::vector<Bytes> messages;
    for (int i = 0; i < count; ++i)
        messages.push_back(session.encrypt(m_text).value());
    return messages;
}

double TacetGroupSide::encrypt(int count)
{
    return inSessions(count, [this](int messages) {
        OutboundGroupSession session = newSession();
        return secondsOf([&] {
            for (int i = 0; i < messages; ++i)
                require(session.encrypt(m_text).has_value());
        });
    });
}

double TacetGroupSide::encryptStored(int count)
{
    return inSessions(count, [this](int messages) {
        SecretBytes stored = newSession().serialise();
        return secondsOf([&] {
            for (int i = 0; i < messages; ++i) {
                auto session = OutboundGroupSession::deserialise(stored);
                require(session && session->encrypt(m_text));
                stored = session->serialise();
            }
        });
    });
}

double TacetGroupSide::decrypt(int count)
{
    return inSessions(count, [this](int messages) {
        OutboundGroupSession sender = newSession();
        auto receiver = InboundGroupSession::fromShare(sender.share()).value();
        const std::vector<Bytes> ciphertexts = sent(sender, messages);
        return secondsOf([&] {
            for (const Bytes &ciphertext : ciphertexts)
                require(receiver.decrypt(ciphertext).has_value());
        });
    });
}

double TacetGroupSide::decryptStored(int count)
{
    return inSessions(count, [this](int messages) {
        OutboundGroupSession sender = newSession();
        SecretBytes stored =
            ReceivedGroupSession({}, InboundGroupSession::fromShare(sender.share()).value()).serialise();
        const std::vector<Bytes> ciphertexts = sent(sender, messages);
        return secondsOf([&] {
            for (std::size_t i = 0; i < ciphertexts.size(); ++i) {
                auto receiver = ReceivedGroupSession::deserialise(stored);
                require(receiver && receiver->open({}, messageId(i), ciphertexts[i]));
                stored = receiver->serialise();
            }
        });
    });
}

std::vector<std::string> OlmGroupSide::sent(OlmSender &session, int count) const
{
    std::vector<std::string> messages;
    for (int i = 0; i < count; ++i)
        messages.push_back(session.encrypt(m_text));
    return messages;
}

double OlmGroupSide::encrypt(int count)
{
    return inSessions(count, [this](int messages) {
        OlmSender session;
        return secondsOf([&] {
            for (int i = 0; i < messages; ++i)
                (void)session.encrypt(m_text);
        });
    });
}

double OlmGroupSide::encryptStored(int count)
{
    return inSessions(count, [this](int messages) {
        OlmSender session;
        std::string stored = session.stored();
        return secondsOf([&] {
            for (int i = 0; i < messages; ++i) {
                session.restore(stored);
                (void)session.encrypt(m_text);
                stored = session.stored();
            }
        });
    });
}

double OlmGroupSide::decrypt(int count)
{
    return inSessions(count, [this](int messages) {
        OlmSender sender;
        auto receiver = OlmReceiver::fromShare(sender.share()).value();
        const std::vector<std::string> ciphertexts = sent(sender, messages);
        return secondsOf([&] {
            for (const std::string &ciphertext : ciphertexts)
                require(receiver.decrypt(ciphertext).has_value());
        });
    });
}

double OlmGroupSide::decryptStored(int count)
{
    return inSessions(count, [this](int messages) {
        OlmSender sender;
        auto receiver = OlmReceiver::fromShare(sender.share()).value();
        std::string stored = receiver.stored();
        const std::vector<std::string> ciphertexts = sent(sender, messages);
        return secondsOf([&] {
            for (const std::string &ciphertext : ciphertexts) {
                receiver.restore(stored);
                require(receiver.decrypt(ciphertext).has_value());
                stored = receiver.stored();
            }
        });
    });
}

} // namespace tacet::bench
