#include "app/ctl/passphrase.h"

#include <QFile>

#include <cstdlib>
#include <cstring>

namespace tacet::ctl {

namespace {

constexpr const char *kVariable = "TACET_PASSPHRASE";
constexpr qint64 kLineMax = 4096;

} // namespace

PassphraseSource::PassphraseSource()
{
    char *value = std::getenv(kVariable);
    if (!value)
        return;
    const size_t length = std::strlen(value);
    m_fromEnvironment.resize(static_cast<int>(length));
    std::memcpy(m_fromEnvironment.data(), value, length);
    explicit_bzero(value, length);
    unsetenv(kVariable);
}

Result<QCA::SecureArray> PassphraseSource::read() const
{
    if (m_file.isEmpty()) {
        if (m_fromEnvironment.isEmpty())
            return fail(ErrorCode::InvalidInput,
                        QStringLiteral("give the passphrase in TACET_PASSPHRASE or --passphrase-file"));
        return m_fromEnvironment;
    }
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorCode::Io, QStringLiteral("the passphrase file cannot be read"));
    QCA::SecureArray line(static_cast<int>(kLineMax));
    const qint64 read = file.readLine(line.data(), kLineMax);
    int length = static_cast<int>(std::max<qint64>(read, 0));
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        --length;
    line.resize(length);
    if (line.isEmpty())
        return fail(ErrorCode::InvalidInput, QStringLiteral("the passphrase file is empty"));
    return line;
}

} // namespace tacet::ctl
