#include "ui/chat/conversationheader.h"

#include "models/items/groupwords.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/displaytext.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/symbolicicon.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace tacet {

namespace {

constexpr int kAvatarSide = 36;
constexpr int kHeight = 64;

} // namespace

ConversationHeader::ConversationHeader(QWidget *parent)
    : QWidget(parent)
    , m_avatar(new Avatar(kAvatarSide))
    , m_name(new ElidedLabel(TextLevel::Strong))
    , m_subtitle(new ElidedLabel(TextLevel::Caption))
    , m_safety(iconButton(QStringLiteral("safetyButton"), QStringLiteral("shield"), tr("Safety number")))
    , m_threads(iconButton(QStringLiteral("threadsButton"), QStringLiteral("thread"), tr("Threads")))
    , m_details(iconButton(QStringLiteral("detailsButton"), QStringLiteral("group"), tr("Members and settings")))
    , m_menu(iconButton(QStringLiteral("peerMenu"), QStringLiteral("more"), tr("More about this chat")))
{
    setObjectName(QStringLiteral("conversationHeader"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumHeight(kHeight);
    m_name->setObjectName(QStringLiteral("peerName"));
    m_subtitle->setObjectName(QStringLiteral("peerSubtitle"));
    m_subtitle->setMuted(true);
    m_threads->setCheckable(true);
    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    names->addStretch();
    names->addWidget(m_name);
    names->addWidget(m_subtitle);
    names->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    row->setSpacing(space::kSmall);
    row->addWidget(m_avatar);
    row->addSpacing(space::kTiny);
    row->addLayout(names, 1);
    for (QToolButton *button : {m_safety, m_threads, m_details, m_menu})
        row->addWidget(button);
    connect(m_safety, &QToolButton::clicked, this, &ConversationHeader::safetyNumberRequested);
    connect(m_threads, &QToolButton::clicked, this, &ConversationHeader::threadsRequested);
    connect(m_details, &QToolButton::clicked, this, &ConversationHeader::detailsRequested);
    connect(m_menu, &QToolButton::clicked, this, &ConversationHeader::menuRequested);
}

void ConversationHeader::setChat(const Chat &chat)
{
    const bool isDirect = chat.type == ChatType::Direct;
    const bool isMember = chat.standing == ChatStanding::Member;
    m_safety->setVisible(isDirect);
    m_threads->setVisible(!isDirect);
    m_details->setVisible(!isDirect && isMember);
    m_avatar->setLook({.id = isDirect ? chat.peer.id.uuid() : chat.id.uuid(),
                       .name = lineText(chat.shownName()),
                       .shape = isDirect ? AvatarShape::Person : AvatarShape::Chat,
                       .picture = chat.picture});
    m_name->setText(chat.shownName().isEmpty() ? tr("Name not known yet") : lineText(chat.shownName()));
    if (isDirect)
        refreshPerson(chat.peer);
    else
        refreshGroup(chat);
}

void ConversationHeader::refreshPerson(const Person &peer)
{
    const QString handle = isolated(lineText(u'@' + peer.username));
    const bool verified = peer.trust == Trust::Verified;
    m_subtitle->setText(verified                       ? tr("%1 · Verified").arg(handle)
                        : peer.trust == Trust::Changed ? tr("%1 · Safety number has changed").arg(handle)
                                                       : tr("%1 · Safety number not compared").arg(handle));
    m_safety->setIcon(verified                       ? symbolicIcon(QStringLiteral("shield-check"), IconTone::Accent)
                      : peer.trust == Trust::Changed ? symbolicIcon(QStringLiteral("warning"), IconTone::Warning)
                                                     : symbolicIcon(QStringLiteral("shield")));
}

void ConversationHeader::refreshGroup(const Chat &chat)
{
    const QString kind = chat.type == ChatType::Group ? tr("Group") : tr("Channel");
    const QString words = chat.memberCount > 0 ? tr("%1 · %2").arg(kind, memberCountWords(chat.memberCount)) : kind;
    m_subtitle->setText(chat.visibility == ChatVisibility::Public ? tr("%1 · Public, not confidential").arg(words)
                                                                  : words);
    const QIcon unread = symbolicIcon(QStringLiteral("thread"), IconTone::Accent);
    m_threads->setIcon(chat.unreadThreads > 0 ? unread : symbolicIcon(QStringLiteral("thread")));
    const QString label =
        chat.unreadThreads > 0 ? tr("Threads, %Ln unread", nullptr, chat.unreadThreads) : tr("Threads");
    m_threads->setToolTip(label);
    m_threads->setAccessibleName(label);
}

void ConversationHeader::setThreadsShown(bool shown)
{
    m_threads->setChecked(shown);
}

void ConversationHeader::setJoinRequests(int count)
{
    const QString label = count > 0 ? tr("Members and settings. %Ln person(s) ask(s) to join.", nullptr, count)
                                    : tr("Members and settings");
    m_details->setIcon(symbolicIcon(QStringLiteral("group"), count > 0 ? IconTone::Accent : IconTone::Text));
    m_details->setToolButtonStyle(count > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_details->setText(QLocale().toString(count));
    m_details->setToolTip(label);
    m_details->setAccessibleName(label);
}

QPoint ConversationHeader::menuPosition() const
{
    return m_menu->mapToGlobal(QPoint(0, m_menu->height()));
}

} // namespace tacet
