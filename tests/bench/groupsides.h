#pragma once
#include "crypto/group/outboundgroupsession.h"
#include "crypto/group/receivedgroupsession.h"
#include "tests/support/olmpeer.h"

namespace tacet::bench {

/// Both sides start a new session after kGroupSessionMessages, as the product does, and do not count what the
/// start takes. "Stored": the session is read from its stored form before each step and stored after it.
/// Each answers the seconds that `count` steps took.
class TacetGroupSide
{
public:
    explicit TacetGroupSide(std::size_t size)
        : m_text(size, std::byte{7})
    {
    }
    double encrypt(int count);
    double decrypt(int count);
    double encryptStored(int count);
    /// With the owner and the ledger of indexes, which libolm leaves to its callers.
    double decryptStored(int count);

private:
    crypto::OutboundGroupSession newSession();
    std::vector<crypto::Bytes> sent(crypto::OutboundGroupSession &session, int count) const;

    crypto::SystemRandom m_random;
    crypto::Bytes m_text;
};

class OlmGroupSide
{
public:
    explicit OlmGroupSide(std::size_t size)
        : m_text(size, std::byte{7})
    {
    }
    double encrypt(int count);
    double decrypt(int count);
    double encryptStored(int count);
    double decryptStored(int count);

private:
    std::vector<std::string> sent(test::OlmSender &session, int count) const;

    crypto::Bytes m_text;
};

} // namespace tacet::bench
