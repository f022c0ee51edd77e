#include "vaultfixture.h"

#include "models/vault/filetransferstore.h"

#include <QRandomGenerator>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestFileTransferStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void transferComesBackWhole();
    void beginningAgainAnswersWhatStands();
    void malformedTransfersAreRefused_data();
    void malformedTransfersAreRefused();
    void transferOfUnknownChatIsNotFound();
    void everyMoveIsAllowedOrRefused_data();
    void everyMoveIsAllowedOrRefused();
    void chunksAreCountedOnce();
    void interruptedTransferGoesOnWhereItWas();
    void hashThatIsWrongStartsOver();
    void failureIsKeptUntilTheNextTry();
    void onlyFinishedOnesAreRemoved();
    void tableRefusesWhatMakesNoSense_data();
    void tableRefusesWhatMakesNoSense();
    void damagedChunksAreFound_data();
    void damagedChunksAreFound();
    void noListScansTheTransfers();
};

namespace {

using State = TransferState;

NewTransfer newTransfer(ChatId chat, qint64 size = 10'000'000)
{
    return {.id = MediaId(QUuid::createUuid()),
            .chat = chat,
            .direction = TransferDirection::Inbound,
            .fileName = u"Zürich \U0001F680.pdf"_s,
            .localPath = u"/home/bob/Downloads/Zürich.pdf"_s,
            .fileSize = size,
            .fileHash = QByteArray(32, 'h'),
            .fileKey = QByteArray(32, 'k'),
            .createdAt = VaultFixture::time(1)};
}

/// A transfer brought into a state by the store's own means.
FileTransfer inState(VaultFixture &vault, State state)
{
    FileTransferStore &store = vault.session->transfers();
    const MediaId id = need(store.begin(newTransfer(vault.addChat(), 3000))).id;
    const QDateTime now = VaultFixture::time(2);
    if (state == State::Active || state == State::Completed || state == State::Failed)
        need(store.move(id, State::Active, now));
    if (state == State::Completed) {
        need(store.markChunk(id, 0, now));
        return need(store.complete(id, now));
    }
    if (state == State::Failed)
        return need(store.markFailed(id, ErrorCode::Timeout, now));
    return state == State::Pending ? *need(store.find(id)) : need(store.move(id, state, now));
}

} // namespace

void TestFileTransferStore::transferComesBackWhole()
{
    VaultFixture vault;
    const NewTransfer asked = newTransfer(vault.addChat());
    need(vault.session->transfers().begin(asked));
    vault.reopen();
    const FileTransfer stored = *need(vault.session->transfers().find(asked.id));
    QCOMPARE(stored.chat, asked.chat);
    QCOMPARE(stored.direction, TransferDirection::Inbound);
    QCOMPARE(stored.state, State::Pending);
    QCOMPARE(stored.fileName, asked.fileName);
    QCOMPARE(stored.localPath, asked.localPath);
    QCOMPARE(stored.fileSize, asked.fileSize);
    QCOMPARE(stored.fileHash, asked.fileHash);
    QCOMPARE(stored.fileKey, asked.fileKey);
    QCOMPARE(stored.chunkCount, 10);
    QCOMPARE(stored.chunks, QByteArray(2, '\0'));
    QCOMPARE(stored.percent(), 0);
    QCOMPARE(stored.createdAt, asked.createdAt);
    QVERIFY(!stored.completedAt && !stored.failure);
}

void TestFileTransferStore::beginningAgainAnswersWhatStands()
{
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    const NewTransfer asked = newTransfer(vault.addChat());
    need(store.begin(asked));
    need(store.move(asked.id, State::Active, VaultFixture::time(2)));
    need(store.markChunk(asked.id, 3, VaultFixture::time(2)));
    QCOMPARE(need(store.begin(asked)).chunksDone, 1);
    NewTransfer other = asked;
    other.fileKey = QByteArray(32, 'x');
    QCOMPARE(codeOf(store.begin(other)), ErrorCode::Conflict);
    QCOMPARE(need(store.find(asked.id))->fileKey, asked.fileKey);
}

void TestFileTransferStore::malformedTransfersAreRefused_data()
{
    QTest::addColumn<NewTransfer>("transfer");
    const auto with = [](auto change) {
        NewTransfer transfer = newTransfer(ChatId());
        change(transfer);
        return transfer;
    };
    QTest::newRow("negative size") << with([](NewTransfer &t) { t.fileSize = -1; });
    QTest::newRow("too large") << with([](NewTransfer &t) { t.fileSize = FileTransferStore::kFileBytesMax + 1; });
    QTest::newRow("no name") << with([](NewTransfer &t) { t.fileName = QString(); });
    QTest::newRow("long name") << with([](NewTransfer &t) { t.fileName = QString(256, u'n'); });
    QTest::newRow("long path") << with([](NewTransfer &t) { t.localPath = QString(4097, u'p'); });
    QTest::newRow("short hash") << with([](NewTransfer &t) { t.fileHash.chop(1); });
    QTest::newRow("long key") << with([](NewTransfer &t) { t.fileKey += 'k'; });
    QTest::newRow("chunks of nothing") << with([](NewTransfer &t) { t.chunkSize = 0; });
    QTest::newRow("chunks below nothing") << with([](NewTransfer &t) { t.chunkSize = -1024; });
    QTest::newRow("huge chunks") << with([](NewTransfer &t) { t.chunkSize = (1 << 20) + 1; });
}

void TestFileTransferStore::malformedTransfersAreRefused()
{
    QFETCH(NewTransfer, transfer);
    VaultFixture vault;
    transfer.chat = vault.addChat();
    QCOMPARE(codeOf(vault.session->transfers().begin(transfer)), ErrorCode::InvalidInput);
    QVERIFY(!need(vault.session->transfers().find(transfer.id)));
}

void TestFileTransferStore::transferOfUnknownChatIsNotFound()
{
    VaultFixture vault;
    QCOMPARE(codeOf(vault.session->transfers().begin(newTransfer(ChatId(QUuid::createUuid())))), ErrorCode::NotFound);
    QCOMPARE(
        codeOf(vault.session->transfers().move(MediaId(QUuid::createUuid()), State::Active, VaultFixture::time(1))),
        ErrorCode::NotFound);
}

void TestFileTransferStore::everyMoveIsAllowedOrRefused_data()
{
    QTest::addColumn<State>("from");
    QTest::addColumn<State>("to");
    QTest::addColumn<bool>("allowed");
    static const QHash<State, QSet<State>> allowed{
        {State::Pending, {State::Active, State::Paused, State::Failed, State::Cancelled}},
        {State::Active, {State::Pending, State::Paused, State::Failed, State::Cancelled}},
        {State::Paused, {State::Pending, State::Active, State::Cancelled}},
        {State::Failed, {State::Pending, State::Cancelled}},
    };
    for (int from = 0; from <= int(State::Cancelled); ++from) {
        for (int to = 0; to <= int(State::Cancelled); ++to)
            QTest::newRow(qPrintable(u"%1 to %2"_s.arg(from).arg(to)))
                << State(from) << State(to) << (from == to || allowed.value(State(from)).contains(State(to)));
    }
}

void TestFileTransferStore::everyMoveIsAllowedOrRefused()
{
    QFETCH(State, from);
    QFETCH(State, to);
    QFETCH(bool, allowed);
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    const MediaId id = inState(vault, from).id;
    QCOMPARE(need(store.find(id))->state, from);
    const QDateTime now = VaultFixture::time(3);
    const auto moved = [&] {
        if (to == State::Completed)
            return store.complete(id, now);
        return to == State::Failed ? store.markFailed(id, ErrorCode::Offline, now) : store.move(id, to, now);
    }();
    // An active one completes only with all of its chunks, and this one has none.
    if (!allowed)
        QCOMPARE(codeOf(moved), ErrorCode::Conflict);
    QCOMPARE(moved.has_value(), allowed);
    QCOMPARE(need(store.find(id))->state, allowed ? to : from);
}

void TestFileTransferStore::chunksAreCountedOnce()
{
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    const MediaId id = need(store.begin(newTransfer(vault.addChat(), (qint64{21} << 20) + 1))).id;
    const QDateTime now = VaultFixture::time(2);
    QCOMPARE(codeOf(store.markChunk(id, 0, now)), ErrorCode::Conflict);
    need(store.move(id, State::Active, now));
    for (const int wrong : {-1, 22, 1000, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()})
        QCOMPARE(codeOf(store.markChunk(id, wrong, now)), ErrorCode::InvalidInput);
    QList<int> order(22);
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), *QRandomGenerator::global());
    int done = 0;
    for (const int number : std::as_const(order)) {
        QCOMPARE(codeOf(store.complete(id, now)), ErrorCode::Conflict);
        QCOMPARE(need(store.markChunk(id, number, now)).chunksDone, ++done);
        QCOMPARE(need(store.markChunk(id, number, now)).chunksDone, done);
    }
    const FileTransfer whole = need(store.complete(id, now));
    QCOMPARE(whole.percent(), 100);
    QCOMPARE(whole.completedAt, now);
    QCOMPARE(need(store.complete(id, VaultFixture::time(9))).completedAt, now);
}

void TestFileTransferStore::interruptedTransferGoesOnWhereItWas()
{
    VaultFixture vault;
    const MediaId id = need(vault.session->transfers().begin(newTransfer(vault.addChat()))).id;
    need(vault.session->transfers().move(id, State::Active, VaultFixture::time(2)));
    need(vault.session->transfers().markChunk(id, 9, VaultFixture::time(3)));
    vault.reopen();
    FileTransferStore &store = vault.session->transfers();
    QCOMPARE(need(store.returnActive(VaultFixture::time(4))), 1);
    QCOMPARE(need(store.returnActive(VaultFixture::time(4))), 0);
    const FileTransfer waiting = *need(store.find(id));
    QCOMPARE(waiting.state, State::Pending);
    QVERIFY(waiting.hasChunk(9) && !waiting.hasChunk(8));
    QCOMPARE(need(store.move(id, State::Active, VaultFixture::time(5))).attempts, 2);
}

void TestFileTransferStore::hashThatIsWrongStartsOver()
{
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    const MediaId id = inState(vault, State::Active).id;
    need(store.markChunk(id, 0, VaultFixture::time(3)));
    const FileTransfer again = need(store.startOver(id, VaultFixture::time(4)));
    QCOMPARE(again.state, State::Pending);
    QCOMPARE(again.chunksDone, 0);
    QVERIFY(!again.hasChunk(0));
    QCOMPARE(codeOf(store.startOver(inState(vault, State::Completed).id, VaultFixture::time(4))), ErrorCode::Conflict);
}

void TestFileTransferStore::failureIsKeptUntilTheNextTry()
{
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    const FileTransfer failed = inState(vault, State::Failed);
    QCOMPARE(failed.failure, ErrorCode::Timeout);
    QVERIFY(!need(store.move(failed.id, State::Pending, VaultFixture::time(3))).failure);
}

void TestFileTransferStore::onlyFinishedOnesAreRemoved()
{
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    for (const State state : {State::Pending, State::Active, State::Paused, State::Failed}) {
        const MediaId id = inState(vault, state).id;
        QCOMPARE(codeOf(store.remove(id)), ErrorCode::Conflict);
        QVERIFY(need(store.find(id)));
    }
    for (const State state : {State::Completed, State::Cancelled}) {
        const MediaId id = inState(vault, state).id;
        need(store.remove(id));
        QVERIFY(!need(store.find(id)));
        need(store.remove(id));
    }
}

void TestFileTransferStore::tableRefusesWhatMakesNoSense_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("state") << QByteArray("state = 6");
    QTest::newRow("direction") << QByteArray("direction = 3");
    QTest::newRow("complete without chunks") << QByteArray("state = 3, completed_at = 1");
    QTest::newRow("complete without a time") << QByteArray("state = 3, chunks_done = 1");
    QTest::newRow("more chunks than there are") << QByteArray("chunks_done = 2");
    QTest::newRow("fewer chunks than none") << QByteArray("chunks_done = -1");
    QTest::newRow("bits of another length") << QByteArray("chunks = zeroblob(2)");
    QTest::newRow("another size") << QByteArray("file_size = 4000");
    QTest::newRow("another key") << QByteArray("file_key = randomblob(32)");
    QTest::newRow("another chat") << QByteArray("chat_id = id");
    QTest::newRow("failed without a reason") << QByteArray("state = 4");
    QTest::newRow("a reason without a failure") << QByteArray("failure = 5");
}

void TestFileTransferStore::tableRefusesWhatMakesNoSense()
{
    QFETCH(QByteArray, change);
    VaultFixture vault;
    const MediaId id = inState(vault, State::Active).id;
    QCOMPARE(codeOf(vault.session->database().executeScript("UPDATE file_transfers SET " + change)),
             ErrorCode::Conflict);
    QCOMPARE(need(vault.session->transfers().find(id))->state, State::Active);
}

void TestFileTransferStore::damagedChunksAreFound_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("a bit too many") << QByteArray("chunks = x'03'");
    QTest::newRow("a bit too few") << QByteArray("chunks = x'00'");
    QTest::newRow("a bit behind the end") << QByteArray("chunks = x'08'");
    QTest::newRow("another count") << QByteArray("chunks_done = 2");
}

void TestFileTransferStore::damagedChunksAreFound()
{
    QFETCH(QByteArray, change);
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    const MediaId id = need(store.begin(newTransfer(vault.addChat(), 3 << 20))).id;
    need(store.move(id, State::Active, VaultFixture::time(2)));
    need(store.markChunk(id, 0, VaultFixture::time(2)));
    need(vault.session->database().executeScript("UPDATE file_transfers SET " + change));
    QCOMPARE(codeOf(store.find(id)), ErrorCode::Damaged);
    QCOMPARE(codeOf(store.inState(State::Active, 10)), ErrorCode::Damaged);
    QCOMPARE(codeOf(store.markChunk(id, 1, VaultFixture::time(3))), ErrorCode::Damaged);
}

void TestFileTransferStore::noListScansTheTransfers()
{
    VaultFixture vault;
    FileTransferStore &store = vault.session->transfers();
    const ChatId chat = vault.addChat();
    for (int i = 0; i < 20; ++i) {
        NewTransfer transfer = newTransfer(chat);
        transfer.createdAt = VaultFixture::time(i);
        need(store.begin(transfer));
    }
    const auto pending = need(store.inState(State::Pending, 5));
    QCOMPARE(pending.size(), 5);
    QCOMPARE(pending.first().createdAt, VaultFixture::time(0));
    const auto newest = need(store.ofChat(chat, 3));
    QCOMPARE(newest.size(), 3);
    QCOMPARE(newest.first().createdAt, VaultFixture::time(19));
    const QStringList plans = need(vault.session->database().queryPlans());
    for (const QString &plan : plans) {
        if (plan.contains("FROM file_transfers"_L1))
            QVERIFY2(!plan.contains("SCAN"_L1) && !plan.contains("TEMP B-TREE"_L1), qPrintable(plan));
    }
}

TACET_VAULT_TEST_MAIN(TestFileTransferStore)
#include "tst_filetransferstore.moc"
