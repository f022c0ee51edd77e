#include "vaultfixture.h"

#include "models/vault/epochkeystore.h"
#include "models/vault/groupstatestore.h"
#include "models/vault/megolmstore.h"
#include "models/vault/postoutboxstore.h"
#include "models/vault/replyvaultstore.h"
#include "models/vault/waitingpoststore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

/// ChatStore::forget() over every store that keeps something of a chat.
class TestForgottenChat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void forgottenChatLeavesNothing();
};

namespace {

qint64 rowsOf(VaultDatabase &database, const QString &table)
{
    // Statements are kept by their address: these stay.
    static QHash<QString, QByteArray> statements;
    QByteArray &sql = statements[table];
    sql = "SELECT count(*) FROM " + table.toLatin1();
    return need(database.scalar(sql.constData())).toLongLong();
}

} // namespace

void TestForgottenChat::forgottenChatLeavesNothing()
{
    VaultFixture vault;
    const ChatId kept = vault.addChat();
    need(vault.session->messages().insert(incoming(kept, u"kept"_s)));
    const QStringList tables{u"chats"_s,
                             u"messages"_s,
                             u"group_state"_s,
                             u"group_members"_s,
                             u"group_roles"_s,
                             u"epoch_keys"_s,
                             u"megolm_outbound"_s,
                             u"megolm_recipients"_s,
                             u"megolm_inbound"_s,
                             u"waiting_posts"_s,
                             u"post_outbox"_s,
                             u"threads"_s,
                             u"replies"_s,
                             u"thread_chains"_s,
                             u"author_chains"_s,
                             u"group_read_marks"_s,
                             u"join_requests_sent"_s};
    QList<qint64> before;
    for (const QString &table : tables)
        before.append(rowsOf(vault.session->database(), table));

    const ChatId group = vault.addGroup();
    const DeviceId device(QUuid::createUuid());
    const DistributionId distribution(QUuid::createUuid());
    const Message message = need(vault.session->messages().insert(incoming(group, u"gone"_s))).message;
    need(vault.session->groups().save({.chat = group, .logHash = "hash"}));
    need(vault.session->groups().saveMember(group,
                                            {.person = personOf(message.author), .joinedAt = VaultFixture::time(0)}));
    need(vault.session->groups().saveRoles(group, {GroupRole()}));
    need(vault.session->groups().saveReadMark(group, message.author, message.id));
    need(vault.session->groups().saveRequest({.chat = group, .askedAt = VaultFixture::time(0)}));
    need(vault.session->epochKeys().save(
        {.chat = group, .epoch = 1, .key = "key", .receivedAt = VaultFixture::time(0)}));
    need(vault.session->megolm().saveOutbound({.chat = group, .distribution = distribution, .session = "out"}));
    need(vault.session->megolm().saveRecipient(distribution, {.device = device}));
    need(vault.session->megolm().saveInbound({.distribution = distribution, .sender = device, .chat = group}));
    need(vault.session->waiting().save(
        {.id = message.id.uuid(), .chat = group, .waiting = {.since = VaultFixture::time(5)}}));
    need(vault.session->postOutbox().enqueue({.id = QUuid::createUuid(), .chat = group}));
    const ThreadId thread(QUuid::createUuid());
    need(vault.session->threads().insert({.thread = {.id = thread, .chat = group, .title = u"gone too"_s}}));
    need(vault.session->replies().insert({.reply = {.id = ReplyId(QUuid::createUuid()), .thread = thread}}));
    need(vault.session->threadChains().advance(group, {.authorDevice = device, .authorSequence = 1}));
    for (qsizetype i = 0; i < tables.size(); ++i)
        QVERIFY2(rowsOf(vault.session->database(), tables.at(i)) > before.at(i), qPrintable(tables.at(i)));

    need(vault.session->chats().forget(group));
    need(vault.session->chats().forget(group));
    for (qsizetype i = 0; i < tables.size(); ++i)
        QVERIFY2(rowsOf(vault.session->database(), tables.at(i)) == before.at(i), qPrintable(tables.at(i)));
    QVERIFY(need(vault.session->messages().search(u"gone"_s, std::nullopt, 5)).isEmpty());
    need(vault.session->checkIntegrity());
}

TACET_VAULT_TEST_MAIN(TestForgottenChat)
#include "tst_forgottenchat.moc"
