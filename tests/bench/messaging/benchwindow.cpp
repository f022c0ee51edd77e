// The desktop on a profile with 100,000 messages: from the start of the process to the painted chat list and
// the painted newest page, and its memory. One JSON line each.
#include "app/desktop/desktopapplication.h"
#include "tests/bench/messaging/history.h"
#include "tests/bench/messaging/report.h"
#include "tests/services/conversationfixture.h"
#include "ui/chat/conversationview.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QListView>
#include <QtCrypto>

#include <cstdio>
#include <unistd.h>

using namespace tacet;
using namespace tacet::bench;

namespace {

constexpr double kNanosPerMilli = 1e6;
constexpr double kTargetMs = 500;
constexpr double kTargetMib = 120;
constexpr int kPatience = 60'000; ///< milliseconds

/// Notes when a view was painted with rows in it, and opens the first chat as soon as there is one.
class PaintWatch final : public QObject
{
public:
    PaintWatch(DesktopApplication &desktop, const QElapsedTimer &clock)
        : m_desktop(desktop)
        , m_clock(clock)
    {
        qApp->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || m_desktop.currentWindow()->objectName() != "mainWindow")
            return false;
        auto *view = qobject_cast<QAbstractItemView *>(watched->parent());
        if (!view || !view->model() || view->model()->rowCount() == 0)
            return false;
        // From the event loop: then it has been painted.
        QMetaObject::invokeMethod(this, [this, view] { painted(view); }, Qt::QueuedConnection);
        return false;
    }

    qint64 listAt = 0;
    qint64 pageAt = 0;

private:
    void painted(QAbstractItemView *view)
    {
        if (view->objectName() == "chatList" && listAt == 0) {
            listAt = m_clock.nsecsElapsed();
            const QRect row = view->visualRect(view->model()->index(0, 0));
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, row.center());
        } else if (qobject_cast<ConversationView *>(view) && pageAt == 0) {
            pageAt = m_clock.nsecsElapsed();
        }
    }

    DesktopApplication &m_desktop;
    const QElapsedTimer &m_clock;
};

void fill(tests::Person &alice)
{
    need(alice.create());
    need(alice.lock());
    fillHistory(*need(alice.openVault()));
}

void show(const QString &folder, const QElapsedTimer &clock)
{
    PreferencesFile preferences(folder + "/desktop.ini");
    DesktopApplication desktop(folder, preferences);
    PaintWatch watch(desktop, clock);
    desktop.start({});
    const auto unlocked = desktop.profile().unlock(tests::testPassphrase());
    if (!QTest::qWaitFor([&] { return watch.pageAt > 0; }, kPatience))
        throw std::runtime_error("nothing was painted");
    const double list = static_cast<double>(watch.listAt) / kNanosPerMilli;
    const double page = static_cast<double>(watch.pageAt) / kNanosPerMilli;
    const QString target("the target of 500 ms, without the key derivation");
    report("messaging: 100,000 messages, process start to painted chat list", list, "ms", list / kTargetMs, target);
    report("messaging: 100,000 messages, process start to painted newest page", page, "ms", page / kTargetMs, target);
    const double memory = proportionalMemory();
    report("messaging: memory (PSS) of the desktop with 100,000 messages", memory, "MiB", memory / kTargetMib,
           "the target of 120 MiB");
    need(tests::waitFor(desktop.profile().lock()));
}

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer clock;
    clock.start();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QCA::Initializer qca;
    QApplication::setStyle("fusion");
    QApplication::setQuitOnLastWindowClosed(false);
    try {
        if (const QStringList words = QApplication::arguments(); words.size() == 3 && words[1] == "--show") {
            show(words[2], clock);
            QDir(QFileInfo(words[2]).path()).removeRecursively();
            return 0;
        }
        tests::Person alice("alice");
        fill(alice);
        // This process becomes the one that is measured: another one of the same program would share its pages.
        const QByteArray program = QFile::encodeName(QApplication::applicationFilePath());
        const QByteArray profile = QFile::encodeName(alice.directory());
        execl(program.constData(), program.constData(), "--show", profile.constData(), nullptr);
        throw std::runtime_error("the window was not shown");
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "bench_messaging_window: %s\n", exception.what());
        return 1;
    }
    return 0;
}
