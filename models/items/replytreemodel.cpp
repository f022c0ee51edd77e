#include "models/items/replytreemodel.h"

#include "models/domain/chat.h"
#include "models/items/messagewords.h"

#include <algorithm>

namespace tacet {

/// The root stands for the thread itself and has no reply.
struct ReplyTreeModel::Node {
    Reply reply;
    Node *parent = nullptr;
    int depth = 0;
    std::vector<std::unique_ptr<Node>> children;

    int row() const
    {
        const auto mine = [this](const std::unique_ptr<Node> &node) { return node.get() == this; };
        return static_cast<int>(std::ranges::find_if(parent->children, mine) - parent->children.begin());
    }
};

ReplyTreeModel::ReplyTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

ReplyTreeModel::~ReplyTreeModel() = default;

void ReplyTreeModel::open(ThreadId thread, int unread)
{
    close();
    m_thread = thread;
    m_unread = unread;
}

void ReplyTreeModel::placeReadPosition(const QList<Reply> &sorted)
{
    m_readPosition = sorted.isEmpty() ? 0 : sorted.last().position;
    for (auto reply = sorted.crbegin(); m_unread > 0 && reply != sorted.crend(); ++reply) {
        if (!reply->isOutgoing)
            --m_unread;
        m_readPosition = reply->position - 1;
    }
    m_unread = 0;
}

void ReplyTreeModel::close()
{
    beginResetModel();
    m_thread = {};
    m_nodes.clear();
    m_root = std::make_unique<Node>();
    m_newest = 0;
    m_opened = false;
    endResetModel();
    Q_EMIT countChanged();
}

void ReplyTreeModel::setReplies(const QList<Reply> &replies)
{
    QList<Reply> sorted;
    for (const Reply &reply : replies) {
        if (reply.thread == m_thread)
            sorted.append(reply);
    }
    std::ranges::sort(sorted, {}, &Reply::position);
    placeReadPosition(sorted);
    beginResetModel();
    m_nodes.clear();
    m_root = std::make_unique<Node>();
    // What is answered may have arrived later: those wait for a second round, and whoever answers nothing
    // known stands at the top.
    QList<Reply> waiting;
    QSet<ReplyId> known;
    for (const Reply &reply : std::as_const(sorted))
        known.insert(reply.id);
    while (!sorted.isEmpty()) {
        for (const Reply &reply : std::as_const(sorted)) {
            const bool awaits = reply.parent && known.contains(*reply.parent) && !m_nodes.contains(*reply.parent);
            if (awaits)
                waiting.append(reply);
            else
                add(reply);
        }
        if (waiting.size() == sorted.size()) { // they answer each other
            add(waiting.takeFirst());
        }
        sorted = std::exchange(waiting, {});
    }
    m_opened = true;
    endResetModel();
    Q_EMIT countChanged();
}

ReplyTreeModel::Node *ReplyTreeModel::placeFor(const Reply &reply) const
{
    Node *place = reply.parent ? m_nodes.value(*reply.parent, m_root.get()) : m_root.get();
    while (place->depth >= kDepthMax)
        place = place->parent;
    return place;
}

void ReplyTreeModel::add(const Reply &reply)
{
    auto node = std::make_unique<Node>();
    Node *place = placeFor(reply);
    node->reply = reply;
    node->parent = place;
    node->depth = place->depth + 1;
    m_nodes.insert(reply.id, node.get());
    m_newest = std::max(m_newest, reply.position);
    const auto after = std::ranges::find_if(place->children, [&reply](const std::unique_ptr<Node> &other) {
        return other->reply.position > reply.position;
    });
    place->children.insert(after, std::move(node));
}

void ReplyTreeModel::put(const Reply &reply)
{
    if (reply.thread != m_thread || !m_opened)
        return;
    if (Node *node = m_nodes.value(reply.id); node != nullptr) {
        node->reply = reply;
        m_newest = std::max(m_newest, reply.position);
        const QModelIndex changed = indexOf(node);
        Q_EMIT dataChanged(changed, changed);
        return;
    }
    Node *place = placeFor(reply);
    const auto earlier = [&reply](const std::unique_ptr<Node> &other) {
        return other->reply.position <= reply.position;
    };
    const int row = static_cast<int>(std::ranges::count_if(place->children, earlier));
    beginInsertRows(indexOf(place), row, row);
    add(reply);
    endInsertRows();
    Q_EMIT countChanged();
}

ReplyTreeModel::Node *ReplyTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ReplyTreeModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row(), 0, node);
}

QModelIndex ReplyTreeModel::indexOf(ReplyId reply) const
{
    const Node *node = m_nodes.value(reply);
    return node != nullptr ? indexOf(node) : QModelIndex();
}

const Reply &ReplyTreeModel::replyAt(const QModelIndex &index) const
{
    return nodeOf(index)->reply;
}

QModelIndex ReplyTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children.at(static_cast<size_t>(row)).get());
}

QModelIndex ReplyTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int ReplyTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int ReplyTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QString ReplyTreeModel::answered(const Node &node) const
{
    const Node *answers = node.reply.parent ? m_nodes.value(*node.reply.parent) : nullptr;
    return answers != nullptr && answers != node.parent ? answers->reply.authorName : QString();
}

QString ReplyTreeModel::spoken(const Node &node) const
{
    const Reply &reply = node.reply;
    const QString author = reply.isOutgoing ? tr("You") : reply.authorName;
    const QString moment = shortMoment(reply.createdAt, QDateTime::currentDateTimeUtc());
    const Node *answers = reply.parent ? m_nodes.value(*reply.parent) : nullptr;
    if (reply.isDeleted)
        return tr("A deleted reply. %1.").arg(moment);
    if (answers != nullptr)
        return tr("%1, in reply to %2: %3. %4.")
            .arg(author, answers->reply.authorName, previewOf(reply.body, 1'000), moment);
    return tr("%1: %2. %3.").arg(author, previewOf(reply.body, 1'000), moment);
}

QVariant ReplyTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    const Reply &reply = node.reply;
    switch (role) {
    case Qt::DisplayRole: return reply.isDeleted ? QString() : reply.body;
    case Qt::AccessibleTextRole: return spoken(node);
    case ReplyIdRole: return QVariant::fromValue(reply.id);
    case AuthorIdRole: return QVariant::fromValue(reply.author);
    case AuthorRole: return reply.authorName;
    case TimeRole: return reply.createdAt;
    case OutgoingRole: return reply.isOutgoing;
    case DeletedRole: return reply.isDeleted;
    case StateRole: return static_cast<int>(reply.state);
    case FailureRole: return reply.failure ? QVariant(static_cast<int>(*reply.failure)) : QVariant();
    case AnswersRole: return answered(node);
    case NewRole: return !reply.isOutgoing && reply.position > m_readPosition;
    default: return {};
    }
}

} // namespace tacet
