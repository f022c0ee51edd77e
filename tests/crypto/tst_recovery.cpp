#include "crypto/recovery/sealedrecovery.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace tacet::crypto;

namespace {

constexpr KdfCost kCheapCost{.memoryKib = 64, .passes = 1, .lanes = 1};
constexpr auto kZeros =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art";

std::string textOf(const RecoveryPhrase &phrase)
{
    std::string text;
    for (const std::string_view word : phrase.words())
        text.append(text.empty() ? "" : " ").append(word);
    return text;
}

RecoveryPhrase phraseOf(std::uint8_t filling)
{
    FixedBytes<32> entropy;
    entropy.fill(std::byte{filling});
    return RecoveryPhrase::fromEntropy(entropy);
}

RecoverySecrets secrets()
{
    RecoverySecrets secrets;
    std::ranges::fill(secrets.masterSeed.writable(), std::byte{1});
    std::ranges::fill(secrets.history.key.writable(), std::byte{2});
    secrets.history.epoch = 3;
    secrets.pin.version = 4;
    secrets.pin.hash.fill(std::byte{5});
    return secrets;
}

RecoveryPlace place()
{
    RecoveryPlace place{.account = {}, .version = 7};
    place.account.fill(std::byte{6});
    return place;
}

Bytes sealedBy(const RecoveryPhrase &phrase, const KdfCost &cost = kCheapCost)
{
    SystemRandom random;
    return *sealRecovery(secrets(), phrase, place(), cost, random);
}

class BrokenRandom final : public RandomSource
{
public:
    std::expected<void, RandomError> fill(std::span<std::byte>) override
    {
        return std::unexpected(RandomError::Unavailable);
    }
};

} // namespace

/// The recovery phrase and what it opens.
class RecoveryTest : public QObject
{
    Q_OBJECT
private slots:
    /// SHA-256 of the list as it was published.
    void theWordsAreThoseOfBip39()
    {
        QByteArray list;
        for (const std::string_view word : kEnglishWords)
            list.append(word.data(), qsizetype(word.size())).append('\n');
        QCOMPARE(QCryptographicHash::hash(list, QCryptographicHash::Sha256).toHex(),
                 QByteArray("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"));
        for (std::size_t index = 0; index < kWordCount; ++index)
            QCOMPARE(indexOfWord(kEnglishWords[index]), std::optional<std::uint16_t>(index));
        QVERIFY(!indexOfWord("abandonn"));
        QVERIFY(!indexOfWord(""));
        QVERIFY(!indexOfWord("zzz"));
    }

    /// Vectors of 256 bits from https://github.com/trezor/python-mnemonic/blob/master/vectors.json
    void wordsFollowThePublishedVectors_data()
    {
        QTest::addColumn<QByteArray>("entropy");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("zeros") << QByteArray(64, '0') << QByteArray(kZeros);
        QTest::newRow("7f") << QByteArray("7f").repeated(32)
                            << QByteArray("legal winner thank year wave sausage worth useful legal winner thank year "
                                          "wave sausage worth useful legal winner thank year wave sausage worth title");
        QTest::newRow("80") << QByteArray("80").repeated(32)
                            << QByteArray("letter advice cage absurd amount doctor acoustic avoid letter advice cage "
                                          "absurd amount doctor acoustic avoid letter advice cage absurd amount doctor "
                                          "acoustic bless");
        QTest::newRow("ff") << QByteArray("ff").repeated(32)
                            << QByteArray("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo "
                                          "zoo zoo zoo zoo vote");
        QTest::newRow("random") << QByteArray("68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c")
                                << QByteArray("hamster diagram private dutch cause delay private meat slide toddler "
                                              "razor book happy fancy gospel tennis maple dilemma loan word shrug "
                                              "inflict delay length");
    }
    void wordsFollowThePublishedVectors()
    {
        QFETCH(QByteArray, entropy);
        QFETCH(QByteArray, words);
        const QByteArray bytes = QByteArray::fromHex(entropy);
        const ByteView view = std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())));
        QCOMPARE(textOf(RecoveryPhrase::fromEntropy(view.first<32>())), words.toStdString());
        const auto parsed = RecoveryPhrase::parse(words.toStdString());
        QVERIFY(parsed);
        QVERIFY(std::ranges::equal(parsed->entropy(), view));
    }

    void capitalsAndSpacingDoNotMatter_data()
    {
        QTest::addColumn<QByteArray>("typed");
        const QByteArray zeros(kZeros);
        QTest::newRow("capitals") << zeros.toUpper();
        QTest::newRow("lines") << QByteArray(zeros).replace(" ", "\r\n");
        QTest::newRow("around") << "\t  " + QByteArray(zeros).replace(" ", "   ") + "  \n";
        QTest::newRow("commas") << QByteArray(zeros).replace(" ", ", ");
        QByteArray numbered;
        for (int number = 1; const QByteArray &word : zeros.split(' '))
            numbered += QByteArray::number(number++) + ". " + word + "\n";
        QTest::newRow("numbered") << numbered;
    }
    void capitalsAndSpacingDoNotMatter()
    {
        QFETCH(QByteArray, typed);
        const auto parsed = RecoveryPhrase::parse(typed.toStdString());
        QVERIFY(parsed);
        QCOMPARE(textOf(*parsed), std::string(kZeros));
    }

    void aWrongPhraseIsToldByWhatIsWrong()
    {
        const auto faultOf = [](const QByteArray &typed) { return RecoveryPhrase::parse(typed.toStdString()).error(); };
        QCOMPARE(faultOf("").count, 0u);
        QVERIFY(faultOf("abandon art").kind == PhraseFault::Kind::WrongCount);
        QCOMPARE(faultOf("abandon art").count, 2u);
        QVERIFY(faultOf(QByteArray(kZeros) + " art").kind == PhraseFault::Kind::WrongCount);
        for (const QByteArray &word : {QByteArray("Abandn"), QByteArray("h\u00e4user"), QByteArray(500, 'a')}) {
            QByteArrayList words = QByteArray(kZeros).split(' ');
            words[6] = word;
            const PhraseFault fault = faultOf(words.join(' '));
            QVERIFY(fault.kind == PhraseFault::Kind::UnknownWord);
            QCOMPARE(fault.count, 7u);
            QCOMPARE(fault.word, word.toStdString());
        }
        QVERIFY(faultOf(QByteArray(kZeros).replace("art", "zoo")).kind == PhraseFault::Kind::Checksum);
        QByteArray swapped("letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount "
                           "doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless");
        QVERIFY(faultOf(swapped.replace("letter advice", "advice letter")).kind == PhraseFault::Kind::Checksum);
    }

    void everyPhraseIsAnother()
    {
        SystemRandom random;
        QVERIFY(textOf(*RecoveryPhrase::generate(random)) != textOf(*RecoveryPhrase::generate(random)));
        BrokenRandom broken;
        QVERIFY(!RecoveryPhrase::generate(broken));
        QVERIFY(sealRecovery(secrets(), phraseOf(1), place(), kCheapCost, broken).error() == RecoveryError::NoRandom);
    }

    void opensWhatWasSealed()
    {
        const auto opened = openRecovery(sealedBy(phraseOf(1), kKdfCostFloor), phraseOf(1), place());
        QVERIFY(opened);
        QVERIFY(opened->masterSeed == secrets().masterSeed);
        QVERIFY(opened->history.key == secrets().history.key);
        QCOMPARE(opened->history.epoch, 3u);
        QVERIFY(opened->pin == secrets().pin);
        QVERIFY(sealedBy(phraseOf(1)) != sealedBy(phraseOf(1)));
    }

    void anotherPhraseAccountOrVersionOpensNothing()
    {
        const Bytes sealed = sealedBy(phraseOf(1));
        QVERIFY(openRecovery(sealed, phraseOf(2), place()).error() == RecoveryError::WrongPhrase);
        RecoveryPlace other = place();
        other.account[0] ^= std::byte{1};
        QVERIFY(openRecovery(sealed, phraseOf(1), other).error() == RecoveryError::WrongPhrase);
        other = place();
        other.version += 1;
        QVERIFY(openRecovery(sealed, phraseOf(1), other).error() == RecoveryError::WrongPhrase);
    }

    void whateverIsChangedOpensNothing()
    {
        const Bytes sealed = sealedBy(phraseOf(1));
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            Bytes changed = sealed;
            changed[at] ^= std::byte{1};
            QVERIFY2(!openRecovery(changed, phraseOf(1), place()), qPrintable(QString::number(at)));
        }
        for (std::size_t size = 0; size < sealed.size(); ++size)
            QVERIFY(!openRecovery(ByteView(sealed).first(size), phraseOf(1), place()));
    }

    void costsThatNobodyChoosesAreRefusedUnderived_data()
    {
        QTest::addColumn<int>("at");
        QTest::addRow("memory") << 1;
        QTest::addRow("passes") << 5;
        QTest::addRow("lanes") << 9;
    }
    void costsThatNobodyChoosesAreRefusedUnderived()
    {
        QFETCH(int, at);
        Bytes sealed = sealedBy(phraseOf(1));
        for (const std::byte filling : {std::byte{0}, std::byte{0x7F}}) {
            std::fill_n(sealed.begin() + at, 4, filling);
            QVERIFY(openRecovery(sealed, phraseOf(1), place()).error() == RecoveryError::Malformed);
        }
    }

    void aNewerFormIsSaidToBeNewer()
    {
        Bytes sealed = sealedBy(phraseOf(1));
        sealed.front() = std::byte{2};
        QVERIFY(openRecovery(sealed, phraseOf(1), place()).error() == RecoveryError::TooNew);
    }
};

QTEST_APPLESS_MAIN(RecoveryTest)
#include "tst_recovery.moc"
