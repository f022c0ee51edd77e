#pragma once
#include "models/items/mentionlistmodel.h"

#include <QObject>

class QListView;
class QPlainTextEdit;

namespace tacet {

/// Suggests whom to mention while "@" and letters are typed in a text field: arrows choose, Enter or Tab put
/// the name in, Escape closes. The field keeps the focus throughout.
class MentionCompleter final : public QObject
{
    Q_OBJECT
public:
    explicit MentionCompleter(QPlainTextEdit &field);

    /// Nobody in direct chats.
    void setMentionables(const QList<Mentionable> &mentionables);
    QList<Mention> mentionsIn(const QString &text) const;
    bool isOpen() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void place();
    void choose();
    void close();
    bool handleKey(int key);

    QPlainTextEdit &m_field;
    MentionListModel m_candidates;
    QListView *m_list;
    int m_start = -1; ///< where the "@" stands
};

} // namespace tacet
