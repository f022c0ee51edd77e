#include "ui/widgets/passphrasestrength.h"
#include "ui/widgets/secretedit.h"

#include <QTest>

using namespace tacet;

class PassphraseStrengthTest : public QObject
{
    Q_OBJECT
private slots:
    void estimates_data()
    {
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<int>("strength");
        const auto row = [](const char *text, Strength strength) {
            QTest::newRow(text) << QString(text) << int(strength);
        };
        row("", Strength::TooShort);
        row("Tr0ub4dor&3", Strength::TooShort);
        row("aaaaaaaaaaaaaaaaaaaa", Strength::Weak);
        row("abcdefghijklmnopqrst", Strength::Weak);
        row("123456789012", Strength::Weak);
        row("passwordpassword", Strength::Weak);
        row("copper lantern seven rivers", Strength::Strong);
        row("q8#Vz!p2Lm@9xK", Strength::Fair);
        row("q8#Vz!p2Lm@9xKw7T", Strength::Strong);
    }

    void estimates()
    {
        QFETCH(QString, passphrase);
        QFETCH(int, strength);
        QCOMPARE(int(estimatePassphrase(passphrase).strength), strength);
    }

    void theFieldGivesComposedUtf8AndForgets()
    {
        const QCA::Initializer crypto;
        SecretEdit field;
        field.setText(QString("e%1").arg(QChar(0x0301)));
        QCOMPARE(field.secret().toByteArray(), QByteArray("\xC3\xA9"));
        field.wipe();
        QVERIFY(field.text().isEmpty());
        QVERIFY(!field.isUndoAvailable());
        QCOMPARE(field.echoMode(), QLineEdit::Password);
    }
};

QTEST_MAIN(PassphraseStrengthTest)
#include "tst_passphrasestrength.moc"
