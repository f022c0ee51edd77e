#pragma once
#include "models/domain/error.h"
#include "models/items/peoplemodel.h"

#include <QDialog>

class QListView;
class QStackedWidget;

namespace tacet {

class EmptyState;
class ErrorBanner;
class TextLabel;

/// Who has read a message of one's own.
class ReadersDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ReadersDialog(QWidget *parent = nullptr);

    /// `others` is how many could have read it.
    void setReaders(const QList<Person> &readers, int others);
    void showError(ErrorCode code);

private:
    PeopleModel m_readers;
    ErrorBanner *m_banner;
    TextLabel *m_count;
    QStackedWidget *m_middle;
    QListView *m_list;
    EmptyState *m_empty;
};

} // namespace tacet
