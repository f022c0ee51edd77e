#pragma once
#include "models/domain/group.h"
#include "models/items/publicchatmodel.h"

#include <QDialog>
#include <QTimer>

class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace tacet {

class Avatar;
class EmptyState;
class ErrorBanner;
class TextLabel;

/// The way into a group or channel: a code or link with a look at what it leads to, or the public chats of the
/// workspace. Answers come by value and name their question.
class JoinDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit JoinDialog(QWidget *parent = nullptr);

    /// Where the account is: of links into other workspaces is said that they are.
    void setWorkspace(WorkspaceId workspace) { m_workspace = workspace; }

    /// Puts a link into the field, as if it had been pasted.
    void setInvite(const QString &text);
    void setPreview(const QString &text, const InvitePreview &preview);
    void showPreviewError(const QString &text, ErrorCode code);
    void setPublicChats(const QString &words, const QList<PublicChat> &chats);
    /// Joining failed.
    void showError(ErrorCode code);
    /// A manager decides: says so, and offers nothing but to close.
    void showRequested();

Q_SIGNALS:
    void previewRequested(const QString &text);
    void joinRequested(const QString &text);
    void searchRequested(const QString &words);
    void joinPublicRequested(tacet::ChatId chat);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *buildInvite();
    QWidget *buildCard();
    QWidget *buildPublic();
    void ask();
    void join();
    void paste();
    void refresh();

    WorkspaceId m_workspace;
    PublicChatModel m_chats;
    QTimer m_pause;
    QString m_asked;
    QString m_searched;
    bool m_isPreviewed = false;
    bool m_hasSearched = false;
    bool m_joining = false;
    QLineEdit *m_field;
    ErrorBanner *m_banner;
    QWidget *m_card;
    Avatar *m_avatar;
    TextLabel *m_name;
    TextLabel *m_detail;
    QLineEdit *m_search;
    QStackedWidget *m_middle;
    QListView *m_list;
    EmptyState *m_empty;
    QPushButton *m_join;
};

} // namespace tacet
