#pragma once
#include "models/domain/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

#include <bitset>

namespace tacet::demo {

/// Looks for texts in files, byte by byte, in every form in which a program might have written them:
/// UTF-8, UTF-16, hexadecimal (as a dump shows binary columns) and base64 at each of its three
/// alignments.
class PlaintextSearch
{
public:
    struct Hit {
        QString path;
        QString form; ///< "utf-8", "utf-16", "hex", "base64"
        QString text;
        qint64 offset = 0;
    };

    /// Texts of fewer than 8 bytes are refused by an assertion: they would be found by chance.
    explicit PlaintextSearch(const QStringList &texts);

    /// Io if it cannot be read.
    Result<> searchFile(const QString &path);
    /// Every regular file below `path`, hidden ones too. NotFound if there is none.
    Result<> searchFolder(const QString &path);
    void searchBytes(QByteArrayView bytes, const QString &path);

    const QList<Hit> &hits() const { return m_hits; }
    int files() const { return m_files; }
    qint64 bytes() const { return m_bytes; }

private:
    struct Needle {
        QByteArray bytes;
        QString form;
        QString text;
    };

    void add(const QByteArray &bytes, const QString &form, const QString &text);

    QList<Needle> m_needles;
    std::bitset<65536> m_starts; ///< by the first two bytes
    QMultiHash<quint16, qsizetype> m_byStart;
    QList<Hit> m_hits;
    int m_files = 0;
    qint64 m_bytes = 0;
};

} // namespace tacet::demo
