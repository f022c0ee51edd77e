#include "app/ctl/program.h"

#include <QCoreApplication>
#include <QtCrypto>

#include <sys/prctl.h>

int main(int argc, char *argv[])
{
    // No core dump, no debugger and no /proc/PID/environ: keys and passphrase are in this memory.
    prctl(PR_SET_DUMPABLE, 0);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tacetctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TACET_VERSION));
    // Outlives everything that holds a key.
    const QCA::Initializer crypto;
    tacet::ctl::Program program;
    return program.run(QCoreApplication::arguments().sliced(1));
}
