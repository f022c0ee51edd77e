#include "app/desktop/trayicon.h"

#include "ui/widgets/symbolicicon.h"

namespace tacet {

std::unique_ptr<TrayIcon> TrayIcon::create()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return nullptr;
    return std::unique_ptr<TrayIcon>(new TrayIcon);
}

TrayIcon::TrayIcon()
    : m_icon(QIcon(QStringLiteral(":/icons/tacet.svg")))
{
    m_menu.addAction(tr("Open Tacet"), this, &TrayIcon::openRequested);
    m_menu.addAction(symbolicIcon(QStringLiteral("lock")), tr("Lock"), this, &TrayIcon::lockRequested);
    m_menu.addSeparator();
    m_menu.addAction(symbolicIcon(QStringLiteral("quit")), tr("Quit"), this, &TrayIcon::quitRequested);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT openRequested();
    });
    setUnread(0);
    m_icon.show();
}

void TrayIcon::setUnread(int unread)
{
    m_icon.setToolTip(unread > 0 ? tr("Tacet: %Ln unread message(s)", nullptr, unread) : QStringLiteral("Tacet"));
}

} // namespace tacet
