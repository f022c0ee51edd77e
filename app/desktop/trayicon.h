#pragma once
#include <QMenu>
#include <QSystemTrayIcon>

#include <memory>

namespace tacet {

/// An icon in the tray, where the desktop has one. Never the only way to reach the window.
class TrayIcon final : public QObject
{
    Q_OBJECT
public:
    /// Nothing where there is no tray.
    static std::unique_ptr<TrayIcon> create();

    void setUnread(int unread);

Q_SIGNALS:
    void openRequested();
    void lockRequested();
    void quitRequested();

private:
    TrayIcon();

    QSystemTrayIcon m_icon;
    QMenu m_menu;
};

} // namespace tacet
