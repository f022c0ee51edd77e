#include "tests/ui/samplevalues.h"

namespace tacet::tests {

namespace {

template <class IdType>
IdType idOf(int number)
{
    return IdType(QUuid(0x01990000 + uint(number), 0x1111, 0x7222, 0x80, 1, 2, 3, 4, 5, 6, uchar(number)));
}

Person person(int number, const QString &username, const QString &name, Trust trust = Trust::NotCompared,
              Relation relation = Relation::None)
{
    return {.id = idOf<UserId>(number),
            .username = username,
            .displayName = name,
            .masterKey = QByteArray(32, char(number)),
            .relation = relation,
            .trust = trust};
}

Message message(const Chat &chat, int number, const QString &text, bool outgoing, int minutesAgo, DeliveryState state)
{
    Message message;
    message.id = idOf<MessageId>(1'000 + number);
    message.chat = chat.id;
    message.author = outgoing ? idOf<UserId>(0) : chat.peer.id;
    message.outgoing = outgoing;
    message.position = number;
    message.sentAt = QDateTime::currentDateTimeUtc().addSecs(-60LL * minutesAgo);
    message.storedAt = message.sentAt;
    message.text = text;
    message.state = outgoing ? state : DeliveryState::Received;
    if (message.state == DeliveryState::Failed)
        message.failure = ErrorCode::NoDevices;
    return message;
}

struct Line {
    const char *text;
    bool outgoing;
    int minutesAgo;
    DeliveryState state;
};

const QList<Line> &latinLines()
{
    static const QList<Line> lines{
        {"Hi Mara, did the venue answer?", true, 2'903, DeliveryState::Read},
        {"They did! Saturday works.", false, 2'890, DeliveryState::Received},
        {"Lights and sound from four, doors at seven.", false, 2'889, DeliveryState::Received},
        {"Perfect. I will bring the scores and the two stands.", true, 2'880, DeliveryState::Read},
        {"One thing: the pianist asked whether we could move the slow movement to the end, because the "
         "audience tends to leave on something they can hum on the way home. I think she has a point, but "
         "then the encore has to go.",
         false, 185, DeliveryState::Received},
        {"https://example.org/programme/saturday?draft=3", false, 184, DeliveryState::Received},
        {"I like it 👍", true, 180, DeliveryState::Read},
        {"Here is the script I use to print the parts:", true, 60, DeliveryState::Delivered},
        {"```python\ndef parts(score):\n    # one file per voice\n    for voice in score.voices:\n        yield "
         "voice.name, voice.render(\"pdf\")\n```",
         true, 59, DeliveryState::Delivered},
        {"مرحبا، هذا نص عربي داخل محادثة إنجليزية.", false, 40, DeliveryState::Received},
        {"Wonderful, thank you!", false, 39, DeliveryState::Received},
        {"Shall I send it to the others as well?", false, 38, DeliveryState::Received},
        {"Yes please.", true, 12, DeliveryState::Sent},
        {"And the parking permits, if you have them.", true, 6, DeliveryState::Failed},
        {"On my way.", true, 1, DeliveryState::Queued},
    };
    return lines;
}

const QList<Line> &arabicLines()
{
    static const QList<Line> lines{
        {"مرحبا يا مارا، هل أجاب المسرح؟", true, 2'903, DeliveryState::Read},
        {"نعم! يوم السبت مناسب.", false, 2'890, DeliveryState::Received},
        {"الإضاءة والصوت من الرابعة، والأبواب تفتح في السابعة.", false, 2'889, DeliveryState::Received},
        {"ممتاز. سأحضر النوتات والحاملين.", true, 2'880, DeliveryState::Read},
        {"أمر واحد: سألت عازفة البيانو هل يمكن نقل الحركة البطيئة إلى النهاية، لأن الجمهور يحب أن يغادر ولحن في "
         "أذنه. أظنها على حق، لكن المقطوعة الإضافية يجب أن تُحذف عندئذ.",
         false, 185, DeliveryState::Received},
        {"https://example.org/programme/saturday?draft=3", false, 184, DeliveryState::Received},
        {"This one is in English.", false, 183, DeliveryState::Received},
        {"تعجبني الفكرة 👍", true, 180, DeliveryState::Read},
        {"شكرا جزيلا!", false, 39, DeliveryState::Received},
        {"نعم من فضلك.", true, 12, DeliveryState::Sent},
        {"وتصاريح الوقوف أيضا.", true, 6, DeliveryState::Failed},
        {"أنا في الطريق.", true, 1, DeliveryState::Queued},
    };
    return lines;
}

QList<Person> samplePeople(bool arabic)
{
    const auto name = [arabic](const char *latin, const char *arab) {
        return QString::fromUtf8(arabic ? arab : latin);
    };
    return {person(1, "mara_lindqvist", name("Mara Lindqvist", "مارا العلي"), Trust::Verified, Relation::Contact),
            person(2, "jonas", name("Jonas Weber", "يونس الحداد"), Trust::NotCompared, Relation::Contact),
            person(3, "a_very_long_user_name_that_goes_on_and_on_for_fifty",
                   name("Dr. Wilhelmina-Alexandra von Hohenstein-Rautenberg zu Fürstenberg",
                        "الدكتورة عائشة بنت عبد الرحمن بن محمد الأنصاري القرطبي"),
                   Trust::NotCompared),
            person(4, "sofia", name("Sofía Núñez", "صوفيا ناصر"), Trust::Changed, Relation::Contact),
            person(5, "tomoko", QString::fromUtf8("Tomoko"), Trust::NotCompared),
            person(6, "spam_account", name("Cheap Watches", "ساعات رخيصة"), Trust::NotCompared, Relation::Blocked)};
}

} // namespace

SampleValues sampleValues(bool arabic)
{
    SampleValues values;
    values.account = {.user = idOf<UserId>(0),
                      .device = {},
                      .username = "elias",
                      .displayName = arabic ? QString::fromUtf8("إلياس خوري") : QString("Elias Brandt"),
                      .masterKey = {},
                      .role = WorkspaceRole::Owner,
                      .workspace = {.id = {},
                                    .name = arabic ? QString::fromUtf8("فرقة الحجرة") : QString("Chamber Ensemble"),
                                    .database = {},
                                    .directory = "/home/elias/.local/share/tacet/cluster",
                                    .host = {},
                                    .rootCertificate = {}}};
    values.people = samplePeople(arabic);
    const int minutes[]{1, 26, 300, 1'500, 5'900, 40'000};
    const int unread[]{0, 3, 128, 0, 0, 0};
    for (int i = 0; i < values.people.size(); ++i) {
        Chat chat;
        chat.id = idOf<ChatId>(100 + i);
        chat.peer = values.people.at(i);
        chat.unread = unread[i];
        chat.lastActivity = QDateTime::currentDateTimeUtc().addSecs(-60LL * minutes[i]);
        chat.lastMessage = message(chat, 500 + i, "The rehearsal moves to Thursday, same room, same time as before",
                                   i == 3, minutes[i], DeliveryState::Delivered);
        values.chats.append(chat);
    }
    values.chats[4].lastMessage.reset();
    values.chats[3].draft = "I wanted to ask whether";
    int number = 1;
    for (const Line &line : arabic ? arabicLines() : latinLines())
        values.messages.append(message(values.chats.first(), number++, QString::fromUtf8(line.text), line.outgoing,
                                       line.minutesAgo, line.state));
    values.chats.first().lastMessage = values.messages.last();
    values.number = {.digits = "123450678923456789013456789012456789012356789012346789012345",
                     .code = QByteArray(72, '\x5a')};
    values.link = {.workspace = values.account.workspace,
                   .enrolRole = "enrol_0199",
                   .enrolPassword = "0123456789abcdefghijkl",
                   .token = QByteArray(32, '\x11'),
                   .inviteKey = QByteArray(32, '\x22'),
                   .inviter = values.account.user,
                   .inviterMasterKey = QByteArray(32, '\x33'),
                   .expires = QDateTime::currentDateTimeUtc().addSecs(3'540)};
    return values;
}

} // namespace tacet::tests
