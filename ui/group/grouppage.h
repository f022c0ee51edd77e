#pragma once
#include "models/domain/group.h"

#include <QWidget>

class QVBoxLayout;

namespace tacet {

/// One page of the dialog about a group. Shows what the own role may see, and enables what it may do.
class GroupPage : public QWidget
{
    Q_OBJECT
public:
    explicit GroupPage(const QString &title, QWidget *parent = nullptr);

    virtual void setGroup(const Group &group) = 0;

protected:
    /// Below the title.
    QVBoxLayout &column() { return *m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace tacet
