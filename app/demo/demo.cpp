#include "app/demo/demo.h"

#include "app/demo/conversation.h"
#include "app/demo/inspection.h"

#include <QDir>
#include <QTextStream>

namespace tacet::demo {

namespace {

constexpr double kMillisecondsPerSecond = 1000;

}

Demo::Demo(const QString &programs, const QString &output, Speech speech)
    : m_programs(programs)
    , m_output(output)
    , m_speech(speech)
    , m_folder(QDir::tempPath() + QStringLiteral("/tacet-demo-XXXXXX"))
    , m_alice(programs + QStringLiteral("/tacetctl"), m_folder.filePath(QStringLiteral("alice")),
              QStringLiteral("alice"))
    , m_bob(programs + QStringLiteral("/tacetctl"), m_folder.filePath(QStringLiteral("bob")), QStringLiteral("bob"))
{
    m_clock.start();
}

/// The database must not go on running in a folder that is removed.
Demo::~Demo()
{
    (void)m_alice.run({QStringLiteral("workspace"), QStringLiteral("stop")});
}

Result<> Demo::prepare()
{
    if (!m_folder.isValid())
        return fail(ErrorCode::Io, QStringLiteral("no temporary folder can be made"));
    if (!QDir().mkpath(m_output))
        return fail(ErrorCode::Io, m_output + QStringLiteral(" cannot be made"));
    if (!QFile::exists(m_alice.program()))
        return fail(ErrorCode::NotFound, m_alice.program());
    return {};
}

void Demo::say(const QString &what) const
{
    QTextStream(stderr) << QString::number(static_cast<double>(m_clock.elapsed()) / kMillisecondsPerSecond, 'f', 1)
                        << " s  " << what << Qt::endl;
}

Result<Outcome> Demo::run()
{
    Outcome outcome;
    Conversation conversation(m_alice, m_bob, outcome.ledger, [this](const QString &what) { say(what); });
    TACET_TRY(conversation.begin());
    TACET_TRY(conversation.talk());
    TACET_TRY(inspect(outcome));
    outcome.seconds = static_cast<double>(m_clock.elapsed()) / kMillisecondsPerSecond;
    return outcome;
}

Result<> Demo::inspect(Outcome &outcome)
{
    say(QStringLiteral("looking for what was said in everything that was written to disk"));
    Inspection inspection(outcome.ledger.texts());
    TACET_TRY(inspection.searchDump(m_alice));
    TACET_TRY(inspection.searchCluster(m_alice));
    TACET_TRY(inspection.searchProfile(m_alice));
    TACET_TRY(inspection.searchProfile(m_bob));
    outcome.hits = inspection.search().hits();
    outcome.filesSearched = inspection.search().files();
    outcome.bytesSearched = inspection.search().bytes();
    return {};
}

} // namespace tacet::demo
