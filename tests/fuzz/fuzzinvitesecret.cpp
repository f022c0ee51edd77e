#include "crypto/epoch/invitecode.h"
#include "crypto/epoch/invitesecret.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace tacet::crypto;
using namespace tacet::fuzz;

namespace {

// What is accepted has one canonical form, which is accepted as well.
void readSecret(std::string_view text)
{
    const auto secret = InviteSecret::parse(text);
    if (!secret)
        return;
    require(secret->text().size() == InviteSecret::kLength);
    require(InviteSecret::parse(secret->text())->text() == secret->text());
    require(InviteSecret::parse(secret->dashedText())->text() == secret->text());
}

void readCode(std::string_view text)
{
    const auto code = InviteCode::parse(text);
    if (!code)
        return;
    require(code->text().size() == InviteCode::kLength);
    require(text.contains(code->text()));
}

void readWrap(ByteView input)
{
    static const InviteSecret secret = InviteSecret::parse("0123456789ABCDEFGHJK").value();
    require(!secret.unwrap(input, {{}, 1}, {}));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    readSecret(text);
    readCode(text);
    readWrap(textBytes(text));
    return 0;
}
