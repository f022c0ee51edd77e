#pragma once
#include "models/domain/group.h"
#include "models/domain/message.h"

#include <QAbstractListModel>

namespace tacet {

/// Whoever can be named in a message of a group: people, roles, everybody.
struct MentionCandidate {
    MentionKind kind = MentionKind::Person;
    QUuid target;   ///< user or role; null for everybody
    QString name;   ///< as it stands behind the "@"
    QString detail; ///< user name with its sign, or what is meant
};

/// The candidates that fit what was typed behind "@", best first; and the mentions that a text holds.
class MentionListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, ///< int(MentionKind)
        TargetRole,              ///< QUuid
        DetailRole,              ///< QString
    };
    static constexpr int kShownMax = 8;

    using QAbstractListModel::QAbstractListModel;

    /// `self` is no candidate: nobody mentions oneself.
    void setPeople(const QList<GroupMember> &members, const QList<GroupRole> &roles, UserId self);
    /// Shows those whose name or user name begins, in one of its words, with what was typed.
    void setTyped(const QString &typed);
    /// The candidate was chosen: where several have the same name, it is the one that is meant from now on.
    void prefer(int row);
    const MentionCandidate &candidateAt(int row) const { return m_all.at(m_shown.at(row)); }

    /// Every "@name" of a candidate that begins a word, the longest name that fits; at most 50.
    QList<Mention> mentionsIn(const QString &text) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    const MentionCandidate *longestAt(const QString &text, qsizetype start) const;

    QList<MentionCandidate> m_all; ///< preferred ones first among those of one name
    QList<int> m_shown;
};

} // namespace tacet
