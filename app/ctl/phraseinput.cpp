#include "app/ctl/phraseinput.h"

namespace tacet::ctl {

namespace {

QString sentenceFor(const crypto::PhraseFault &fault)
{
    using Kind = crypto::PhraseFault::Kind;
    switch (fault.kind) {
    case Kind::WrongCount:
        return QStringLiteral("A recovery phrase has %1 words; this one has %2.")
            .arg(crypto::kPhraseWords)
            .arg(fault.count);
    case Kind::UnknownWord:
        return QStringLiteral("Word %1, “%2”, is not in the list of words that recovery phrases are made of. Look at "
                              "its spelling.")
            .arg(fault.count)
            .arg(printableName(QString::fromUtf8(fault.word)));
    case Kind::Checksum: break;
    }
    return QStringLiteral("All words are words of recovery phrases, but together they are none: one of them is another "
                          "than it was, or two have changed places.");
}

} // namespace

std::expected<SharedPhrase, int> readPhrase(const Output &output, const SecretInput &input, const QString &path)
{
    const auto line = input.line(path, QStringLiteral("Recovery phrase, on one line"));
    if (!line)
        return std::unexpected(output.failure(line.error()));
    auto phrase = crypto::RecoveryPhrase::parse(line->toStdString());
    if (!phrase)
        return std::unexpected(output.failure(ErrorCode::InvalidInput, sentenceFor(phrase.error())));
    return std::make_shared<const crypto::RecoveryPhrase>(std::move(*phrase));
}

} // namespace tacet::ctl
