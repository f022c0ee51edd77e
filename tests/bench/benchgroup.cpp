// Tacet's Megolm against libolm and against the bare primitives, in turns in one program.
#include "tests/bench/bareprimitives.h"
#include "tests/bench/groupsides.h"
#include "tests/bench/measure.h"

using namespace tacet::bench;

namespace {

constexpr std::size_t kSize = 256;

class GroupBenchmark
{
public:
    void run()
    {
        compareStep(
            "group encrypt 256 B", [this](int n) { return m_tacet.encrypt(n); },
            [this](int n) { return m_olm.encrypt(n); }, [this] { m_bare.groupEncrypt(m_text); });
        compareStep(
            "group decrypt 256 B", [this](int n) { return m_tacet.decrypt(n); },
            [this](int n) { return m_olm.decrypt(n); }, [this] { m_bare.groupDecrypt(); });
        compareStep(
            "group encrypt 256 B, session read and stored", [this](int n) { return m_tacet.encryptStored(n); },
            [this](int n) { return m_olm.encryptStored(n); }, [this] { m_bare.groupEncrypt(m_text); });
        compareStep(
            "group decrypt 256 B, session read and stored", [this](int n) { return m_tacet.decryptStored(n); },
            [this](int n) { return m_olm.decryptStored(n); }, [this] { m_bare.groupDecrypt(); });
    }

private:
    static void compareStep(const std::string &name, const std::function<double(int)> &tacet,
                            const std::function<double(int)> &olm, const std::function<void()> &bare)
    {
        const Contender references[] = {{"libolm", olm}, {"bare primitives, lib25519 and OpenSSL", [&](int count) {
                                                              return secondsOf([&] {
                                                                  for (int i = 0; i < count; ++i)
                                                                      bare();
                                                              });
                                                          }}};
        compare(name, {"Tacet", tacet}, references);
    }

    TacetGroupSide m_tacet{kSize};
    OlmGroupSide m_olm{kSize};
    BarePrimitives m_bare;
    std::vector<std::byte> m_text = std::vector<std::byte>(kSize);
};

} // namespace

int main()
{
    GroupBenchmark().run();
    return 0;
}
