#include "vaultfixture.h"

#include "models/vault/settingsstore.h"

using namespace Qt::StringLiterals;
using namespace tacet;
using namespace tacet::test;

class TestSettingsStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unsetIsToldFromEmpty();
    void valuesComeBackAndAreReplaced();
    void removedIsUnset();
};

void TestSettingsStore::unsetIsToldFromEmpty()
{
    VaultFixture vault;
    QVERIFY(!need(vault.session->settings().value(u"name"_s)));
    need(vault.session->settings().setValue(u"name"_s, {}));
    QCOMPARE(need(vault.session->settings().value(u"name"_s)), QByteArray(""));
}

void TestSettingsStore::valuesComeBackAndAreReplaced()
{
    VaultFixture vault;
    SettingsStore &settings = vault.session->settings();
    need(settings.setText(u"text"_s, u"Größe \U0001F680"_s));
    need(settings.setNumber(u"number"_s, std::numeric_limits<qint64>::min()));
    need(settings.setValue(u"bytes"_s, QByteArray("\0\xff", 2)));
    need(settings.setText(u"Text"_s, u"other case, other name"_s));
    QCOMPARE(need(settings.text(u"text"_s)), u"Größe \U0001F680"_s);
    QCOMPARE(need(settings.number(u"number"_s)), std::numeric_limits<qint64>::min());
    QCOMPARE(need(settings.value(u"bytes"_s)), QByteArray("\0\xff", 2));
    need(settings.setText(u"text"_s, u"new"_s));
    QCOMPARE(need(settings.text(u"text"_s)), u"new"_s);
}

void TestSettingsStore::removedIsUnset()
{
    VaultFixture vault;
    need(vault.session->settings().setNumber(u"n"_s, 1));
    need(vault.session->settings().remove(u"n"_s));
    QVERIFY(!need(vault.session->settings().number(u"n"_s)));
}

TACET_VAULT_TEST_MAIN(TestSettingsStore)
#include "tst_settingsstore.moc"
