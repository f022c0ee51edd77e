#pragma once
#include "models/domain/mentions.h"

#include <QAbstractListModel>

namespace tacet {

/// Whom a message of a group can name, as far as it fits what was typed behind "@".
class MentionListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, ///< int(MentionKind)
        TargetRole,              ///< QUuid
        DetailRole,              ///< QString: what kind of name it is
    };
    static constexpr int kShownMax = 8;

    using QAbstractListModel::QAbstractListModel;

    void setMentionables(const QList<Mentionable> &mentionables);
    const QList<Mentionable> &mentionables() const { return m_all; }
    /// Shows those whose name begins, in one of its words, with what was typed.
    void setTyped(const QString &typed);
    /// `row` must exist.
    const Mentionable &mentionableAt(int row) const { return m_all.at(m_shown.at(row)); }
    /// That row was chosen: where several have the same name, it is the one that is meant from now on.
    void prefer(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Mentionable> m_all; ///< preferred ones first among those of one name
    QList<int> m_shown;
};

} // namespace tacet
