#include "tests/app/ctlrunner.h"
#include "tests/services/threadfixture.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

#define VERIFY_DONE(run)                                                                                               \
    do {                                                                                                               \
        const CtlRun done = (run);                                                                                     \
        QVERIFY2(done.exitCode == 0 && done.isJson, qPrintable(done.describe()));                                      \
    } while (false)

/// tacetctl thread on the profile of somebody who made a group: the tests build on each other.
class CtlThreadTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void argumentsThatDoNotFitAreUsageErrors();
    void threadsAreOpenedAndAnswered();
    void threadsAreListedInOrdersAndFound();
    void threadsAreFollowedPinnedAndRead();
    void othersSeeThem();
    void deletedThreadIsGone();

private:
    CtlRun thread(const QStringList &arguments) const { return m_alice->run(QStringList{u"thread"_s} + arguments); }
    QStringList titles(const QStringList &options) const;

    ThreadFixture m_threads;
    std::unique_ptr<CtlRunner> m_alice;
    QString m_boat;
    QString m_dinner;
    QString m_green;
};

void CtlThreadTest::initTestCase()
{
    QVERIFY_RESULT(m_threads.meet());
    Talker &alice = m_threads.talk.at(u"alice"_s);
    QVERIFY_RESULT(alice.goAway());
    m_alice =
        std::make_unique<CtlRunner>(alice.person().directory(), QString::fromUtf8(testPassphrase().toByteArray()));
}

QStringList CtlThreadTest::titles(const QStringList &options) const
{
    QStringList titles;
    for (const QJsonObject &line : thread(QStringList{u"list"_s, u"Talk"_s} + options).lines)
        titles += line.value("title"_L1).toString();
    return titles;
}

void CtlThreadTest::argumentsThatDoNotFitAreUsageErrors()
{
    for (const QStringList &arguments : QList<QStringList>{{u"list"_s},
                                                           {u"list"_s, u"Talk"_s, u"--mine"_s, u"--unread"_s},
                                                           {u"list"_s, u"Talk"_s, u"--sort"_s, u"colour"_s},
                                                           {u"create"_s, u"Talk"_s, u"--title"_s, u"no body"_s},
                                                           {u"show"_s, u"Talk"_s},
                                                           {u"reply"_s, QUuid::createUuid().toString()},
                                                           {u"pin"_s}})
        QCOMPARE(thread(arguments).exitCode, 2);
    const CtlRun nowhere = thread({u"list"_s, u"Nowhere"_s});
    QCOMPARE(nowhere.exitCode, 1);
    QCOMPARE(nowhere.errorName(), u"not-found"_s);
}

void CtlThreadTest::threadsAreOpenedAndAnswered()
{
    const CtlRun boat = thread({u"create"_s, u"Talk"_s, u"--title"_s, u"Which boat?"_s, u"--body"_s, u"For Sunday"_s});
    VERIFY_DONE(boat);
    QCOMPARE(boat.text("state"), u"sent"_s);
    m_boat = boat.text("id");
    const CtlRun dinner =
        thread({u"create"_s, m_threads.group.toString(), u"--title"_s, u"Dinner"_s, u"--body"_s, u"?"_s});
    VERIFY_DONE(dinner);
    m_dinner = dinner.text("id");
    const CtlRun green = thread({u"reply"_s, m_boat, u"the"_s, u"green"_s, u"one"_s});
    VERIFY_DONE(green);
    QCOMPARE(green.text("state"), u"sent"_s);
    m_green = green.text("id");
    VERIFY_DONE(thread({u"reply"_s, m_boat, u"why?"_s, u"--to"_s, m_green}));
    const CtlRun shown = thread({u"show"_s, m_boat});
    VERIFY_DONE(shown);
    QCOMPARE(shown.lines.size(), 3);
    QCOMPARE(shown.lines.at(0).value("body"_L1).toString(), u"For Sunday"_s);
    QCOMPARE(shown.lines.at(1).value("body"_L1).toString(), u"the green one"_s);
    QCOMPARE(shown.lines.at(2).value("parent"_L1).toString(), m_green);
    QVERIFY(m_alice->runForPeople({u"thread"_s, u"show"_s, m_boat}).output.contains("the green one"));
}

void CtlThreadTest::threadsAreListedInOrdersAndFound()
{
    QCOMPARE(titles({}), (QStringList{u"Which boat?"_s, u"Dinner"_s}));
    QCOMPARE(titles({u"--sort"_s, u"title"_s}), (QStringList{u"Dinner"_s, u"Which boat?"_s}));
    QCOMPARE(titles({u"--sort"_s, u"newest"_s}), (QStringList{u"Dinner"_s, u"Which boat?"_s}));
    QCOMPARE(titles({u"--sort"_s, u"replies"_s, u"--limit"_s, u"1"_s}), QStringList{u"Which boat?"_s});
    QCOMPARE(titles({u"--mine"_s}).size(), 2);
    QCOMPARE(titles({u"--search"_s, u"boat green"_s}), QStringList{u"Which boat?"_s});
    QCOMPARE(titles({u"--unread"_s}), QStringList());
}

void CtlThreadTest::threadsAreFollowedPinnedAndRead()
{
    VERIFY_DONE(thread({u"unfollow"_s, m_dinner}));
    QCOMPARE(titles({u"--followed"_s}), QStringList{u"Which boat?"_s});
    VERIFY_DONE(thread({u"follow"_s, m_dinner}));
    QCOMPARE(titles({u"--followed"_s}).size(), 2);
    VERIFY_DONE(thread({u"pin"_s, m_dinner}));
    QCOMPARE(titles({}).first(), u"Dinner"_s);
    VERIFY_DONE(thread({u"unpin"_s, m_dinner}));
    QCOMPARE(titles({}).first(), u"Which boat?"_s);
}

void CtlThreadTest::othersSeeThem()
{
    const ThreadId boat = ThreadId::fromString(m_boat);
    QTRY_VERIFY_WITH_TIMEOUT(m_threads.sees(u"bob"_s, boat, ReplyId::fromString(m_green)), 30'000);
    QCOMPARE(m_threads.bodies(u"bob"_s, boat), (QStringList{u"the green one"_s, u"why?"_s}));
}

void CtlThreadTest::deletedThreadIsGone()
{
    VERIFY_DONE(thread({u"delete"_s, m_boat}));
    QCOMPARE(titles({}), QStringList{u"Dinner"_s});
    QCOMPARE(thread({u"show"_s, m_boat}).errorName(), u"not-found"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_threads.sees(u"bob"_s, ThreadId::fromString(m_boat)), 30'000);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    CtlThreadTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ctlthread.moc"
