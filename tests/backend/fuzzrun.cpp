#include "tests/backend/fuzzrun.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QThread>

namespace tacet {

namespace {

constexpr int kBatch = 200;
constexpr int kBatchesBetweenLearning = 20;
constexpr int kShownFaults = 30;
constexpr qsizetype kKeptCalls = 40;

// Long bodies are all of one byte: two people make the same, and each is told the hash of his own.
QSet<QByteArray> hashesOfFiller(const QByteArray &call)
{
    static const QRegularExpression filler(QStringLiteral("repeat\\('5a', (\\d{1,7})\\)"));
    QSet<QByteArray> hashes;
    for (const auto &match : filler.globalMatch(QString::fromUtf8(call)))
        hashes.insert(
            'x' +
            QCryptographicHash::hash(QByteArray(match.captured(1).toInt(), 'Z'), QCryptographicHash::Sha256).toHex());
    return hashes;
}

} // namespace

FuzzRun::FuzzRun(const WorkspaceAddress &address, const DatabaseLogin &superuser, const AttackCatalog &catalog)
    : m_address(address)
    , m_superuser(superuser)
    , m_catalog(catalog)
{
}

void FuzzRun::run(const QList<Actor> &actors, qint64 calls, int connections, quint32 seed, CallDriver::Keep keep)
{
    std::vector<std::unique_ptr<QThread>> threads;
    QByteArray problem;
    for (int nth = 0; nth < connections; ++nth) {
        threads.emplace_back(QThread::create([&, nth] {
            try {
                work(actors, calls / connections, seed + quint32(nth), keep);
            } catch (const std::exception &error) {
                const QMutexLocker lock(&m_mutex);
                problem = error.what();
            }
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
    if (!problem.isEmpty())
        throw std::runtime_error(problem.toStdString());
    settle();
}

void FuzzRun::work(const QList<Actor> &actors, qint64 calls, quint32 seed, CallDriver::Keep keep)
{
    CallDriver driver(m_address, m_superuser);
    CallGrammar grammar(driver.session(), m_catalog, seed);
    int batches = 0;
    for (qint64 made = 0; made < calls; made += kBatch) {
        if (++batches % kBatchesBetweenLearning == 0)
            grammar.learnIds(driver.session());
        const Actor &actor = actors[qsizetype(grammar.below(quint32(actors.size())))];
        grammar.prefer(actor.preferred);
        grammar.learnChats(driver.session());
        QByteArrayList names;
        QByteArrayList batch;
        for (int nth = 0; nth < kBatch; ++nth) {
            const AttackCatalog::Function &function =
                actor.functions[qsizetype(grammar.below(quint32(actor.functions.size())))];
            using enum CallGrammar::Manners;
            names += function.name;
            batch += grammar.call(function, grammar.chance(50) ? Fair : Odd);
        }
        const QList<CallDriver::Answer> answers = driver.drive(actor.role, batch, keep);
        const QMutexLocker lock(&m_mutex);
        for (qsizetype nth = 0; nth < answers.size(); ++nth)
            note(actor, names[nth], batch[nth], answers[nth]);
    }
}

void FuzzRun::note(const Actor &actor, const QByteArray &function, const QByteArray &call,
                   const CallDriver::Answer &answer)
{
    ++m_calls;
    ++m_states[answer.state];
    const bool expected = actor.mayCall ? isDocumentedState(answer.state) : answer.state == "42501";
    if (!expected) {
        ++m_undocumented;
        show(function + answer.state, answer.state + ' ' + answer.message().left(200) + " <- " + call.left(700));
    }
    if (answer.state == "00000") {
        QByteArrayList &kept = m_done[function];
        if (kept.size() < kKeptCalls)
            kept += call;
    }
    if (!actor.canaries)
        return;
    if (answer.state == "00000") {
        for (const QByteArray &word : actor.canaries->in(call, {}))
            m_said.insert(word);
        m_said.unite(hashesOfFiller(call));
    }
    const QByteArrayList words = actor.canaries->in(answer.told, call);
    if (!words.isEmpty())
        m_suspects += {.words = words, .function = function, .what = call.left(700) + " -> " + answer.told.left(500)};
}

// An id that an attacker has used for something of his own comes back to him later, which is no leak.
void FuzzRun::settle()
{
    for (const Suspect &suspect : std::as_const(m_suspects)) {
        QByteArrayList leaked = suspect.words;
        leaked.removeIf([this](const QByteArray &word) { return m_said.contains(word); });
        m_leaks += leaked.size();
        if (!leaked.isEmpty())
            show(suspect.function, "leaked " + leaked.join(' ').left(300) + " <- " + suspect.what);
    }
    m_suspects.clear();
}

void FuzzRun::show(const QByteArray &kind, const QByteArray &fault)
{
    if (m_shown.contains(kind) || m_faults.size() >= kShownFaults)
        return;
    m_shown.insert(kind);
    m_faults += fault;
}

QByteArray FuzzRun::states() const
{
    QByteArrayList list;
    for (auto it = m_states.begin(); it != m_states.end(); ++it)
        list += it.key() + ": " + QByteArray::number(it.value());
    std::ranges::sort(list);
    return list.join(", ");
}

QByteArrayList FuzzRun::neverDone(const QList<AttackCatalog::Function> &functions) const
{
    QByteArrayList names;
    for (const AttackCatalog::Function &function : functions) {
        if (!m_done.contains(function.name))
            names += function.name;
    }
    return names;
}

} // namespace tacet
