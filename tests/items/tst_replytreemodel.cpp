#include "models/items/replytreemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace tacet;

class ReplyTreeModelTest : public QObject
{
    Q_OBJECT
private:
    const ThreadId m_thread{QUuid::createUuid()};

    Reply reply(const QString &body, qint64 position, std::optional<ReplyId> parent = {}) const
    {
        Reply reply;
        reply.id = ReplyId(QUuid::createUuid());
        reply.thread = m_thread;
        reply.parent = parent;
        reply.authorName = "Alice";
        reply.body = body;
        reply.position = position;
        return reply;
    }

    /// "a(b c(d))": bodies with what answers them.
    static QString shape(const QAbstractItemModel &model, const QModelIndex &parent = {})
    {
        QStringList parts;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            const QString below = shape(model, index);
            parts += index.data().toString() + (below.isEmpty() ? QString() : '(' + below + ')');
        }
        return parts.join(' ');
    }

private slots:
    void repliesNestByWhatTheyAnswer()
    {
        ReplyTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Reply a = reply("a", 1);
        const Reply b = reply("b", 2);
        model.open(m_thread, 0);
        model.setReplies({reply("a2", 4, a.id), b, a, reply("a1", 3, a.id)});
        QCOMPARE(shape(model), "a(a1 a2) b");
        QCOMPARE(model.count(), 4);
        QCOMPARE(model.newestPosition(), 4);
    }

    void aNewReplyIsInsertedWithoutAReset()
    {
        ReplyTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Reply a = reply("a", 1);
        model.open(m_thread, 0);
        model.setReplies({a});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const Reply under = reply("under", 2, a.id);
        model.put(under);
        model.put(reply("b", 3));
        QCOMPARE(shape(model), "a(under) b");
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(resets.count(), 0);
        QVERIFY(model.indexOf(under.id).data(ReplyTreeModel::NewRole).toBool());
        QVERIFY(!model.indexOf(a.id).data(ReplyTreeModel::NewRole).toBool());
    }

    void deepAnswersStandBesideAndSayWhomTheyAnswer()
    {
        ReplyTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<Reply> chain;
        for (int i = 0; i < 8; ++i)
            chain += reply(QString::number(i), i + 1, i > 0 ? std::optional(chain.last().id) : std::nullopt);
        model.open(m_thread, 0);
        model.setReplies(chain);
        QCOMPARE(shape(model), "0(1(2(3 4 5 6 7)))");
        QVERIFY(model.indexOf(chain.at(3).id).data(ReplyTreeModel::AnswersRole).toString().isEmpty());
        QCOMPARE(model.indexOf(chain.at(6).id).data(ReplyTreeModel::AnswersRole).toString(), "Alice");
    }

    void aDeletedReplyKeepsWhatAnswersIt()
    {
        ReplyTreeModel model;
        Reply a = reply("a", 1);
        model.open(m_thread, 0);
        model.setReplies({a, reply("b", 2, a.id)});
        a.isDeleted = true;
        model.put(a);
        QCOMPARE(shape(model), "(b)");
        QVERIFY(model.indexOf(a.id).data(ReplyTreeModel::DeletedRole).toBool());
    }

    void answersToNothingKnownAndRingsStandAtTheTop()
    {
        ReplyTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Reply a = reply("a", 1);
        Reply b = reply("b", 2, a.id);
        a.parent = b.id; // a hostile author
        model.open(m_thread, 0);
        model.setReplies({a, b, reply("c", 3, ReplyId(QUuid::createUuid()))});
        QCOMPARE(model.count(), 3);
        QCOMPARE(shape(model), "a(b) c");
    }

    void repliesOfAnotherThreadAreDropped()
    {
        ReplyTreeModel model;
        model.open(m_thread, 0);
        model.setReplies({reply("a", 1)});
        Reply other = reply("x", 2);
        other.thread = ThreadId(QUuid::createUuid());
        model.put(other);
        QCOMPARE(shape(model), "a");
    }

    void theTreeHoldsUnderRandomArrival()
    {
        ReplyTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.open(m_thread, 0);
        model.setReplies({});
        QRandomGenerator random(5);
        QList<Reply> all;
        for (int i = 0; i < 200; ++i) {
            std::optional<ReplyId> parent;
            if (!all.isEmpty() && random.bounded(3) > 0)
                parent = all.at(random.bounded(int(all.size()))).id;
            all += reply(QString::number(i), i + 1, parent);
            model.put(all.last());
        }
        QCOMPARE(model.count(), 200);
        for (const Reply &one : all) {
            const QModelIndex index = model.indexOf(one.id);
            QCOMPARE(index.data().toString(), one.body);
            if (one.parent && index.data(ReplyTreeModel::AnswersRole).toString().isEmpty())
                QCOMPARE(model.replyAt(index.parent()).id, *one.parent);
        }
    }

    void theLastUnreadRepliesOfOthersAreNew()
    {
        ReplyTreeModel model;
        QList<Reply> replies;
        for (int i = 1; i <= 5; ++i)
            replies += reply(QString::number(i), i);
        replies[3].isOutgoing = true;
        model.open(m_thread, 2);
        model.setReplies(replies);
        QList<bool> isNew;
        for (const Reply &one : replies)
            isNew += model.indexOf(one.id).data(ReplyTreeModel::NewRole).toBool();
        QCOMPARE(isNew, QList<bool>({false, false, true, false, true}));
    }

    void aRowSpeaksWhomItAnswers()
    {
        ReplyTreeModel model;
        const Reply a = reply("a", 1);
        Reply b = reply("b", 2, a.id);
        b.authorName = "Bob";
        model.open(m_thread, 0);
        model.setReplies({a, b});
        const QString spoken = model.indexOf(b.id).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.startsWith("Bob, in reply to Alice: b"), qPrintable(spoken));
    }
};

QTEST_GUILESS_MAIN(ReplyTreeModelTest)
#include "tst_replytreemodel.moc"
