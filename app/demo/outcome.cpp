#include "app/demo/outcome.h"

#include <QJsonArray>

namespace tacet::demo {

namespace {

constexpr qint64 kMebibyte = 1024 * 1024;

}

bool Outcome::isGood() const
{
    return ledger.sent() > 0 && ledger.received() == ledger.sent() && ledger.decrypted() == ledger.sent() &&
           ledger.duplicates() == 0 && hits.isEmpty();
}

QJsonObject Outcome::toDocument() const
{
    return {{QStringLiteral("sent"), ledger.sent()},
            {QStringLiteral("received"), ledger.received()},
            {QStringLiteral("decrypted"), ledger.decrypted()},
            {QStringLiteral("duplicates"), ledger.duplicates()},
            {QStringLiteral("plaintext_hits"), hits.size()},
            {QStringLiteral("files_searched"), filesSearched},
            {QStringLiteral("bytes_searched"), bytesSearched},
            {QStringLiteral("screenshots"), QJsonArray::fromStringList(screenshots)},
            {QStringLiteral("seconds"), seconds}};
}

QString Outcome::toText() const
{
    QString text =
        QStringLiteral("sent %1, received %2, decrypted %3, shown twice %4; found unencrypted %5 times in %6 "
                       "files (%7 MiB)\n")
            .arg(ledger.sent())
            .arg(ledger.received())
            .arg(ledger.decrypted())
            .arg(ledger.duplicates())
            .arg(hits.size())
            .arg(filesSearched)
            .arg(bytesSearched / kMebibyte);
    for (const PlaintextSearch::Hit &hit : hits)
        text += QStringLiteral("  %1 at %2 as %3\n").arg(hit.path).arg(hit.offset).arg(hit.form);
    for (const QString &path : screenshots)
        text += QStringLiteral("  %1\n").arg(path);
    return text;
}

} // namespace tacet::demo
