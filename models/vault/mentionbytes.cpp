#include "models/vault/mentionbytes.h"

#include <QDataStream>
#include <QIODevice>

namespace tacet {

namespace {

constexpr QDataStream::Version kVersion = QDataStream::Qt_6_8;

} // namespace

QByteArray bytesFromMentions(const QList<Mention> &mentions)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(kVersion);
    for (const Mention &mention : mentions)
        stream << qint32(mention.kind) << mention.target << qint32(mention.start) << qint32(mention.length);
    return bytes;
}

QList<Mention> mentionsFromBytes(const QByteArray &bytes)
{
    QList<Mention> mentions;
    QDataStream stream(bytes);
    stream.setVersion(kVersion);
    while (!stream.atEnd()) {
        qint32 kind = 0;
        qint32 start = 0;
        qint32 length = 0;
        QUuid target;
        stream >> kind >> target >> start >> length;
        if (stream.status() != QDataStream::Ok)
            return {};
        mentions.append({.kind = MentionKind(kind), .target = target, .start = start, .length = length});
    }
    return mentions;
}

} // namespace tacet
