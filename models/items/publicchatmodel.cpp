#include "models/items/publicchatmodel.h"

#include "models/domain/chat.h"
#include "models/items/groupwords.h"

namespace tacet {

namespace {

QString detailOf(const PublicChat &chat)
{
    const QString members = memberCountWords(chat.memberCount);
    return chat.description.isEmpty() ? members
                                      : PublicChatModel::tr("%1 · %2").arg(members, previewOf(chat.description));
}

} // namespace

void PublicChatModel::setChats(QList<PublicChat> chats)
{
    beginResetModel();
    m_chats = std::move(chats);
    endResetModel();
}

int PublicChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_chats.size());
}

QVariant PublicChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PublicChat &chat = m_chats.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return chat.name;
    case Qt::AccessibleTextRole: return tr("%1. %2").arg(chat.name, detailOf(chat));
    case ChatIdRole: return QVariant::fromValue(chat.id);
    case IconRole: return chat.type == ChatType::Group ? QStringLiteral("group") : QStringLiteral("channel");
    case DetailRole: return detailOf(chat);
    default: return {};
    }
}

} // namespace tacet
