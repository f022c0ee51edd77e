#include "app/demo/plaintextsearch.h"

#include <QDirIterator>
#include <QFile>
#include <QStringEncoder>

#include <cstring>

namespace tacet::demo {

namespace {

constexpr qsizetype kShortest = 8;
constexpr qsizetype kBase64Group = 3;

quint16 startOf(const char *bytes)
{
    quint16 start = 0;
    std::memcpy(&start, bytes, sizeof start);
    return start;
}

/// The part of the base64 form that does not depend on what stands around the text.
QByteArray base64At(const QByteArray &bytes, qsizetype alignment)
{
    const qsizetype skipped = (kBase64Group - alignment) % kBase64Group;
    const qsizetype whole = (bytes.size() - skipped) / kBase64Group * kBase64Group;
    return bytes.sliced(skipped, whole).toBase64();
}

} // namespace

PlaintextSearch::PlaintextSearch(const QStringList &texts)
{
    for (const QString &text : texts) {
        const QByteArray utf8 = text.toUtf8();
        Q_ASSERT(utf8.size() >= kShortest);
        add(utf8, QStringLiteral("utf-8"), text);
        QStringEncoder utf16(QStringEncoder::Utf16LE);
        add(utf16.encode(text), QStringLiteral("utf-16"), text);
        add(utf8.toHex(), QStringLiteral("hex"), text);
        add(utf8.toHex().toUpper(), QStringLiteral("hex"), text);
        for (qsizetype alignment = 0; alignment < kBase64Group; ++alignment)
            add(base64At(utf8, alignment), QStringLiteral("base64"), text);
    }
}

void PlaintextSearch::add(const QByteArray &bytes, const QString &form, const QString &text)
{
    const quint16 start = startOf(bytes.constData());
    m_starts.set(start);
    m_byStart.insert(start, m_needles.size());
    m_needles.append({.bytes = bytes, .form = form, .text = text});
}

void PlaintextSearch::searchBytes(QByteArrayView bytes, const QString &path)
{
    ++m_files;
    m_bytes += bytes.size();
    for (qsizetype at = 0; at + 1 < bytes.size(); ++at) {
        const quint16 start = startOf(bytes.data() + at);
        if (!m_starts.test(start))
            continue;
        for (auto [found, end] = m_byStart.equal_range(start); found != end; ++found) {
            const Needle &needle = m_needles[found.value()];
            if (bytes.sliced(at).startsWith(needle.bytes))
                m_hits.append({.path = path, .form = needle.form, .text = needle.text, .offset = at});
        }
    }
}

Result<> PlaintextSearch::searchFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, path + QStringLiteral(" cannot be read"));
    if (file.size() == 0)
        return {};
    const uchar *content = file.map(0, file.size());
    if (!content)
        return fail(ErrorCode::Io, path + QStringLiteral(" cannot be mapped"));
    searchBytes(QByteArrayView(content, file.size()), path);
    return {};
}

Result<> PlaintextSearch::searchFolder(const QString &path)
{
    QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    if (!files.hasNext())
        return fail(ErrorCode::NotFound, path + QStringLiteral(" holds no files"));
    while (files.hasNext()) {
        const QFileInfo info = files.nextFileInfo();
        if (info.isSymLink() || !info.isFile())
            continue;
        TACET_TRY(searchFile(info.filePath()));
    }
    return {};
}

} // namespace tacet::demo
