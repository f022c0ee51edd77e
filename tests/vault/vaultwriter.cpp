// Another process at a vault, for tst_vaultprocesses. Arguments: what to do, and the folder.
//
//   open    tries to open it; prints the error's name or "opened"
//   hold    opens it, prints "opened", and waits until it is killed
//   write   stores messages, each with a ratchet state of the same number, in one transaction; prints the
//           number after each commit, until it is killed
//   fill    the same with a limit on the size of files (third argument, bytes); prints the last number
//           that was committed and the error that ended it
//   maintain  does the whole maintenance again and again; prints each step before it begins
#include "vaultfixture.h"

#include "models/vault/ratchetstore.h"
#include "models/vault/vaultmaintenance.h"

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

namespace {

void say(const QByteArray &line)
{
    std::fputs((line + '\n').constData(), stdout);
    std::fflush(stdout);
}

Result<> writeOne(VaultSession &session, ChatId chat, DeviceId peer, int number)
{
    return session.transact([&]() -> Result<> {
        TACET_TRY(session.ratchets().save({.device = peer, .user = {}, .state = QByteArray::number(number)}));
        TACET_TRY(session.messages().insert(incoming(chat, QString::number(number) + QString(2000, u'x'), number)));
        return {};
    });
}

Result<> writeUntilItFails(VaultSession &session, int &committed)
{
    TACET_TRY_ASSIGN(const auto chats, session.chats().list());
    const ChatId chat = chats.first().id;
    const DeviceId peer(QUuid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    TACET_TRY_ASSIGN(const auto state, session.ratchets().find(peer));
    committed = state ? state->state.toInt() : 0;
    while (true) {
        TACET_TRY(writeOne(session, chat, peer, committed + 1));
        ++committed;
        say(QByteArray::number(committed));
    }
}

void maintainForEver(VaultSession &session)
{
    VaultMaintenance maintenance(session, nullptr);
    while (true) {
        for (const MaintenanceStep step : VaultMaintenance::steps()) {
            say(QByteArray::number(int(step)));
            need(maintenance.run(step, MaintenanceKind::Full, QDateTime::currentDateTimeUtc()));
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCA::Initializer qca;
    const QStringList arguments = application.arguments();
    const QString task = arguments.at(1);

    auto session = VaultSession::open(arguments.at(2), passphrase());
    if (!session) {
        say(errorName(session.error().code()).toLatin1());
        return 1;
    }
    say("opened");
    if (task == "hold"_L1)
        ::pause();
    if (task == "maintain"_L1)
        maintainForEver(**session);
    if (task == "fill"_L1) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{.rlim_cur = arguments.at(3).toULongLong(), .rlim_max = RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (task == "write"_L1 || task == "fill"_L1) {
        int committed = 0;
        const auto failed = writeUntilItFails(**session, committed);
        say(errorName(failed.error().code()).toLatin1());
        // Reading goes on, and nothing half-written is seen.
        const DeviceId peer(QUuid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        const auto state = (*session)->ratchets().find(peer);
        const int stored = state && *state ? (*state)->state.toInt() : 0;
        say(state && stored == committed ? "consistent" : "inconsistent");
    }
    return 0;
}
