#include "app/ctl/secretinput.h"

#include <QFile>

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <optional>

namespace tacet::ctl {

namespace {

constexpr qint64 kLineMax = 4096;

/// Hides what is typed while it lives, if standard input is a terminal.
class HiddenTyping
{
public:
    HiddenTyping()
    {
        termios shown{};
        if (::tcgetattr(STDIN_FILENO, &shown) != 0)
            return;
        termios hidden = shown;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        hidden.c_lflag |= ECHONL;
        if (::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0)
            m_shown = shown;
    }
    ~HiddenTyping()
    {
        if (m_shown)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &*m_shown);
    }
    Q_DISABLE_COPY_MOVE(HiddenTyping)

private:
    std::optional<termios> m_shown;
};

Result<QByteArray> firstLineOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, QStringLiteral("a file with a secret cannot be read"));
    return file.readLine(kLineMax);
}

} // namespace

Result<QByteArray> SecretInput::standardInput(const QString &what) const
{
    if (::isatty(STDIN_FILENO) != 0)
        m_output.progress(what + u':');
    const HiddenTyping hidden;
    QByteArray line(kLineMax, '\0');
    // C's buffer stays between two calls: each reads the line after the one before.
    if (!std::fgets(line.data(), static_cast<int>(line.size()), stdin))
        return std::ferror(stdin) != 0 ? fail(ErrorCode::Io, QStringLiteral("standard input cannot be read"))
                                       : Result<QByteArray>(QByteArray());
    line.truncate(qstrlen(line.constData()));
    return line;
}

Result<QString> SecretInput::line(const QString &path, const QString &what) const
{
    TACET_TRY_ASSIGN(QByteArray line, path == u'-' ? standardInput(what) : firstLineOf(path));
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    QString text = QString::fromUtf8(line);
    if (text.toUtf8() != line)
        return fail(ErrorCode::InvalidInput, QStringLiteral("%1: not UTF-8").arg(what));
    return text;
}

} // namespace tacet::ctl
