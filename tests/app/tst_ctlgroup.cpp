#include "tests/app/ctlrunner.h"
#include "tests/services/grouptalk.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::tests;

#define VERIFY_DONE(run)                                                                                               \
    do {                                                                                                               \
        const CtlRun done = (run);                                                                                     \
        QVERIFY2(done.exitCode == 0 && done.isJson, qPrintable(done.describe()));                                      \
    } while (false)
#define VERIFY_REFUSED(run, name, words)                                                                               \
    do {                                                                                                               \
        const CtlRun refusedRun = (run);                                                                               \
        QVERIFY2(refusedRun.exitCode == 1 && refusedRun.isJson, qPrintable(refusedRun.describe()));                    \
        QCOMPARE(refusedRun.errorName(), QStringLiteral(name));                                                        \
        QVERIFY2(refusedRun.errorOutput.contains(words), qPrintable(refusedRun.describe()));                           \
        QVERIFY2(refusedRun.output.isEmpty(), qPrintable(refusedRun.describe()));                                      \
    } while (false)

/// tacetctl group and channel by people whose programs run for one command only: the tests tell one story.
class CtlGroupTest : public QObject
{
    Q_OBJECT
private:
    CtlRun run(const QString &who, const QStringList &arguments)
    {
        const QString passphrase = QString::fromUtf8(testPassphrase().toByteArray());
        return CtlRunner(m_talk.at(who).person().directory(), passphrase).run(arguments);
    }
    CtlRun group(const QString &who, const QStringList &arguments)
    {
        return run(who, QStringList{u"group"_s} + arguments);
    }
    CtlRun channel(const QString &who, const QStringList &arguments)
    {
        return run(who, QStringList{u"channel"_s} + arguments);
    }
    CtlRun say(const QString &who, const QString &chat, const QString &text)
    {
        return run(who, {u"send"_s, u"--chat"_s, chat, text});
    }

    /// What comes, of one kind.
    QList<QJsonObject> received(const QString &who, const QString &kind)
    {
        QList<QJsonObject> lines = run(who, {u"receive"_s, u"--timeout"_s, u"0"_s}).lines;
        lines.removeIf([&](const QJsonObject &line) { return line.value("kind"_L1).toString() != kind; });
        return lines;
    }
    QStringList texts(const QString &who)
    {
        QStringList texts;
        for (const QJsonObject &line : received(who, u"message"_s))
            texts += line.value("text"_L1).toString();
        return texts;
    }
    QStringList membersSeenBy(const QString &who)
    {
        QStringList members;
        for (const QJsonObject &line : group(who, {u"members"_s, m_group}).lines)
            members += line.value("username"_L1).toString() + u' ' + line.value("role"_L1).toString();
        members.sort();
        return members;
    }

    GroupTalk m_talk;
    QString m_group;
    QString m_channel;

private slots:
    void initTestCase();
    void aGroupIsMadeListedAndShown();
    void membersAreAddedAndTalk();
    void rolesAreGivenAndDemanded();
    void whoIsRemovedIsToldAndReadsNothingMore();
    void invitesLetInOnceAndSayWhenTheyDoNot();
    void linksAreNotTakenForOneAnother();
    void requestsAreAdmittedDeclinedAndTakenBack();
    void publicChannelsAreFoundAndRead();
    void privateChannelsAreNotFound();
    void ownershipIsPassedAndTheGroupEnds();
};

void CtlGroupTest::initTestCase()
{
    QVERIFY_RESULT(m_talk.meet({u"alice"_s, u"bob"_s, u"carol"_s, u"dave"_s}));
    for (const QString &who : {u"alice"_s, u"bob"_s, u"carol"_s, u"dave"_s})
        QVERIFY_RESULT(m_talk.at(who).goAway());
}

void CtlGroupTest::aGroupIsMadeListedAndShown()
{
    QCOMPARE(group(u"alice"_s, {u"create"_s}).exitCode, 2);
    VERIFY_REFUSED(group(u"alice"_s, {u"create"_s, u"Garden"_s, u"--visibility"_s, u"hidden"_s}), "invalid-input",
                   "visibility");
    const CtlRun made = group(u"alice"_s, {u"create"_s, u"Garden"_s, u"--description"_s, u"Beds and paths"_s});
    VERIFY_DONE(made);
    m_group = made.text("id");
    QVERIFY(!ChatId::fromString(m_group).isNull());
    QCOMPARE(made.text("name"), u"Garden"_s);
    QCOMPARE(made.text("type"), u"group"_s);
    QCOMPARE(made.text("visibility"), u"private"_s);
    const CtlRun listed = group(u"alice"_s, {u"list"_s});
    VERIFY_DONE(listed);
    QCOMPARE(listed.text("id"), m_group);
    QCOMPARE(listed.text("description"), u"Beds and paths"_s);
    QCOMPARE(channel(u"alice"_s, {u"list"_s}).lines.size(), 0);
    const CtlRun keys = group(u"alice"_s, {u"keys"_s, u"Garden"_s});
    VERIFY_DONE(keys);
    QCOMPARE(keys.line().value("epoch"_L1).toInt(), 1);
    VERIFY_REFUSED(group(u"bob"_s, {u"members"_s, m_group}), "not-found", "no group or channel of that name or id");
    VERIFY_REFUSED(say(u"bob"_s, m_group, u"let me in"_s), "not-found", "chat");
}

void CtlGroupTest::membersAreAddedAndTalk()
{
    for (const QString &who : {u"bob"_s, u"carol"_s}) {
        const CtlRun added = group(u"alice"_s, {u"add"_s, m_group, who});
        VERIFY_DONE(added);
        QCOMPARE(added.text("id"), m_group);
    }
    VERIFY_REFUSED(group(u"alice"_s, {u"add"_s, m_group, u"nobody"_s}), "not-found", "no such thing");
    const CtlRun sent = say(u"alice"_s, m_group, u"who waters on Sunday?"_s);
    VERIFY_DONE(sent);
    QCOMPARE(sent.text("state"), u"sent"_s);
    QCOMPARE(sent.text("chat"), m_group);
    const auto chats = received(u"bob"_s, u"chat"_s);
    QCOMPARE(chats.size(), 1);
    QCOMPARE(chats.first().value("id"_L1).toString(), m_group);
    QCOMPARE(texts(u"carol"_s), QStringList{u"who waters on Sunday?"_s});
    VERIFY_DONE(say(u"bob"_s, m_group, u"I do"_s));
    const auto answers = received(u"alice"_s, u"message"_s);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.first().value("from"_L1).toString(), u"bob"_s);
    QCOMPARE(answers.first().value("chat"_L1).toString(), m_group);
}

void CtlGroupTest::rolesAreGivenAndDemanded()
{
    QCOMPARE(membersSeenBy(u"bob"_s), (QStringList{u"alice owner"_s, u"bob member"_s, u"carol member"_s}));
    VERIFY_REFUSED(group(u"bob"_s, {u"remove"_s, m_group, u"carol"_s}), "forbidden", "Your role");
    VERIFY_REFUSED(group(u"bob"_s, {u"dissolve"_s, m_group}), "forbidden", "Your role");
    VERIFY_REFUSED(group(u"alice"_s, {u"role"_s, m_group, u"bob"_s, u"gardener"_s}), "not-found", "role");
    VERIFY_DONE(group(u"alice"_s, {u"role"_s, m_group, u"bob"_s, u"admin"_s}));
    QVERIFY(membersSeenBy(u"bob"_s).contains(u"bob admin"_s));
}

void CtlGroupTest::whoIsRemovedIsToldAndReadsNothingMore()
{
    VERIFY_DONE(group(u"bob"_s, {u"remove"_s, m_group, u"carol"_s}));
    VERIFY_DONE(say(u"bob"_s, m_group, u"without carol"_s));
    QCOMPARE(texts(u"carol"_s), QStringList());
    VERIFY_REFUSED(say(u"carol"_s, m_group, u"hello?"_s), "forbidden", "Your role");
    QCOMPARE(group(u"carol"_s, {u"list"_s}).lines.size(), 0);
    QCOMPARE(texts(u"alice"_s), QStringList{u"without carol"_s});
    VERIFY_DONE(group(u"alice"_s, {u"keys"_s, m_group}));
}

void CtlGroupTest::invitesLetInOnceAndSayWhenTheyDoNot()
{
    VERIFY_REFUSED(group(u"alice"_s, {u"invite"_s, m_group, u"--kind"_s, u"letter"_s}), "invalid-input",
                   "link or code");
    const CtlRun invite = group(u"alice"_s, {u"invite"_s, m_group});
    VERIFY_DONE(invite);
    QVERIFY(!invite.text("code").isEmpty());
    QVERIFY(invite.text("link").startsWith(u"tacet://group?"_s));
    const CtlRun joined = group(u"dave"_s, {u"join"_s, invite.text("link")});
    VERIFY_DONE(joined);
    QCOMPARE(joined.text("id"), m_group);
    QCOMPARE(joined.text("outcome"), u"joined"_s);
    VERIFY_DONE(say(u"alice"_s, m_group, u"welcome, dave"_s));
    QCOMPARE(texts(u"dave"_s), QStringList{u"welcome, dave"_s});
    // Used up; and made up.
    VERIFY_REFUSED(group(u"carol"_s, {u"join"_s, invite.text("link")}), "not-found", "used up");
    VERIFY_REFUSED(group(u"carol"_s, {u"join"_s, u"AAAAAAAA"_s}), "not-found", "used up");
    VERIFY_REFUSED(group(u"carol"_s, {u"join"_s, u"what is this?"_s}), "invalid-input", "no code, no link");
    // Run out.
    const CtlRun old = group(u"alice"_s, {u"invite"_s, m_group});
    VERIFY_DONE(old);
    QVERIFY_RESULT(m_talk.database().change(
        u"UPDATE tacet.group_invites SET expires_at = now() - interval '1 minute' WHERE id = :0::uuid"_s,
        {old.text("id")}));
    VERIFY_REFUSED(group(u"carol"_s, {u"join"_s, old.text("link")}), "not-found", "expired");
    VERIFY_DONE(group(u"dave"_s, {u"leave"_s, m_group}));
    VERIFY_REFUSED(say(u"dave"_s, m_group, u"still here?"_s), "forbidden", "Your role");
}

void CtlGroupTest::linksAreNotTakenForOneAnother()
{
    const CtlRun enrolment = run(u"alice"_s, {u"enrol"_s, u"create"_s});
    VERIFY_DONE(enrolment);
    VERIFY_REFUSED(group(u"carol"_s, {u"join"_s, enrolment.text("link")}), "invalid-input", "tacetctl join LINK");
    const CtlRun invite = group(u"alice"_s, {u"invite"_s, m_group});
    VERIFY_DONE(invite);
    QTemporaryDir folder;
    const CtlRunner newcomer(folder.filePath(u"profile"_s), u"a lantern of its own"_s);
    VERIFY_REFUSED(newcomer.run({u"join"_s, invite.text("link"), u"--username"_s, u"newcomer"_s}), "invalid-input",
                   "tacetctl group join LINK");
}

void CtlGroupTest::requestsAreAdmittedDeclinedAndTakenBack()
{
    const CtlRun invite = group(u"alice"_s, {u"invite"_s, m_group, u"--kind"_s, u"code"_s, u"--uses"_s, u"5"_s});
    VERIFY_DONE(invite);
    QVERIFY(invite.text("link").isEmpty());
    const auto ask = [&] { return group(u"dave"_s, {u"join"_s, invite.text("code")}); };
    const auto asking = [&] { return group(u"alice"_s, {u"requests"_s, m_group}).text("username"); };
    const CtlRun asked = ask();
    VERIFY_DONE(asked);
    QCOMPARE(asked.text("outcome"), u"requested"_s);
    VERIFY_REFUSED(group(u"bob"_s, {u"join"_s, u"--withdraw"_s, m_group}), "not-found", "nothing was asked");
    VERIFY_REFUSED(say(u"dave"_s, m_group, u"may I?"_s), "forbidden", "Your role");
    QCOMPARE(asking(), u"dave"_s);
    VERIFY_DONE(group(u"dave"_s, {u"join"_s, u"--withdraw"_s, asked.text("id")}));
    QCOMPARE(asking(), QString());
    VERIFY_DONE(ask());
    VERIFY_DONE(group(u"alice"_s, {u"decline"_s, m_group, u"dave"_s}));
    QCOMPARE(asking(), QString());
    VERIFY_DONE(ask());
    VERIFY_DONE(group(u"alice"_s, {u"admit"_s, m_group, u"dave"_s}));
    VERIFY_DONE(say(u"alice"_s, m_group, u"there you are"_s));
    QCOMPARE(texts(u"dave"_s), QStringList{u"there you are"_s});
    QCOMPARE(ask().text("outcome"), u"already-member"_s);
}

void CtlGroupTest::publicChannelsAreFoundAndRead()
{
    const CtlRun made = channel(u"alice"_s, {u"create"_s, u"Harbour news"_s, u"--visibility"_s, u"public"_s});
    VERIFY_DONE(made);
    m_channel = made.text("id");
    QCOMPARE(made.text("type"), u"channel"_s);
    VERIFY_DONE(say(u"alice"_s, m_channel, u"the ferry is late"_s));
    const CtlRun found = channel(u"carol"_s, {u"find"_s, u"Harbour"_s});
    VERIFY_DONE(found);
    QCOMPARE(found.text("id"), m_channel);
    QCOMPARE(found.text("name"), u"Harbour news"_s);
    QCOMPARE(group(u"carol"_s, {u"find"_s, u"Harbour"_s}).lines.size(), 0);
    VERIFY_DONE(channel(u"carol"_s, {u"join"_s, m_channel}));
    VERIFY_DONE(say(u"alice"_s, m_channel, u"the ferry is here"_s));
    const QStringList news = texts(u"carol"_s);
    QVERIFY2(news.contains(u"the ferry is here"_s), qPrintable(news.join(u'\n')));
    VERIFY_REFUSED(say(u"carol"_s, m_channel, u"at last"_s), "forbidden", "Your role");
}

void CtlGroupTest::privateChannelsAreNotFound()
{
    const CtlRun made = channel(u"alice"_s, {u"create"_s, u"Harbour board"_s});
    VERIFY_DONE(made);
    const CtlRun found = channel(u"carol"_s, {u"find"_s, u"Harbour"_s});
    VERIFY_DONE(found);
    QCOMPARE(found.text("id"), m_channel);
    VERIFY_REFUSED(channel(u"carol"_s, {u"join"_s, made.text("id")}), "not-found", "no public group or channel");
    VERIFY_DONE(channel(u"alice"_s, {u"add"_s, made.text("id"), u"carol"_s}));
    VERIFY_DONE(say(u"alice"_s, made.text("id"), u"between us"_s));
    QCOMPARE(texts(u"carol"_s), QStringList{u"between us"_s});
}

void CtlGroupTest::ownershipIsPassedAndTheGroupEnds()
{
    VERIFY_REFUSED(group(u"alice"_s, {u"leave"_s, m_group}), "conflict", "owner");
    VERIFY_DONE(group(u"alice"_s, {u"transfer"_s, m_group, u"bob"_s}));
    QVERIFY(membersSeenBy(u"bob"_s).contains(u"bob owner"_s));
    VERIFY_DONE(group(u"alice"_s, {u"leave"_s, m_group}));
    VERIFY_DONE(group(u"bob"_s, {u"settings"_s, m_group, u"--name"_s, u"Orchard"_s}));
    VERIFY_DONE(group(u"bob"_s, {u"dissolve"_s, m_group}));
    QCOMPARE(group(u"bob"_s, {u"list"_s}).lines.size(), 0);
    QCOMPARE(group(u"dave"_s, {u"list"_s}).lines.size(), 0);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QCA::Initializer crypto;
    CtlGroupTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ctlgroup.moc"
