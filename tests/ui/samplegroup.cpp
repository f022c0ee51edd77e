#include "tests/ui/samplegroup.h"

namespace tacet::tests {

namespace {

template <class IdType>
IdType idOf(int number)
{
    return IdType(QUuid(0x01990000 + uint(number), 0x2222, 0x7333, 0x80, 1, 2, 3, 4, 5, 6, uchar(number)));
}

QDateTime ago(qint64 minutes)
{
    return QDateTime::currentDateTimeUtc().addSecs(-60 * minutes);
}

/// Picks the text of the wanted language.
class Words
{
public:
    explicit Words(bool arabic)
        : m_arabic(arabic)
    {
    }
    QString operator()(const char *latin, const char *arabic) const
    {
        return QString::fromUtf8(m_arabic ? arabic : latin);
    }

private:
    bool m_arabic;
};

QList<GroupRole> sampleRoles(const Words &words)
{
    const Permissions member = Permission::SendMessages | Permission::PostThreads | Permission::UploadMedia;
    const Permissions admin = member | Permission::ManageMembers | Permission::DeleteMessages | Permission::PinMessages;
    return {{.id = idOf<RoleId>(1),
             .builtIn = BuiltInRole::Owner,
             .name = {},
             .color = {},
             .permissions = Permissions::fromInt(255),
             .isDefault = false},
            {.id = idOf<RoleId>(2),
             .builtIn = BuiltInRole::Admin,
             .name = {},
             .color = {},
             .permissions = admin | Permission::ManageChat | Permission::ManageRoles,
             .isDefault = false},
            {.id = idOf<RoleId>(3),
             .builtIn = BuiltInRole::None,
             .name = words("Section leader", "قائد القسم"),
             .color = "#3f63c6",
             .permissions = admin,
             .isDefault = false},
            {.id = idOf<RoleId>(4),
             .builtIn = BuiltInRole::Member,
             .name = {},
             .color = {},
             .permissions = member,
             .isDefault = true},
            {.id = idOf<RoleId>(5),
             .builtIn = BuiltInRole::None,
             .name = words("Listener", "مستمع"),
             .color = "#ad3a7c",
             .permissions = {},
             .isDefault = false}};
}

QList<GroupMember> sampleMembers(const Words &words, const QList<GroupRole> &roles)
{
    struct Row {
        QString username;
        QString name;
        int role;
        Trust trust;
        int seenMinutes; ///< -1: not shown
    };
    const QList<Row> rows{
        {"elias", words("Elias Brandt", "إلياس خوري"), 0, Trust::NotCompared, 0},
        {"mara_lindqvist", words("Mara Lindqvist", "مارا العلي"), 1, Trust::Verified, 1},
        {"jonas", words("Jonas Weber", "يونس الحداد"), 2, Trust::NotCompared, 90},
        {"a_very_long_user_name_that_goes_on_and_on_for_fifty",
         words("Dr. Wilhelmina-Alexandra von Hohenstein-Rautenberg zu Fürstenberg",
               "الدكتورة عائشة بنت عبد الرحمن بن محمد الأنصاري القرطبي"),
         3, Trust::NotCompared, 6'000},
        {"sofia", words("Sofía Núñez", "صوفيا ناصر"), 3, Trust::Changed, -1},
        {"tomoko", "Tomoko", 4, Trust::NotCompared, 400},
    };
    QList<GroupMember> members;
    for (const Row &row : rows) {
        GroupMember member;
        member.person.id = idOf<UserId>(int(members.size()));
        member.person.username = row.username;
        member.person.displayName = row.name;
        member.person.trust = row.trust;
        member.role = roles.at(row.role).id;
        member.joinedAt = ago(60 * 24 * 40 - 900 * members.size());
        if (row.seenMinutes >= 0)
            member.lastSeen = ago(row.seenMinutes);
        members.append(member);
    }
    members[5].mutedUntil = QDateTime::currentDateTimeUtc().addDays(1);
    return members;
}

/// Builds the lines of the conversation one after the other.
class Script
{
public:
    explicit Script(const SampleGroup &group)
        : m_group(group)
    {
    }

    Message &says(int member, const QString &text, int minutesAgo)
    {
        Message &message = add(minutesAgo);
        message.author = m_group.members.at(member).person.id;
        message.outgoing = member == 0;
        message.authorName = m_group.members.at(member).person.shownName();
        message.text = text;
        message.state = member == 0 ? DeliveryState::Read : DeliveryState::Received;
        message.mentions = mentionsIn(text, m_group.mentionables);
        return message;
    }

    void happens(ChatEventKind kind, int actor, int subject, int minutesAgo, const QString &detail = {})
    {
        Message &message = add(minutesAgo);
        message.kind = MessageKind::Event;
        message.event = ChatEvent{.kind = kind,
                                  .actor = m_group.members.at(actor).person.id,
                                  .subject = m_group.members.at(subject).person.id,
                                  .actorName = m_group.members.at(actor).person.shownName(),
                                  .subjectName = m_group.members.at(subject).person.shownName(),
                                  .detail = detail};
    }

    void waits(int member, WaitingCause cause, int minutesAgo)
    {
        Message &message = says(member, {}, minutesAgo);
        message.kind = MessageKind::Waiting;
        message.waiting = WaitingForKey{.cause = cause, .since = ago(minutesAgo), .askedAt = ago(2)};
    }

    const QList<Message> &messages() const { return m_messages; }

private:
    Message &add(int minutesAgo)
    {
        Message message;
        message.id = idOf<MessageId>(2'000 + int(m_messages.size()));
        message.chat = m_group.chat.id;
        message.position = m_messages.size() + 1;
        message.sentAt = ago(minutesAgo);
        message.storedAt = message.sentAt;
        m_messages.append(message);
        return m_messages.last();
    }

    const SampleGroup &m_group;
    QList<Message> m_messages;
};

void addMessages(SampleGroup &group, const Words &words)
{
    Script script(group);
    const QString mara = group.members.at(1).person.shownName();
    const QString self = group.members.at(0).person.shownName();
    script.happens(ChatEventKind::Created, 0, 0, 1'500);
    script.happens(ChatEventKind::Added, 0, 1, 1'499);
    script.happens(ChatEventKind::Added, 1, 2, 1'498);
    script.says(1,
                words("Welcome, everybody! This is where we sort out Saturday.", "أهلا بالجميع! هنا ننظم يوم السبت."),
                1'490);
    script.says(1, words("The hall is ours from four.", "القاعة لنا من الرابعة."), 1'489);
    script.says(0, words("Perfect. @", "ممتاز. @") + mara + words(" can you open up?", " هل تفتحين الباب؟"), 1'480);
    script.says(2, words("I can bring the stands, if somebody drives.", "يمكنني إحضار الحوامل إن قاد أحدكم."), 62);
    script.happens(ChatEventKind::TimerChanged, 0, 0, 61, "604800");
    script.happens(ChatEventKind::Joined, 5, 5, 60);
    Message &asked = script.says(
        3, words("Dear @", "عزيزي @") + self + words(", which of the two scores do we use?", "، أي النوتتين نستعمل؟"),
        40);
    asked.mentionsMe = true;
    asked.expiresAt = QDateTime::currentDateTimeUtc().addDays(7);
    script.waits(4, WaitingCause::KeyAsked, 12);
    script.says(0, words("The second one. I sent it to the thread.", "الثانية. أرسلتها في الموضوع."), 5).expiresAt =
        QDateTime::currentDateTimeUtc().addDays(7);
    group.messages = script.messages();
}

void addThreads(SampleGroup &group, const Words &words)
{
    const QList<QString> titles{words("Programme for Saturday", "برنامج يوم السبت"),
                                words("Who drives whom?", "من يقود من؟"),
                                words("Parking permits, and how to get one when the office is closed",
                                      "تصاريح الوقوف وكيفية الحصول عليها عندما يكون المكتب مغلقا"),
                                words("New chairs", "كراس جديدة"), words("Recordings", "تسجيلات")};
    for (int i = 0; i < titles.size(); ++i) {
        Thread thread;
        thread.id = idOf<ThreadId>(300 + i);
        thread.chat = group.chat.id;
        thread.author = group.members.at(i).person.id;
        thread.authorName = group.members.at(i).person.shownName();
        thread.title = titles.at(i);
        thread.body = words("Two pieces before the break, one after it. I would open with the quick one, so that "
                            "latecomers miss the least.\n\nWhat do you think?",
                            "قطعتان قبل الاستراحة وواحدة بعدها. أقترح أن نبدأ بالسريعة.\n\nما رأيكم؟");
        thread.createdAt = ago(3'000 + 300 * i);
        thread.lastActivity = ago(i * i * 700);
        thread.replyCount = i == 3 ? 0 : 6 - i;
        thread.unread = i == 0 ? 2 : i == 1 ? 1 : 0;
        thread.isFollowed = i == 0 || i == 2;
        thread.isPinned = i == 0;
        thread.isOutgoing = i == 0;
        group.threads.append(thread);
    }
    const auto answers = [&](int number, int member, const QString &text, int minutes, std::optional<int> parent) {
        Reply reply;
        reply.id = idOf<ReplyId>(400 + number);
        reply.thread = group.threads.first().id;
        if (parent)
            reply.parent = idOf<ReplyId>(400 + *parent);
        reply.author = group.members.at(member).person.id;
        reply.authorName = group.members.at(member).person.shownName();
        reply.body = text;
        reply.createdAt = ago(minutes);
        reply.position = number;
        reply.isOutgoing = member == 0;
        group.replies.append(reply);
    };
    answers(1, 1, words("I like it. The audience likes to leave on something it can hum.", "تعجبني الفكرة."), 300, {});
    answers(2, 2, words("Then the encore has to go, though.", "إذن تُحذف المقطوعة الإضافية."), 290, 1);
    answers(3, 0, words("Agreed, no encore.", "موافق."), 280, 2);
    answers(4, 3,
            words("Could somebody send me the second violin part? Mine ends at bar 40.",
                  "هل يرسل لي أحد نوتة الكمان الثاني؟"),
            60, {});
    answers(5, 4, {}, 50, 4);
    answers(6, 5, words("It is in the shared folder now.", "هي الآن في المجلد المشترك."), 4, 4);
    group.replies[4].isDeleted = true;
}

void addInvites(SampleGroup &group, const Words &words)
{
    for (const InviteKind kind : {InviteKind::Link, InviteKind::Code}) {
        GroupInvite invite;
        invite.id = idOf<InviteId>(500 + int(kind));
        invite.kind = kind;
        invite.createdBy = group.self;
        invite.createdAt = ago(100);
        invite.expiresAt = QDateTime::currentDateTimeUtc().addDays(1);
        invite.maxUses = kind == InviteKind::Link ? 25 : 5;
        invite.uses = 3;
        invite.wantsApproval = kind == InviteKind::Code;
        group.invites.append(invite);
    }
    GroupMember asking = group.members.at(5);
    asking.person.id = idOf<UserId>(40);
    asking.person.username = "ines";
    asking.person.displayName = words("Inês Carvalho", "إيناس القاسم");
    group.requests.append({.person = asking.person, .invite = group.invites.last().id, .createdAt = ago(9)});
    group.publicChats = {{.id = idOf<ChatId>(900),
                          .type = ChatType::Channel,
                          .name = words("Announcements", "إعلانات"),
                          .description = words("What everybody should know", "ما ينبغي أن يعرفه الجميع"),
                          .memberCount = 48},
                         {.id = idOf<ChatId>(901),
                          .type = ChatType::Group,
                          .name = words("Lunch", "الغداء"),
                          .description = {},
                          .memberCount = 9}};
}

} // namespace

SampleGroup sampleGroup(bool arabic)
{
    const Words words(arabic);
    SampleGroup group;
    group.roles = sampleRoles(words);
    group.members = sampleMembers(words, group.roles);
    group.self = group.members.first().person.id;
    for (const GroupMember &member : std::as_const(group.members))
        group.mentionables.append(
            {.kind = MentionKind::Person, .target = member.person.id.uuid(), .name = member.person.shownName()});
    group.mentionables.append({.kind = MentionKind::Everyone, .target = {}, .name = "everyone"});
    group.group.id = idOf<ChatId>(200);
    group.group.settings.name = words("Saturday’s concert", "حفل السبت");
    group.group.settings.description = words("Who, when, where, and what we play", "من ومتى وأين وماذا نعزف");
    group.group.settings.messageTimerSeconds = 604'800;
    group.group.owner = group.self;
    group.group.ownRole = group.roles.first();
    group.group.memberCount = int(group.members.size());
    group.group.epoch = 4;
    group.chat.id = group.group.id;
    group.chat.type = ChatType::Group;
    group.chat.title = group.group.settings.name;
    group.chat.memberCount = group.group.memberCount;
    group.chat.unread = 3;
    group.chat.unreadMentions = 1;
    group.chat.unreadThreads = 2;
    group.chat.lastActivity = ago(0);
    addMessages(group, words);
    addThreads(group, words);
    addInvites(group, words);
    group.chat.lastMessage = group.messages.at(9);
    return group;
}

QList<Chat> sampleGroupChats(bool arabic)
{
    const Words words(arabic);
    Chat channel;
    channel.id = idOf<ChatId>(201);
    channel.type = ChatType::Channel;
    channel.title = words("Announcements", "إعلانات");
    channel.visibility = ChatVisibility::Public;
    channel.memberCount = 48;
    channel.canSend = false;
    channel.lastActivity = ago(55);
    channel.lastMessage = Message();
    channel.lastMessage->authorName = words("Mara Lindqvist", "مارا العلي");
    channel.lastMessage->text = words("The office is closed on Monday.", "المكتب مغلق يوم الاثنين.");
    Chat left;
    left.id = idOf<ChatId>(202);
    left.type = ChatType::Group;
    left.title = words("Summer tour", "جولة الصيف");
    left.standing = ChatStanding::Left;
    left.memberCount = 7;
    left.lastActivity = ago(4'000);
    left.lastMessage = Message();
    return {channel, left};
}

} // namespace tacet::tests
