#pragma once
#include <QDirIterator>
#include <QFile>
#include <QStringList>

namespace tacet::tests {

inline const QString &sourceRoot()
{
    static const QString root = QStringLiteral(TACET_SOURCE_DIR);
    return root;
}

/// Paths from the project's root of all files below `folders` that match `patterns`, sorted.
inline QStringList sourceFiles(const QStringList &folders, const QStringList &patterns)
{
    QStringList files;
    for (const QString &folder : folders) {
        QDirIterator it(sourceRoot() + u'/' + folder, patterns, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            files += it.next().mid(sourceRoot().size() + 1);
    }
    files.sort();
    return files;
}

inline QStringList linesOf(const QString &path)
{
    QFile file(sourceRoot() + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

} // namespace tacet::tests
