#pragma once
#include "crypto/primitives/bytes.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

#include <functional>
#include <optional>

namespace tacet::test {

/// What became of the vectors of one file.
struct WycheproofTally {
    int run = 0;
    QMap<QString, int> skipped; ///< reason, count
    QStringList failed;         ///< "tcId 17: comment"

    QString summary(const QString &file) const;
};

/// One vector; fields of its group stand beside its own under the names of the file.
class WycheproofVector
{
public:
    WycheproofVector(const QJsonObject &group, const QJsonObject &vector)
        : m_group(group)
        , m_vector(vector)
    {
    }

    crypto::Bytes bytes(const char *field) const;
    int number(const char *field) const { return m_vector[QLatin1StringView(field)].toInt(); }
    int groupNumber(const char *field) const { return m_group[QLatin1StringView(field)].toInt(); }
    QJsonObject groupObject(const char *field) const { return m_group[QLatin1StringView(field)].toObject(); }
    bool isValid() const { return m_vector[u"result"].toString() == u"valid"; }
    bool hasFlag(QLatin1StringView flag) const { return m_vector[u"flags"].toArray().contains(flag); }
    QString title() const;

private:
    const QJsonObject &m_group;
    const QJsonObject &m_vector;
};

/// The folder of the vectors: TACET_VECTORS, or ../shared/vectors beside the project; empty if absent.
QString wycheproofFolder();

/// Why a vector is not run; empty if it is.
using WycheproofFilter = std::function<QString(const WycheproofVector &)>;
/// True if the vector behaved as the file says.
using WycheproofCheck = std::function<bool(const WycheproofVector &)>;

/// Nothing if the file cannot be read, or if it has not as many vectors as it says.
std::optional<WycheproofTally> runWycheproof(const QString &file, const WycheproofFilter &filter,
                                             const WycheproofCheck &check);

} // namespace tacet::test
