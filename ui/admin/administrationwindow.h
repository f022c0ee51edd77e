#pragma once
#include "ui/admin/administrationplaces.h"
#include "ui/admin/consoleactions.h"
#include "ui/admin/consolesource.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QMainWindow>
#include <QTimer>
#include <QtCrypto>

#include <chrono>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace tacet {

class AdministrationUnlockPage;
class ConsoleTablePage;
class OverviewPage;
class TextLabel;

/// The administration of one workspace: a page for each view, behind the passphrase, for as long as it is used.
/// A band in words and colour says all the time what this window can do. Source and actions outlive it.
class AdministrationWindow final : public QMainWindow
{
    Q_OBJECT
public:
    AdministrationWindow(const QString &workspace, const QList<ConsoleTable> &tables, ConsoleSource &source,
                         ConsoleActions &actions, QWidget *parent = nullptr);

    /// The pages open; without use they close again after `idle`.
    void begin(std::chrono::seconds idle);
    /// Nothing that was read stays on the screen.
    void end(ConsoleEnd ending);
    bool isBegun() const { return m_isBegun; }
    void showUnlockError(ErrorCode code);
    /// Of administrationPlaces(); also while it is locked: the page is there afterwards.
    void openPage(const QString &id);
    void openPage(const QString &id, const QList<ConsoleFilter> &filters);
    /// Saved views by the name of their table.
    void setViews(const QHash<QString, QByteArray> &views);

Q_SIGNALS:
    void unlockRequested(const QCA::SecureArray &passphrase);
    /// The administration is to end: by the button, with the window, or because nobody used it.
    void lockRequested();
    /// Somebody does something here.
    void used();
    void inviteRequested();
    void viewsChanged(const QString &view, const QByteArray &encoded);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *buildBand(const QString &workspace);
    QWidget *buildNavigation(const QList<WindowPlace> &places);
    ConsoleTablePage *page(const QString &view);
    void showPlace(int row);
    void refreshShown();
    void showTimeLeft();
    void drawMark();

    QList<ConsoleTable> m_tables;
    QList<WindowPlace> m_places;
    ConsoleSource &m_source;
    ConsoleActions &m_actions;
    QHash<QString, QByteArray> m_views;
    QHash<QString, ConsoleTablePage *> m_pages; ///< those that were opened
    AdministrationUnlockPage *m_unlock;
    QStackedWidget *m_whole; ///< the way in, or the pages
    QListWidget *m_navigation;
    QStackedWidget *m_stack;
    OverviewPage *m_overview;
    QLabel *m_mark = nullptr;
    TextLabel *m_left;
    QTimer m_tick;
    QDeadlineTimer m_deadline;
    std::chrono::seconds m_idle{};
    bool m_isBegun = false;
};

} // namespace tacet
