#include "tests/crypto/wycheproof.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace tacet::test {

crypto::Bytes WycheproofVector::bytes(const char *field) const
{
    const QByteArray raw = QByteArray::fromHex(m_vector[QLatin1StringView(field)].toString().toLatin1());
    const auto view = std::as_bytes(std::span(raw));
    return {view.begin(), view.end()};
}

QString WycheproofVector::title() const
{
    return QStringLiteral("tcId %1: %2").arg(number("tcId")).arg(m_vector[u"comment"].toString());
}

QString WycheproofTally::summary(const QString &file) const
{
    int total = 0;
    QStringList reasons;
    for (const auto &[reason, count] : skipped.asKeyValueRange()) {
        total += count;
        reasons << QStringLiteral("%1: %2").arg(reason).arg(count);
    }
    QString text = QStringLiteral("%1: run %2, failed %3, skipped %4").arg(file).arg(run).arg(failed.size()).arg(total);
    return reasons.isEmpty() ? text : text + QStringLiteral(" (%1)").arg(reasons.join(QStringLiteral(", ")));
}

QString wycheproofFolder()
{
    const QString configured = qEnvironmentVariable("TACET_VECTORS");
    const QString base = configured.isEmpty() ? QStringLiteral(TACET_SOURCE_DIR "/../shared/vectors") : configured;
    const QString folder = base + QStringLiteral("/wycheproof");
    return QDir(folder).exists() ? folder : QString();
}

std::optional<WycheproofTally> runWycheproof(const QString &file, const WycheproofFilter &filter,
                                             const WycheproofCheck &check)
{
    QFile source(wycheproofFolder() + u'/' + file + QStringLiteral(".json"));
    if (!source.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject document = QJsonDocument::fromJson(source.readAll()).object();
    WycheproofTally tally;
    int seen = 0;
    for (const QJsonValue &groupValue : document[u"testGroups"].toArray()) {
        const QJsonObject group = groupValue.toObject();
        for (const QJsonValue &value : group[u"tests"].toArray()) {
            const QJsonObject object = value.toObject();
            const WycheproofVector vector(group, object);
            ++seen;
            if (const QString reason = filter(vector); !reason.isEmpty()) {
                ++tally.skipped[reason];
                continue;
            }
            ++tally.run;
            if (!check(vector))
                tally.failed << vector.title();
        }
    }
    if (seen == 0 || seen != document[u"numberOfTests"].toInt())
        return std::nullopt;
    return tally;
}

} // namespace tacet::test
