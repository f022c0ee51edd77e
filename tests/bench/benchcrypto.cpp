// Tacet's pairwise cryptography against libomemo-c and against the bare primitives, in turns in one program.
#include "tests/bench/bareprimitives.h"
#include "tests/bench/measure.h"
#include "tests/bench/pairwisesides.h"

using namespace tacet::bench;

namespace {

constexpr std::size_t kAssociatedSize = 179; // of the product's mode, hybrid
constexpr int kPrekeySignatures = 3;         // signed, one-time and KEM prekey

// A text of one size, on all three sides.
class PairwiseBenchmark
{
public:
    PairwiseBenchmark(std::size_t size, SessionFrom from)
        : m_suffix(" " + std::to_string(size) + " B" + (from == SessionFrom::Storage ? ", session read first" : ""))
        , m_tacet(size, from)
        , m_omemo(size)
        , m_text(size)
        , m_sealed(BarePrimitives::ciphertextSize(size))
    {
    }

    void run()
    {
        compareStep(
            "pairwise encrypt" + m_suffix, [this](int n) { return m_tacet.encrypt(n); },
            [this](int n) { return m_omemo.encrypt(n); }, [this] { m_bare.encrypt(m_text, kAssociatedSize); });
        compareStep(
            "pairwise decrypt" + m_suffix, [this](int n) { return m_tacet.decrypt(n); },
            [this](int n) { return m_omemo.decrypt(n); }, [this] { m_bare.decrypt(m_sealed, kAssociatedSize); });
        compareStep(
            "pairwise ping-pong" + m_suffix, [this](int n) { return m_tacet.pingPong(n); },
            [this](int n) { return m_omemo.pingPong(n); }, [this] { pingPong(); });
    }

    void runSetUp()
    {
        compareStep(
            "session set-up, sender", [this](int n) { return m_tacet.initiate(n); },
            [this](int n) { return m_omemo.initiate(n); }, [this] { initiate(); });
        compareStep(
            "session set-up, receiver", [this](int n) { return m_tacet.accept(n); },
            [this](int n) { return m_omemo.accept(n); }, [this] { respond(); });
        compareStep(
            "session set-up, receiver, prekeys from their stored form",
            [this](int n) { return m_tacet.acceptFromStorage(n); }, [this](int n) { return m_omemo.accept(n); },
            [this] { respond(); });
    }

private:
    void pingPong()
    {
        m_bare.encrypt(m_text, kAssociatedSize);
        m_bare.turnRatchet();
        m_bare.decrypt(m_sealed, kAssociatedSize);
    }
    void initiate()
    {
        m_bare.initiate(kPrekeySignatures);
        m_bare.encrypt(m_text, kAssociatedSize);
    }
    void respond()
    {
        m_bare.respond();
        m_bare.decrypt(m_sealed, kAssociatedSize);
    }
    static void compareStep(const std::string &name, const std::function<double(int)> &tacet,
                            const std::function<double(int)> &omemo, const std::function<void()> &bare)
    {
        const Contender references[] = {{"libomemo-c, session version 4", omemo},
                                        {"bare primitives, lib25519 and OpenSSL", [&](int count) {
                                             return secondsOf([&] {
                                                 for (int i = 0; i < count; ++i)
                                                     bare();
                                             });
                                         }}};
        compare(name, {"Tacet", tacet}, references);
    }

    std::string m_suffix;
    TacetSide m_tacet;
    OmemoSide m_omemo;
    BarePrimitives m_bare;
    std::vector<std::byte> m_text;
    std::vector<std::byte> m_sealed;
};

} // namespace

int main()
{
    PairwiseBenchmark small(256, SessionFrom::Memory);
    small.run();
    small.runSetUp();
    PairwiseBenchmark(4096, SessionFrom::Memory).run();
    // As the product does it: nothing of a session stays in memory between two messages.
    PairwiseBenchmark(256, SessionFrom::Storage).run();
    return 0;
}
