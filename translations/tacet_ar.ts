<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>tacet::AddMembersDialog</name>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Add people</source>
        <translation>إضافة أشخاص</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s) could not be added.</source>
        <translation>
            <numerusform>لم يتعذر على أحد.</numerusform>
            <numerusform>تعذرت إضافة شخص واحد.</numerusform>
            <numerusform>تعذرت إضافة شخصين.</numerusform>
            <numerusform>تعذرت إضافة %Ln أشخاص.</numerusform>
            <numerusform>تعذرت إضافة %Ln شخصا.</numerusform>
            <numerusform>تعذرت إضافة %Ln شخص.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::AdministrationPlaces</name>
    <message>
        <source>Overview</source>
        <translation>نظرة عامة</translation>
    </message>
</context>
<context>
    <name>tacet::AdministrationUnlockPage</name>
    <message>
        <source>Administration of %1</source>
        <translation>إدارة %1</translation>
    </message>
    <message>
        <source>Your passphrase opens the administration. It ends after 15 minutes without use. People, devices and figures can be seen here; what people write cannot.</source>
        <translation>تفتح عبارة المرور الإدارة. وتنتهي بعد 15 دقيقة من دون استخدام. يمكن هنا رؤية الأشخاص والأجهزة والأرقام، أما ما يكتبه الناس فلا.</translation>
    </message>
    <message>
        <source>Passphrase of this computer</source>
        <translation>عبارة مرور هذا الحاسوب</translation>
    </message>
    <message>
        <source>Open the administration</source>
        <translation>فتح الإدارة</translation>
    </message>
</context>
<context>
    <name>tacet::AdministrationWindow</name>
    <message>
        <source>Administration of %1</source>
        <translation>إدارة %1</translation>
    </message>
    <message>
        <source>Administration of %1 – changes take effect for everybody.</source>
        <translation>إدارة %1 – تسري التغييرات على الجميع.</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <source>Pages of the administration</source>
        <translation>صفحات الإدارة</translation>
    </message>
    <message>
        <source>The administration has ended.</source>
        <translation>انتهت الإدارة.</translation>
    </message>
    <message>
        <source>Nobody used it for a while. Nothing was changed since; your passphrase opens it again.</source>
        <translation>لم يستخدمها أحد منذ مدة. لم يتغير شيء منذ ذلك الحين؛ وتفتحها عبارة المرور من جديد.</translation>
    </message>
    <message>
        <source>You are not an administrator any more.</source>
        <translation>لم تعد مسؤولاً عن الإدارة.</translation>
    </message>
    <message>
        <source>What you had finished stays done; what was under way was not carried out. Ask the owner of the workspace if you need the right.</source>
        <translation>يبقى ما أنجزته كما هو، ولم يُنفَّذ ما كان جارياً. اسأل مالك مساحة العمل إن احتجت إلى هذا الحق.</translation>
    </message>
    <message numerus="yes">
        <source>Ends after %Ln minute(s) without use</source>
        <translation>
            <numerusform>تنتهي من دون استخدام بعد أقل من دقيقة</numerusform>
            <numerusform>تنتهي بعد دقيقة واحدة من دون استخدام</numerusform>
            <numerusform>تنتهي بعد دقيقتين من دون استخدام</numerusform>
            <numerusform>تنتهي بعد %Ln دقائق من دون استخدام</numerusform>
            <numerusform>تنتهي بعد %Ln دقيقة من دون استخدام</numerusform>
            <numerusform>تنتهي بعد %Ln دقيقة من دون استخدام</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::AlarmText</name>
    <message>
        <source>Tell whoever runs the workspace.</source>
        <translation>أخبر من يدير مساحة العمل.</translation>
    </message>
    <message>
        <source>The record of %1 was changed after the fact.</source>
        <translation>غُيّر سجل %1 بعد وقوعه.</translation>
    </message>
    <message>
        <source>The chat is halted: nothing is sent there.</source>
        <translation>أُوقفت المحادثة: لا يُرسل فيها شيء.</translation>
    </message>
    <message>
        <source>Somebody tried to change %1 without the right to.</source>
        <translation>حاول أحدهم تغيير %1 دون حق.</translation>
    </message>
    <message>
        <source>Tacet ignored it.</source>
        <translation>تجاهله Tacet.</translation>
    </message>
    <message>
        <source>The database shows a member of %1 whom nobody let in.</source>
        <translation>تعرض قاعدة البيانات عضوا في %1 لم يُدخله أحد.</translation>
    </message>
    <message>
        <source>This person gets no keys.</source>
        <translation>لن يحصل هذا الشخص على مفاتيح.</translation>
    </message>
    <message>
        <source>The database shows a device in %1 that its person does not know.</source>
        <translation>تعرض قاعدة البيانات في %1 جهازا لا يعرفه صاحبه.</translation>
    </message>
    <message>
        <source>This device gets no keys.</source>
        <translation>لن يحصل هذا الجهاز على مفاتيح.</translation>
    </message>
    <message>
        <source>A key was handed out in %1 that is not the right one.</source>
        <translation>وُزّع في %1 مفتاح ليس هو الصحيح.</translation>
    </message>
    <message>
        <source>Tacet threw it away.</source>
        <translation>تخلص منه Tacet.</translation>
    </message>
    <message>
        <source>Something in %1 is not what the database says of it.</source>
        <translation>شيء في %1 ليس كما تقول قاعدة البيانات.</translation>
    </message>
    <message>
        <source>Tacet does not show it.</source>
        <translation>لا يعرضه Tacet.</translation>
    </message>
    <message>
        <source>A key to older messages of %1 is not from who wrote them.</source>
        <translation>مفتاح رسائل أقدم في %1 ليس ممن كتبوها.</translation>
    </message>
</context>
<context>
    <name>tacet::AuditPage</name>
    <message>
        <source>What was done with accounts, keys, rights and settings, with what was there before and after. Each entry is chained to the one before it.</source>
        <translation>ما جرى للحسابات والمفاتيح والحقوق والإعدادات، مع الحال قبله وبعده. كل مدخل مرتبط بالذي قبله.</translation>
    </message>
    <message>
        <source>Verify the chain</source>
        <translation>التحقق من السلسلة</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>يجري التحقق …</translation>
    </message>
    <message>
        <source>The chain is whole: no entry was changed, removed or put in.</source>
        <translation>السلسلة سليمة: لم يُغيَّر أي مدخل ولم يُحذف ولم يُضف.</translation>
    </message>
    <message numerus="yes">
        <source>The chain is broken at %Ln place(s), first at entry %1: %2</source>
        <translation>
            <numerusform>السلسلة مكسورة في %Ln موضع، أولها عند المدخل %1: %2</numerusform>
            <numerusform>السلسلة مكسورة في موضع واحد، عند المدخل %1: %2</numerusform>
            <numerusform>السلسلة مكسورة في موضعين، أولهما عند المدخل %1: %2</numerusform>
            <numerusform>السلسلة مكسورة في %Ln مواضع، أولها عند المدخل %1: %2</numerusform>
            <numerusform>السلسلة مكسورة في %Ln موضعاً، أولها عند المدخل %1: %2</numerusform>
            <numerusform>السلسلة مكسورة في %Ln موضع، أولها عند المدخل %1: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ChatListDelegate</name>
    <message>
        <source>Draft:</source>
        <translation>مسودة:</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>لا رسائل بعد</translation>
    </message>
    <message>
        <source>Name not known yet</source>
        <translation>الاسم غير معروف بعد</translation>
    </message>
    <message>
        <source>A message that cannot be read yet</source>
        <translation>رسالة لا يمكن قراءتها بعد</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tacet::ChatListModel</name>
    <message>
        <source>Group · %1</source>
        <translation>مجموعة · %1</translation>
    </message>
    <message>
        <source>Channel · %1</source>
        <translation>قناة · %1</translation>
    </message>
</context>
<context>
    <name>tacet::ChatListPane</name>
    <message>
        <source>Search chats</source>
        <translation>البحث في المحادثات</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>لا محادثات بعد</translation>
    </message>
    <message>
        <source>Invite somebody into the workspace, or find people who are in it.</source>
        <translation>ادعُ شخصا إلى مساحة العمل، أو ابحث عمّن هو فيها.</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>دعوة شخص</translation>
    </message>
    <message>
        <source>No chat by that name</source>
        <translation>لا محادثة بهذا الاسم</translation>
    </message>
    <message>
        <source>Look among everybody in the workspace instead.</source>
        <translation>ابحث بدلا من ذلك بين جميع أعضاء مساحة العمل.</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>البحث عن أشخاص</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
</context>
<context>
    <name>tacet::ChatSwitcher</name>
    <message>
        <source>Go to a chat</source>
        <translation>الانتقال إلى محادثة</translation>
    </message>
    <message>
        <source>Name of a chat</source>
        <translation>اسم محادثة</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>Administration: %1</source>
        <translation>الإدارة: %1</translation>
    </message>
</context>
<context>
    <name>tacet::ChatsPage</name>
    <message>
        <source>Groups and channels with their figures. Names of private ones are known to their members only, and so is everything that is said there.</source>
        <translation>المجموعات والقنوات مع أرقامها. لا يعرف أسماء الخاصة منها إلا أعضاؤها، وكذلك كل ما يقال فيها.</translation>
    </message>
    <message>
        <source>Close …</source>
        <translation>إغلاق …</translation>
    </message>
    <message>
        <source>Open again …</source>
        <translation>فتح من جديد …</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>إغلاق %1</translation>
    </message>
    <message>
        <source>Nobody can post there any more. Its members see that the administration closed it; what was written stays with them.</source>
        <translation>لن يستطيع أحد الكتابة هناك بعد الآن. يرى الأعضاء أن الإدارة أغلقتها، ويبقى ما كُتب عندهم.</translation>
    </message>
    <message>
        <source>Open again takes this back.</source>
        <translation>الفتح من جديد يلغي ذلك.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>%1 is closed.</source>
        <translation>أُغلقت %1.</translation>
    </message>
    <message>
        <source>Open %1 again</source>
        <translation>فتح %1 من جديد</translation>
    </message>
    <message>
        <source>Its members can post again.</source>
        <translation>يستطيع الأعضاء الكتابة من جديد.</translation>
    </message>
    <message>
        <source>Close takes this back.</source>
        <translation>الإغلاق يلغي ذلك.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>%1 is open.</source>
        <translation>%1 مفتوحة.</translation>
    </message>
</context>
<context>
    <name>tacet::ChoiceBox</name>
    <message>
        <source>Off</source>
        <translation>معطّل</translation>
    </message>
    <message>
        <source>Messages stay</source>
        <translation>الرسائل تبقى</translation>
    </message>
</context>
<context>
    <name>tacet::CommandLine</name>
    <message>
        <source>Folder of the account&apos;s data.</source>
        <translation>مجلد بيانات الحساب.</translation>
    </message>
    <message>
        <source>Language of the windows: en, de or ar.</source>
        <translation>لغة النوافذ: en أو de أو ar.</translation>
    </message>
    <message>
        <source>Expected at most one tacet:// link.</source>
        <translation>يُتوقع رابط tacet:// واحد على الأكثر.</translation>
    </message>
    <message>
        <source>A tacet:// link into a workspace, a group or a channel.</source>
        <translation>رابط tacet:// إلى مساحة عمل أو مجموعة أو قناة.</translation>
    </message>
</context>
<context>
    <name>tacet::Composer</name>
    <message>
        <source>Write a message</source>
        <translation>اكتب رسالة</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>رسالة</translation>
    </message>
</context>
<context>
    <name>tacet::ConnectionLine</name>
    <message>
        <source>Try now</source>
        <translation>المحاولة الآن</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>متصل</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>جارٍ الاتصال …</translation>
    </message>
    <message>
        <source>Fetching messages …</source>
        <translation>جارٍ جلب الرسائل …</translation>
    </message>
    <message>
        <source>The workspace refused this device.</source>
        <translation>رفضت مساحة العمل هذا الجهاز.</translation>
    </message>
    <message>
        <source>Offline. What you send waits here.</source>
        <translation>غير متصل. ما ترسله ينتظر هنا.</translation>
    </message>
    <message>
        <source>Offline · next try in %1 s</source>
        <translation>غير متصل · محاولة بعد %1 ث</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleFilterWords</name>
    <message>
        <source>is</source>
        <translation>هو</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ليس</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>يحتوي على</translation>
    </message>
    <message>
        <source>begins with</source>
        <translation>يبدأ بـ</translation>
    </message>
    <message>
        <source>since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>على الأقل</translation>
    </message>
    <message>
        <source>until</source>
        <translation>حتى</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>على الأكثر</translation>
    </message>
    <message>
        <source>never</source>
        <translation>أبداً</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>فارغ</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>في أي وقت</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>غير فارغ</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a column and a condition: Last seen never</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>a column, a condition and a value: State is Suspended</comment>
        <translation>%1 %2 %3</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleNames</name>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Devices and keys</source>
        <translation>الأجهزة والمفاتيح</translation>
    </message>
    <message>
        <source>Groups and channels</source>
        <translation>المجموعات والقنوات</translation>
    </message>
    <message>
        <source>Members of groups</source>
        <translation>أعضاء المجموعات</translation>
    </message>
    <message>
        <source>Roles of groups</source>
        <translation>أدوار المجموعات</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>الحصص</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>الوسائط</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>الانتساب</translation>
    </message>
    <message>
        <source>Join requests</source>
        <translation>طلبات الانضمام</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>الاستخدام</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>القياسات</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>الاحتفاظ</translation>
    </message>
    <message>
        <source>Runs of retention</source>
        <translation>عمليات تطبيق الاحتفاظ</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>النسخ الاحتياطية</translation>
    </message>
    <message>
        <source>Contents of backups</source>
        <translation>محتويات النسخ الاحتياطية</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>سجل التدقيق</translation>
    </message>
    <message>
        <source>Security events</source>
        <translation>أحداث الأمان</translation>
    </message>
    <message>
        <source>Extra rights</source>
        <translation>الصلاحيات الإضافية</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>الأقسام</translation>
    </message>
    <message>
        <source>Sizes of tables</source>
        <translation>أحجام الجداول</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>عمليات تسجيل الدخول</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>المعرّف</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>الشخص</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>الصنف</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>الظهور</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>وقت الإنشاء</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>وقت التغيير</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>آخر ظهور</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>آخر رسالة</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>ينتهي</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>مُلغى</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>مستخدَم</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>وقت الانضمام</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>موقوف</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>معطّل</translation>
    </message>
    <message>
        <source>Dissolved</source>
        <translation>محلول</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>محسوم</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>وقت الانتهاء</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>الجهاز</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>الأجهزة</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>المحادثة</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>المالك</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>أنشأه</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>استخدمه</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>مَن</translation>
    </message>
    <message>
        <source>What it was done to</source>
        <translation>ما وقع عليه الفعل</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>ما الذي فُعل</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>الحدث</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>المجال</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>الخطورة</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>يتابعه</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>المآل</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>الأعضاء</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>المجموعات</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Waiting messages</source>
        <translation>الرسائل المنتظرة</translation>
    </message>
    <message>
        <source>Oldest waiting</source>
        <translation>أقدم المنتظرة</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>البايتات</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>الحد</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>Limit of files</source>
        <translation>حد الملفات</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>النسبة</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>البصمة</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>الرمز المميز</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>القيمة المعتادة</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>المسموح</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>الأدنى</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>الأقصى</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>الوحدة</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>القسم</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>الصفوف</translation>
    </message>
    <message>
        <source>Rows, about</source>
        <translation>الصفوف، تقريبا</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>المجموع الاختباري</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>المدير</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>نشط</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>ممحو</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>مفتوح</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>منتهي الصلاحية</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>منخفض</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>متوسط</translation>
    </message>
    <message>
        <source>High</source>
        <translation>مرتفع</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>حرج</translation>
    </message>
    <message>
        <source>Being looked after</source>
        <translation>قيد المتابعة</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>مكتمل</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>يُرفع</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>قيد التنفيذ</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <source>Direct chat</source>
        <translation>محادثة مباشرة</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>مجموعة</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>قناة</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>عام</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>خاص</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>سري</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>مغلق</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>كاملة</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>تزايدية</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>مساحة العمل</translation>
    </message>
    <message>
        <source>Test restore</source>
        <translation>استعادة تجريبية</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>الأمان</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>الإدارة</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>التشغيل</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>كلمة السر</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>العامل الثاني</translation>
    </message>
    <message>
        <source>Recovery phrase</source>
        <translation>عبارة الاستعادة</translation>
    </message>
    <message>
        <source>Person’s id</source>
        <translation>معرّف الشخص</translation>
    </message>
    <message>
        <source>One-time keys</source>
        <translation>مفاتيح المرة الواحدة</translation>
    </message>
    <message>
        <source>Post-quantum keys</source>
        <translation>مفاتيح ما بعد الكم</translation>
    </message>
    <message>
        <source>Last-resort keys</source>
        <translation>مفاتيح الملاذ الأخير</translation>
    </message>
    <message>
        <source>Signed key made</source>
        <translation>إنشاء المفتاح الموقّع</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>أُزيل</translation>
    </message>
    <message>
        <source>Owner’s id</source>
        <translation>معرّف المالك</translation>
    </message>
    <message>
        <source>Key epoch</source>
        <translation>حقبة المفتاح</translation>
    </message>
    <message>
        <source>Slow mode, seconds</source>
        <translation>الوضع البطيء بالثواني</translation>
    </message>
    <message>
        <source>Chat’s id</source>
        <translation>معرّف المحادثة</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>غادر</translation>
    </message>
    <message>
        <source>Muted until</source>
        <translation>صامت حتى</translation>
    </message>
    <message>
        <source>Invited by</source>
        <translation>دعاه</translation>
    </message>
    <message>
        <source>Role’s id</source>
        <translation>معرّف الدور</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>الصلاحيات</translation>
    </message>
    <message>
        <source>For newcomers</source>
        <translation>للجدد</translation>
    </message>
    <message>
        <source>Holder’s id</source>
        <translation>معرّف الحامل</translation>
    </message>
    <message>
        <source>Own limits</source>
        <translation>حدود خاصة</translation>
    </message>
    <message>
        <source>Percent for one member</source>
        <translation>النسبة المئوية للعضو</translation>
    </message>
    <message>
        <source>Author’s id</source>
        <translation>معرّف الكاتب</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>الكاتب</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>محفوظ في</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>المحسوب</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>رُفع</translation>
    </message>
    <message>
        <source>Wished name</source>
        <translation>الاسم المطلوب</translation>
    </message>
    <message>
        <source>Maker’s id</source>
        <translation>معرّف المنشئ</translation>
    </message>
    <message>
        <source>User’s id</source>
        <translation>معرّف المستخدِم</translation>
    </message>
    <message>
        <source>Device’s id</source>
        <translation>معرّف الجهاز</translation>
    </message>
    <message>
        <source>Invite’s id</source>
        <translation>معرّف الدعوة</translation>
    </message>
    <message>
        <source>Last synchronised</source>
        <translation>آخر مزامنة</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>لم يُرسل بعد</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>ما يُقاس</translation>
    </message>
    <message>
        <source>What of it</source>
        <translation>أي جزء</translation>
    </message>
    <message>
        <source>How</source>
        <translation>كيف</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>الأيام</translation>
    </message>
    <message>
        <source>Archived first</source>
        <translation>يؤرشف أولاً</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>مفعّل</translation>
    </message>
    <message>
        <source>Own rule</source>
        <translation>قاعدة خاصة</translation>
    </message>
    <message>
        <source>Goes if older than</source>
        <translation>يزول إن كان أقدم من</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>آخر تطبيق</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>الأقدم</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>الأحدث</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>الأرشيف</translation>
    </message>
    <message>
        <source>Checksum of the archive</source>
        <translation>المجموع الاختباري للأرشيف</translation>
    </message>
    <message>
        <source>Incarnation</source>
        <translation>التجسّد</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>المخطط</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>محفوظ حتى</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>الجداول</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>النسخة الاحتياطية</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>Account’s id</source>
        <translation>معرّف الحساب</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>حساب الدخول</translation>
    </message>
    <message>
        <source>Its id</source>
        <translation>معرّفه</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>نجح</translation>
    </message>
    <message>
        <source>Assignee’s id</source>
        <translation>معرّف المتابع</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>مُنح</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>الإعداد</translation>
    </message>
    <message>
        <source>Bounds</source>
        <translation>الحدود</translation>
    </message>
    <message>
        <source>Dead rows</source>
        <translation>صفوف ميتة</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>الفهارس</translation>
    </message>
    <message>
        <source>Last vacuum</source>
        <translation>آخر تنظيف</translation>
    </message>
    <message>
        <source>Last analyze</source>
        <translation>آخر تحليل</translation>
    </message>
    <message>
        <source>Own role</source>
        <translation>دور خاص</translation>
    </message>
    <message>
        <source>Sticker pack</source>
        <translation>حزمة ملصقات</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>قصة</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>ملصق</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>قاعدة البيانات</translation>
    </message>
    <message>
        <source>Object store</source>
        <translation>مخزن الكائنات</translation>
    </message>
    <message>
        <source>Never synchronised</source>
        <translation>لم يتزامن قط</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>محدَّث</translation>
    </message>
    <message>
        <source>Synchronising</source>
        <translation>يتزامن</translation>
    </message>
    <message>
        <source>System</source>
        <translation>النظام</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>التخزين</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Whole months</source>
        <translation>أشهر كاملة</translation>
    </message>
    <message>
        <source>Row by row</source>
        <translation>صفاً صفاً</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>سلسلة</translation>
    </message>
    <message>
        <source>By a function</source>
        <translation>بدالة</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>نعم أو لا</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>Password of a device changed</source>
        <translation>تغيّرت كلمة سر جهاز</translation>
    </message>
    <message>
        <source>Device removed</source>
        <translation>أُزيل جهاز</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>سجّل الدخول</translation>
    </message>
    <message>
        <source>A used session came again</source>
        <translation>عادت جلسة مستخدمة</translation>
    </message>
    <message>
        <source>Password set</source>
        <translation>وُضعت كلمة سر</translation>
    </message>
    <message>
        <source>Password taken away</source>
        <translation>أُزيلت كلمة السر</translation>
    </message>
    <message>
        <source>Recovery phrase changed</source>
        <translation>تغيّرت عبارة الاستعادة</translation>
    </message>
    <message>
        <source>Recovery codes replaced</source>
        <translation>استُبدلت رموز الاستعادة</translation>
    </message>
    <message>
        <source>Recovery code used</source>
        <translation>استُخدم رمز استعادة</translation>
    </message>
    <message>
        <source>Tried a code</source>
        <translation>جُرّب رمز</translation>
    </message>
    <message>
        <source>Device linked</source>
        <translation>رُبط جهاز</translation>
    </message>
    <message>
        <source>Second factor switched on</source>
        <translation>فُعّل العامل الثاني</translation>
    </message>
    <message>
        <source>Second factor switched off</source>
        <translation>عُطّل العامل الثاني</translation>
    </message>
    <message>
        <source>Locked after wrong codes</source>
        <translation>قُفل بعد رموز خاطئة</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleTablePage</name>
    <message>
        <source>Save this view …</source>
        <translation>حفظ هذا العرض …</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>نسيان عرض</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>حفظ هذا العرض</translation>
    </message>
    <message>
        <source>A name for these filters, this order and these columns:</source>
        <translation>اسم لهذه المرشحات وهذا الترتيب وهذه الأعمدة:</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>تصدير بصيغة CSV</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>ملفات CSV (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written.</source>
        <translation>
            <numerusform>لم يُكتب أي صف.</numerusform>
            <numerusform>كُتب صف واحد.</numerusform>
            <numerusform>كُتب صفان.</numerusform>
            <numerusform>كُتبت %Ln صفوف.</numerusform>
            <numerusform>كُتب %Ln صفاً.</numerusform>
            <numerusform>كُتب %Ln صف.</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>أُلغي التصدير ولم يُكتب أي ملف.</translation>
    </message>
    <message>
        <source>Writing: %L1 of %L2 rows …</source>
        <translation>تُكتب: %L1 من %L2 صف …</translation>
    </message>
    <message>
        <source>Writing: %L1 rows …</source>
        <translation>تُكتب: %L1 صف …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) read</source>
        <translation>
            <numerusform>لم يُقرأ أي صف</numerusform>
            <numerusform>قُرئ صف واحد</numerusform>
            <numerusform>قُرئ صفان</numerusform>
            <numerusform>قُرئت %Ln صفوف</numerusform>
            <numerusform>قُرئ %Ln صفاً</numerusform>
            <numerusform>قُرئ %Ln صف</numerusform>
        </translation>
    </message>
    <message>
        <source>More than %L1 rows</source>
        <translation>أكثر من %L1 صف</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>لا صفوف</numerusform>
            <numerusform>صف واحد</numerusform>
            <numerusform>صفان</numerusform>
            <numerusform>%Ln صفوف</numerusform>
            <numerusform>%Ln صفاً</numerusform>
            <numerusform>%Ln صف</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows of the administration are not kept on this computer. Nothing was changed; check the network and try again.</source>
        <translation>لا تُحفظ صفوف الإدارة على هذا الحاسوب. لم يتغير شيء؛ تحقق من الشبكة وحاول مرة أخرى.</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>إلغاء التصدير</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>بحث: %1</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>إضافة مرشح</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>مرشح</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>اختيار الأعمدة</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>الأعمدة</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>العروض المحفوظة</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>العروض</translation>
    </message>
    <message>
        <source>Read again (F5)</source>
        <translation>إعادة القراءة (F5)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>حاول مرة أخرى</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>تجري القراءة …</translation>
    </message>
    <message>
        <source>The workspace is asked for these rows.</source>
        <translation>تُطلب هذه الصفوف من مساحة العمل.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>لا شيء يطابق.</translation>
    </message>
    <message>
        <source>No row meets all of the conditions.</source>
        <translation>لا صف يستوفي كل الشروط.</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>إزالة الكل</translation>
    </message>
    <message>
        <source>Nothing is here yet.</source>
        <translation>لا شيء هنا بعد.</translation>
    </message>
    <message>
        <source>Rows appear when there is something to see.</source>
        <translation>تظهر الصفوف عندما يوجد ما يُرى.</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleWords</name>
    <message>
        <source>never</source>
        <translation>أبدا</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 ٪</translation>
    </message>
    <message>
        <source>%1, full</source>
        <translation>%1، ممتلئ</translation>
    </message>
    <message>
        <source>%1, nearly full</source>
        <translation>%1، ممتلئ تقريبا</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <comment>the exact number</comment>
        <translation>%1 بايت</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a column and its value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tacet::ConversationHeader</name>
    <message>
        <source>Safety number</source>
        <translation>رقم الأمان</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>المواضيع</translation>
    </message>
    <message>
        <source>Members and settings</source>
        <translation>الأعضاء والإعدادات</translation>
    </message>
    <message>
        <source>More about this chat</source>
        <translation>المزيد عن هذه المحادثة</translation>
    </message>
    <message>
        <source>Name not known yet</source>
        <translation>الاسم غير معروف بعد</translation>
    </message>
    <message>
        <source>%1 · Verified</source>
        <translation>%1 · تم التحقق</translation>
    </message>
    <message>
        <source>%1 · Safety number has changed</source>
        <translation>%1 · تغيّر رقم الأمان</translation>
    </message>
    <message>
        <source>%1 · Safety number not compared</source>
        <translation>%1 · لم يُقارن رقم الأمان</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>مجموعة</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>قناة</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · Public, not confidential</source>
        <translation>%1 · عامة، غير سرية</translation>
    </message>
    <message numerus="yes">
        <source>Threads, %Ln unread</source>
        <translation>
            <numerusform>المواضيع، لا جديد</numerusform>
            <numerusform>المواضيع، واحد غير مقروء</numerusform>
            <numerusform>المواضيع، اثنان غير مقروءين</numerusform>
            <numerusform>المواضيع، %Ln غير مقروءة</numerusform>
            <numerusform>المواضيع، %Ln غير مقروء</numerusform>
            <numerusform>المواضيع، %Ln غير مقروء</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Members and settings. %Ln person(s) ask(s) to join.</source>
        <translation>
            <numerusform>الأعضاء والإعدادات.</numerusform>
            <numerusform>الأعضاء والإعدادات. شخص واحد يطلب الانضمام.</numerusform>
            <numerusform>الأعضاء والإعدادات. شخصان يطلبان الانضمام.</numerusform>
            <numerusform>الأعضاء والإعدادات. %Ln أشخاص يطلبون الانضمام.</numerusform>
            <numerusform>الأعضاء والإعدادات. %Ln شخصا يطلبون الانضمام.</numerusform>
            <numerusform>الأعضاء والإعدادات. %Ln شخص يطلبون الانضمام.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ConversationPane</name>
    <message>
        <source>Safety number …</source>
        <translation>رقم الأمان …</translation>
    </message>
    <message>
        <source>Remove from contacts</source>
        <translation>إزالة من جهات الاتصال</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>إضافة إلى جهات الاتصال</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>إلغاء الحظر</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>حظر</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy the whole message</source>
        <translation>نسخ الرسالة كاملة</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>فتح رابط</translation>
    </message>
    <message>
        <source>Open %1 in the browser?</source>
        <translation>هل تريد فتح %1 في المتصفح؟</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>No chat is open</source>
        <translation>لا محادثة مفتوحة</translation>
    </message>
    <message>
        <source>Choose a chat on the side, or start a new one. Only you and the other person can read it.</source>
        <translation>اختر محادثة من الجانب أو ابدأ محادثة جديدة. لا يقرؤها إلا أنت والشخص الآخر.</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>You have blocked this person.</source>
        <translation>لقد حظرت هذا الشخص.</translation>
    </message>
    <message>
        <source>Neither of you can write to the other.</source>
        <translation>لا يستطيع أي منكما مراسلة الآخر.</translation>
    </message>
    <message>
        <source>The safety number has changed.</source>
        <translation>تغيّر رقم الأمان.</translation>
    </message>
    <message>
        <source>This person has a new key: a new device, or somebody in between. Nothing is sent until you decide.</source>
        <translation>لدى هذا الشخص مفتاح جديد: جهاز جديد أو طرف يتوسط بينكما. لن يُرسل شيء حتى تقرر.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>مقارنة</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>لا رسائل بعد</translation>
    </message>
    <message>
        <source>What you and %1 write is encrypted on your computers. Nobody else can read it, not even whoever runs the database.</source>
        <translation>ما تكتبه أنت و%1 يُشفَّر على حاسوبيكما. لا يقرؤه أحد غيركما، ولا حتى من يدير قاعدة البيانات.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) too long for one message</source>
        <translation>
            <numerusform>لا تتجاوز الرسالة الحد</numerusform>
            <numerusform>الرسالة أطول من المسموح بحرف واحد</numerusform>
            <numerusform>الرسالة أطول من المسموح بحرفين</numerusform>
            <numerusform>الرسالة أطول من المسموح بـ %Ln أحرف</numerusform>
            <numerusform>الرسالة أطول من المسموح بـ %Ln حرفا</numerusform>
            <numerusform>الرسالة أطول من المسموح بـ %Ln حرف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %Ln new message(s)</source>
        <translation>
            <numerusform>الانتقال إلى أحدث رسالة</numerusform>
            <numerusform>الانتقال إلى رسالة جديدة واحدة</numerusform>
            <numerusform>الانتقال إلى رسالتين جديدتين</numerusform>
            <numerusform>الانتقال إلى %Ln رسائل جديدة</numerusform>
            <numerusform>الانتقال إلى %Ln رسالة جديدة</numerusform>
            <numerusform>الانتقال إلى %Ln رسالة جديدة</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to the newest message</source>
        <translation>الانتقال إلى أحدث رسالة</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>إزالة من القائمة</translation>
    </message>
    <message>
        <source>Members and settings …</source>
        <translation>الأعضاء والإعدادات …</translation>
    </message>
    <message>
        <source>Invite by code or link …</source>
        <translation>الدعوة برمز أو رابط …</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>المواضيع</translation>
    </message>
    <message>
        <source>Leave the group …</source>
        <translation>مغادرة المجموعة …</translation>
    </message>
    <message>
        <source>Leave the channel …</source>
        <translation>مغادرة القناة …</translation>
    </message>
    <message>
        <source>Who has read this …</source>
        <translation>من قرأ هذه …</translation>
    </message>
    <message>
        <source>First unread message</source>
        <translation>أول رسالة غير مقروءة</translation>
    </message>
    <message>
        <source>What the database shows of who is in this chat contradicts what it showed before. Tell whoever runs the workspace; compare with other members.</source>
        <translation>ما تعرضه قاعدة البيانات عمّن هو في هذه المحادثة يناقض ما عرضته من قبل. أخبر من يدير مساحة العمل، وقارن مع أعضاء آخرين.</translation>
    </message>
    <message>
        <source>You can still read what is on this computer. Nothing new arrives.</source>
        <translation>لا يزال بإمكانك قراءة ما على هذا الحاسوب. لن يصل جديد.</translation>
    </message>
    <message>
        <source>Everybody in the workspace can find this chat and read what is written here.</source>
        <translation>يمكن لكل من في مساحة العمل أن يجد هذه المحادثة ويقرأ ما يُكتب فيها.</translation>
    </message>
    <message>
        <source>What is written here is encrypted on the members&apos; computers. Nobody else can read it, not even whoever runs the database.</source>
        <translation>ما يُكتب هنا يُشفَّر على حواسيب الأعضاء. لا يمكن لأحد غيرهم قراءته، ولا حتى من يدير قاعدة البيانات.</translation>
    </message>
    <message>
        <source>You may read here, but not write</source>
        <translation>يمكنك القراءة هنا دون الكتابة</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>اكتب رسالة</translation>
    </message>
</context>
<context>
    <name>tacet::ConversationView</name>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>الرسائل</translation>
    </message>
</context>
<context>
    <name>tacet::CreatePage</name>
    <message>
        <source>A workspace on this computer</source>
        <translation>مساحة عمل على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Tacet starts a private PostgreSQL for it, in your own folder. Nobody outside this computer can reach it.</source>
        <translation>يشغّل Tacet لها PostgreSQL خاصا في مجلدك. لا يصل إليه أحد من خارج هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Name of the workspace</source>
        <translation>اسم مساحة العمل</translation>
    </message>
    <message>
        <source>Your user name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>3 to 50 letters, digits or underscores. Others find you by it.</source>
        <translation>من 3 إلى 50 حرفا لاتينيا أو رقما أو شرطة سفلية. به يجدك الآخرون.</translation>
    </message>
    <message>
        <source>Your name (optional)</source>
        <translation>اسمك (اختياري)</translation>
    </message>
    <message>
        <source>Create workspace</source>
        <translation>إنشاء مساحة العمل</translation>
    </message>
    <message>
        <source>The workspace needs a name.</source>
        <translation>تحتاج مساحة العمل إلى اسم.</translation>
    </message>
    <message>
        <source>A user name has 3 to 50 letters, digits or underscores.</source>
        <translation>يتكون اسم المستخدم من 3 إلى 50 حرفا لاتينيا أو رقما أو شرطة سفلية.</translation>
    </message>
    <message>
        <source>Choose a stronger passphrase, and type it the same twice.</source>
        <translation>اختر عبارة مرور أقوى، واكتبها مرتين بالصيغة نفسها.</translation>
    </message>
    <message>
        <source>It protects everything that this computer keeps. It cannot be recovered.</source>
        <translation>إنها تحمي كل ما يحفظه هذا الحاسوب، ولا يمكن استعادتها.</translation>
    </message>
</context>
<context>
    <name>tacet::DangerDialog</name>
    <message>
        <source>Counting what this affects …</source>
        <translation>يُحصى ما يشمله ذلك …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Type “%1” to go on.</source>
        <translation>اكتب «%1» للمتابعة.</translation>
    </message>
    <message>
        <source>• %1</source>
        <comment>one of several effects</comment>
        <translation>• %1</translation>
    </message>
</context>
<context>
    <name>tacet::DevicesPage</name>
    <message>
        <source>Every device with the fingerprint of its key and its stock of one-time keys. A device keeps its own keys; they are never here.</source>
        <translation>كل جهاز مع بصمة مفتاحه ومخزونه من مفاتيح المرة الواحدة. يحتفظ الجهاز بمفاتيحه، ولا تكون هنا أبداً.</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>إزالة …</translation>
    </message>
    <message>
        <source>Remove the device %1</source>
        <translation>إزالة الجهاز %1</translation>
    </message>
    <message>
        <source>The device of %1 is shut out for good, and what waits for it goes. Its groups make new keys.</source>
        <translation>يُمنع جهاز %1 نهائياً، ويزول ما ينتظره. وتصنع مجموعاته مفاتيح جديدة.</translation>
    </message>
    <message>
        <source>This cannot be taken back; the person can link the device again.</source>
        <translation>لا يمكن التراجع عن ذلك؛ ويستطيع الشخص ربط الجهاز من جديد.</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>إزالة نهائية</translation>
    </message>
    <message>
        <source>The device is removed.</source>
        <translation>أُزيل الجهاز.</translation>
    </message>
</context>
<context>
    <name>tacet::EffectWords</name>
    <message numerus="yes">
        <source>%Ln device(s) in use.</source>
        <translation>
            <numerusform>لا أجهزة مستخدمة.</numerusform>
            <numerusform>جهاز واحد مستخدم.</numerusform>
            <numerusform>جهازان مستخدمان.</numerusform>
            <numerusform>%Ln أجهزة مستخدمة.</numerusform>
            <numerusform>%Ln جهازاً مستخدماً.</numerusform>
            <numerusform>%Ln جهاز مستخدم.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Member of %Ln group(s) and channel(s).</source>
        <translation>
            <numerusform>ليس عضواً في أي مجموعة أو قناة.</numerusform>
            <numerusform>عضو في مجموعة أو قناة واحدة.</numerusform>
            <numerusform>عضو في مجموعتين أو قناتين.</numerusform>
            <numerusform>عضو في %Ln مجموعات وقنوات.</numerusform>
            <numerusform>عضو في %Ln مجموعة وقناة.</numerusform>
            <numerusform>عضو في %Ln مجموعة وقناة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of %Ln group(s) and channel(s), which stay without an owner.</source>
        <translation>
            <numerusform>لا يملك أي مجموعة أو قناة.</numerusform>
            <numerusform>يملك مجموعة أو قناة واحدة تبقى بلا مالك.</numerusform>
            <numerusform>يملك مجموعتين أو قناتين تبقيان بلا مالك.</numerusform>
            <numerusform>يملك %Ln مجموعات وقنوات تبقى بلا مالك.</numerusform>
            <numerusform>يملك %Ln مجموعة وقناة تبقى بلا مالك.</numerusform>
            <numerusform>يملك %Ln مجموعة وقناة تبقى بلا مالك.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) not fetched yet.</source>
        <translation>
            <numerusform>لا رسائل لم تُستلم بعد.</numerusform>
            <numerusform>رسالة واحدة لم تُستلم بعد.</numerusform>
            <numerusform>رسالتان لم تُستلما بعد.</numerusform>
            <numerusform>%Ln رسائل لم تُستلم بعد.</numerusform>
            <numerusform>%Ln رسالة لم تُستلم بعد.</numerusform>
            <numerusform>%Ln رسالة لم تُستلم بعد.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s).</source>
        <translation>
            <numerusform>لا أعضاء.</numerusform>
            <numerusform>عضو واحد.</numerusform>
            <numerusform>عضوان.</numerusform>
            <numerusform>%Ln أعضاء.</numerusform>
            <numerusform>%Ln عضواً.</numerusform>
            <numerusform>%Ln عضو.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) kept for its members.</source>
        <translation>
            <numerusform>لا رسائل محفوظة لأعضائها.</numerusform>
            <numerusform>رسالة واحدة محفوظة لأعضائها.</numerusform>
            <numerusform>رسالتان محفوظتان لأعضائها.</numerusform>
            <numerusform>%Ln رسائل محفوظة لأعضائها.</numerusform>
            <numerusform>%Ln رسالة محفوظة لأعضائها.</numerusform>
            <numerusform>%Ln رسالة محفوظة لأعضائها.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s).</source>
        <translation>
            <numerusform>لا ملفات.</numerusform>
            <numerusform>ملف واحد.</numerusform>
            <numerusform>ملفان.</numerusform>
            <numerusform>%Ln ملفات.</numerusform>
            <numerusform>%Ln ملفاً.</numerusform>
            <numerusform>%Ln ملف.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of files.</source>
        <translation>%1 من الملفات.</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>لا يتأثر شيء آخر.</translation>
    </message>
</context>
<context>
    <name>tacet::EnrolmentLinkDialog</name>
    <message>
        <source>Invite somebody</source>
        <translation>دعوة شخص</translation>
    </message>
    <message>
        <source>A link lets one person into the workspace, once. Give it only to that person: in person, or over a channel you trust.</source>
        <translation>يُدخل الرابط شخصا واحدا إلى مساحة العمل، مرة واحدة. لا تعطه إلا لذلك الشخص: وجها لوجه أو عبر قناة تثق بها.</translation>
    </message>
    <message>
        <source>How long the link works</source>
        <translation>مدة صلاحية الرابط</translation>
    </message>
    <message>
        <source>Works for 1 hour</source>
        <translation>صالح ساعة واحدة</translation>
    </message>
    <message>
        <source>Works for 1 day</source>
        <translation>صالح يوما واحدا</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>إنشاء رابط</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>رمز QR للرابط</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>Copy the QR code</source>
        <translation>نسخ رمز QR</translation>
    </message>
    <message>
        <source>The time of this link is over.</source>
        <translation>انتهت صلاحية هذا الرابط.</translation>
    </message>
    <message numerus="yes">
        <source>Works once, for %Ln more minute(s), until %1.</source>
        <translation>
            <numerusform>صالح لمرة واحدة، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لدقيقة أخرى، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لدقيقتين أخريين، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لـ %Ln دقائق أخرى، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لـ %Ln دقيقة أخرى، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لـ %Ln دقيقة أخرى، حتى %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::EnrolmentPage</name>
    <message>
        <source>Links and codes that let a person or a device in, once each. The secret part of a link is not kept: only its fingerprint stands here.</source>
        <translation>روابط ورموز تُدخل شخصاً أو جهازاً، مرة واحدة لكل منها. لا يُحفظ الجزء السري من الرابط، فلا يظهر هنا إلا بصمته.</translation>
    </message>
    <message>
        <source>Invite somebody …</source>
        <translation>دعوة شخص …</translation>
    </message>
    <message>
        <source>Revoke …</source>
        <translation>إلغاء …</translation>
    </message>
    <message>
        <source>Revoke this link</source>
        <translation>إلغاء هذا الرابط</translation>
    </message>
    <message>
        <source>Nobody can come in with it any more.</source>
        <translation>لن يستطيع أحد الدخول به بعد الآن.</translation>
    </message>
    <message>
        <source>This cannot be taken back; a new link can be made.</source>
        <translation>لا يمكن التراجع عن ذلك؛ ويمكن إنشاء رابط جديد.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>إلغاء الرابط</translation>
    </message>
    <message>
        <source>The link is revoked.</source>
        <translation>أُلغي الرابط.</translation>
    </message>
</context>
<context>
    <name>tacet::ErrorText</name>
    <message>
        <source>Nothing was changed.</source>
        <translation>لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Your messages are safe on this computer.</source>
        <translation>رسائلك محفوظة على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>The workspace cannot be reached.</source>
        <translation>تعذر الوصول إلى مساحة العمل.</translation>
    </message>
    <message>
        <source>You can read and write; what you send waits on this computer.</source>
        <translation>يمكنك القراءة والكتابة؛ وما ترسله ينتظر على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Check the network. Tacet tries again by itself.</source>
        <translation>تحقق من الشبكة. يعيد Tacet المحاولة تلقائيا.</translation>
    </message>
    <message>
        <source>The workspace did not answer in time.</source>
        <translation>لم تستجب مساحة العمل في الوقت المناسب.</translation>
    </message>
    <message>
        <source>Tacet tries again by itself.</source>
        <translation>يعيد Tacet المحاولة تلقائيا.</translation>
    </message>
    <message>
        <source>The workspace refused this device.</source>
        <translation>رفضت مساحة العمل هذا الجهاز.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace whether this device was removed.</source>
        <translation>اسأل من يدير مساحة العمل هل أُزيل هذا الجهاز.</translation>
    </message>
    <message>
        <source>That was too much in too short a time.</source>
        <translation>كان ذلك كثيرا في وقت قصير.</translation>
    </message>
    <message>
        <source>Wait a minute and try again.</source>
        <translation>انتظر دقيقة ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The space set aside for this is used up.</source>
        <translation>نفدت المساحة المخصصة لهذا.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace for more space.</source>
        <translation>اطلب مساحة أكبر ممن يدير مساحة العمل.</translation>
    </message>
    <message>
        <source>The workspace&apos;s PostgreSQL is too old for Tacet.</source>
        <translation>إصدار PostgreSQL في مساحة العمل أقدم مما يتطلبه Tacet.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace to update PostgreSQL to 17.10 or newer.</source>
        <translation>اطلب ممن يدير مساحة العمل تحديث PostgreSQL إلى 17.10 أو أحدث.</translation>
    </message>
    <message>
        <source>This was made by a newer Tacet.</source>
        <translation>أُنشئ هذا بإصدار أحدث من Tacet.</translation>
    </message>
    <message>
        <source>Update Tacet on this computer.</source>
        <translation>حدّث Tacet على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>The workspace is older than this Tacet.</source>
        <translation>مساحة العمل أقدم من إصدار Tacet هذا.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace to bring it up to date.</source>
        <translation>اطلب ممن يدير مساحة العمل تحديثها.</translation>
    </message>
    <message>
        <source>The workspace&apos;s tables are not what Tacet made.</source>
        <translation>جداول مساحة العمل ليست كما أنشأها Tacet.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace to restore them before you go on.</source>
        <translation>اطلب ممن يدير مساحة العمل استعادتها قبل أن تتابع.</translation>
    </message>
    <message>
        <source>The data on this computer is damaged.</source>
        <translation>البيانات على هذا الحاسوب تالفة.</translation>
    </message>
    <message>
        <source>Tacet opened nothing and overwrote nothing.</source>
        <translation>لم يفتح Tacet شيئا ولم يكتب فوق شيء.</translation>
    </message>
    <message>
        <source>Restore the profile&apos;s folder from a backup, or join again with a new link.</source>
        <translation>استعد مجلد الملف الشخصي من نسخة احتياطية، أو انضم من جديد برابط جديد.</translation>
    </message>
    <message>
        <source>This is not the passphrase.</source>
        <translation>ليست هذه عبارة المرور.</translation>
    </message>
    <message>
        <source>Try again; look out for Caps Lock and the keyboard&apos;s language.</source>
        <translation>أعد المحاولة، وانتبه إلى مفتاح Caps Lock ولغة لوحة المفاتيح.</translation>
    </message>
    <message>
        <source>Another Tacet has this profile open.</source>
        <translation>هذا الملف الشخصي مفتوح في نسخة أخرى من Tacet.</translation>
    </message>
    <message>
        <source>Use that window, or close it and try again.</source>
        <translation>استخدم تلك النافذة، أو أغلقها وأعد المحاولة.</translation>
    </message>
    <message>
        <source>There is an account in this profile already.</source>
        <translation>يوجد حساب في هذا الملف الشخصي بالفعل.</translation>
    </message>
    <message>
        <source>Tacet never writes over an account.</source>
        <translation>لا يكتب Tacet أبدا فوق حساب موجود.</translation>
    </message>
    <message>
        <source>Unlock it, or start Tacet with another profile folder.</source>
        <translation>افتح قفله، أو شغّل Tacet بمجلد آخر للملف الشخصي.</translation>
    </message>
    <message>
        <source>Tacet is locked.</source>
        <translation>Tacet مقفل.</translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation>افتح القفل وأعد المحاولة.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>القرص ممتلئ.</translation>
    </message>
    <message>
        <source>What is stored already is safe.</source>
        <translation>ما حُفظ من قبل آمن.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>أفرغ بعض المساحة وأعد المحاولة.</translation>
    </message>
    <message>
        <source>A file could not be read or written.</source>
        <translation>تعذرت قراءة ملف أو كتابته.</translation>
    </message>
    <message>
        <source>Check that the profile&apos;s folder is yours and the disk works, then try again.</source>
        <translation>تأكد أن مجلد الملف الشخصي ملكك وأن القرص سليم، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>This does not exist, or you may not see it.</source>
        <translation>هذا غير موجود، أو لا يُسمح لك برؤيته.</translation>
    </message>
    <message>
        <source>Check the spelling, or ask the person you look for.</source>
        <translation>تحقق من الكتابة، أو اسأل الشخص الذي تبحث عنه.</translation>
    </message>
    <message>
        <source>Somebody changed this at the same time.</source>
        <translation>غيّر شخص آخر هذا في الوقت نفسه.</translation>
    </message>
    <message>
        <source>Look at the new state and try again.</source>
        <translation>انظر إلى الحالة الجديدة وأعد المحاولة.</translation>
    </message>
    <message>
        <source>A signature or a key does not fit.</source>
        <translation>توقيع أو مفتاح لا يطابق.</translation>
    </message>
    <message>
        <source>Tacet did not trust it, and sent nothing.</source>
        <translation>لم يثق Tacet به ولم يرسل شيئا.</translation>
    </message>
    <message>
        <source>If it happens again, compare safety numbers with this person.</source>
        <translation>إن تكرر ذلك، فقارن رقم الأمان مع هذا الشخص.</translation>
    </message>
    <message>
        <source>This person&apos;s safety number has changed.</source>
        <translation>تغيّر رقم أمان هذا الشخص.</translation>
    </message>
    <message>
        <source>Nothing is sent until you decide.</source>
        <translation>لن يُرسل شيء حتى تقرر.</translation>
    </message>
    <message>
        <source>Compare the new number with the person, then accept it.</source>
        <translation>قارن الرقم الجديد مع الشخص، ثم اقبله.</translation>
    </message>
    <message>
        <source>This person has no device that can receive.</source>
        <translation>ليس لدى هذا الشخص جهاز يمكنه الاستقبال.</translation>
    </message>
    <message>
        <source>Ask the person to open Tacet once.</source>
        <translation>اطلب من الشخص فتح Tacet مرة.</translation>
    </message>
    <message>
        <source>This link was used already, or its time is over.</source>
        <translation>استُخدم هذا الرابط من قبل أو انتهت صلاحيته.</translation>
    </message>
    <message>
        <source>Ask for a new link.</source>
        <translation>اطلب رابطا جديدا.</translation>
    </message>
    <message>
        <source>Somebody else has this user name.</source>
        <translation>اسم المستخدم هذا لشخص آخر.</translation>
    </message>
    <message>
        <source>Your link can still be used.</source>
        <translation>ما زال رابطك صالحا.</translation>
    </message>
    <message>
        <source>Choose another user name.</source>
        <translation>اختر اسم مستخدم آخر.</translation>
    </message>
    <message>
        <source>One of you has blocked the other.</source>
        <translation>أحدكما حظر الآخر.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>لم يُرسل شيء.</translation>
    </message>
    <message>
        <source>If it was you, unblock the person first.</source>
        <translation>إن كنت أنت، فألغِ الحظر أولا.</translation>
    </message>
    <message>
        <source>You stopped this.</source>
        <translation>لقد أوقفت هذا.</translation>
    </message>
    <message>
        <source>Start again whenever you like.</source>
        <translation>ابدأ من جديد متى شئت.</translation>
    </message>
    <message>
        <source>What was entered cannot be used.</source>
        <translation>لا يمكن استخدام ما أُدخل.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>صححه وأعد المحاولة.</translation>
    </message>
    <message>
        <source>Something inside Tacet went wrong.</source>
        <translation>حدث خلل داخل Tacet.</translation>
    </message>
    <message>
        <source>Try again. If it stays, please report it with the steps that led here.</source>
        <translation>أعد المحاولة. إن استمر الخلل فأبلغ عنه مع الخطوات التي أدت إليه.</translation>
    </message>
    <message>
        <source>Not sent: one of you has blocked the other</source>
        <translation>لم تُرسل: أحدكما حظر الآخر</translation>
    </message>
    <message>
        <source>Not sent: the safety number has changed</source>
        <translation>لم تُرسل: تغيّر رقم الأمان</translation>
    </message>
    <message>
        <source>Not sent: no device can receive it</source>
        <translation>لم تُرسل: لا جهاز يمكنه استقبالها</translation>
    </message>
    <message>
        <source>Not sent: the space is used up</source>
        <translation>لم تُرسل: نفدت المساحة</translation>
    </message>
    <message>
        <source>Not sent: a key does not fit</source>
        <translation>لم تُرسل: مفتاح لا يطابق</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>لم تُرسل</translation>
    </message>
    <message>
        <source>The workspace is closed at the moment.</source>
        <translation>مساحة العمل مغلقة حاليًا.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace when it opens again. Tacet tries again by itself.</source>
        <translation>اسأل من يدير مساحة العمل متى تُفتح من جديد. يعيد Tacet المحاولة تلقائيا.</translation>
    </message>
    <message>
        <source>Your role in this chat does not allow that.</source>
        <translation>دورك في هذه المحادثة لا يسمح بذلك.</translation>
    </message>
    <message>
        <source>Ask an owner or an administrator of the chat.</source>
        <translation>اسأل مالك المحادثة أو أحد مشرفيها.</translation>
    </message>
    <message>
        <source>This chat has slow mode.</source>
        <translation>في هذه المحادثة وضع بطيء.</translation>
    </message>
    <message>
        <source>Your message is kept and is sent later.</source>
        <translation>رسالتك محفوظة وستُرسل لاحقا.</translation>
    </message>
    <message>
        <source>Wait a moment.</source>
        <translation>انتظر لحظة.</translation>
    </message>
    <message>
        <source>Not sent: your role does not allow it</source>
        <translation>لم تُرسل: دورك لا يسمح بذلك</translation>
    </message>
    <message>
        <source>The code is wrong, was used before or is too old.</source>
        <translation>الرمز خاطئ أو استُخدم من قبل أو انتهت صلاحيته.</translation>
    </message>
    <message>
        <source>Give the one that the authenticator shows now, or a recovery code.</source>
        <translation>أدخل الرمز الذي يعرضه تطبيق المصادقة الآن، أو أحد رموز الاسترداد.</translation>
    </message>
    <message>
        <source>Too many codes were wrong.</source>
        <translation>كثير من الرموز كانت خاطئة.</translation>
    </message>
    <message>
        <source>Signing in is locked for 15 minutes.</source>
        <translation>تسجيل الدخول مقفل لمدة ١٥ دقيقة.</translation>
    </message>
    <message>
        <source>Wait and try again.</source>
        <translation>انتظر ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This is not the account&apos;s recovery phrase.</source>
        <translation>هذه ليست عبارة استرداد الحساب.</translation>
    </message>
    <message>
        <source>Look whether there is a newer one: only the newest counts.</source>
        <translation>تحقق مما إذا كانت هناك عبارة أحدث: الأحدث وحدها صالحة.</translation>
    </message>
    <message>
        <source>The account has no recovery phrase.</source>
        <translation>ليس للحساب عبارة استرداد.</translation>
    </message>
    <message>
        <source>Without it no other computer can get the account&apos;s keys.</source>
        <translation>بدونها لا يمكن لأي حاسوب آخر الحصول على مفاتيح الحساب.</translation>
    </message>
    <message>
        <source>Make one on a computer that has the account.</source>
        <translation>أنشئ عبارة على حاسوب فيه الحساب.</translation>
    </message>
    <message>
        <source>The administration has ended because nobody used it for a while.</source>
        <translation>انتهت الإدارة لأن أحداً لم يستخدمها منذ مدة.</translation>
    </message>
    <message>
        <source>Unlock it again with your passphrase.</source>
        <translation>افتحها من جديد بعبارة المرور.</translation>
    </message>
    <message>
        <source>You are not an administrator of this workspace, or no longer one.</source>
        <translation>لست مسؤولاً عن مساحة العمل هذه، أو لم تعد كذلك.</translation>
    </message>
    <message>
        <source>Ask the owner of the workspace.</source>
        <translation>اسأل مالك مساحة العمل.</translation>
    </message>
</context>
<context>
    <name>tacet::FigureCard</name>
    <message>
        <source>%1: %2. %3</source>
        <comment>title, figure and sentence of a card</comment>
        <translation>%1: %2. %3</translation>
    </message>
</context>
<context>
    <name>tacet::FilterBar</name>
    <message>
        <source>Clear all</source>
        <translation>إزالة الكل</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>إزالة هذا المرشح</translation>
    </message>
    <message>
        <source>Filter: %1. Press to remove it.</source>
        <translation>مرشح: %1. اضغط لإزالته.</translation>
    </message>
</context>
<context>
    <name>tacet::FilterEditor</name>
    <message>
        <source>Add filter</source>
        <translation>إضافة المرشح</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>إضافة مرشح</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>العمود</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>الشرط</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Percent, such as 80</source>
        <translation>نسبة مئوية، مثل 80</translation>
    </message>
    <message>
        <source>Number of bytes</source>
        <translation>عدد البايتات</translation>
    </message>
</context>
<context>
    <name>tacet::GrantsPage</name>
    <message>
        <source>Rights that somebody has beyond the role, until a day.</source>
        <translation>حقوق يملكها شخص فوق دوره، حتى يوم معين.</translation>
    </message>
    <message>
        <source>Take away …</source>
        <translation>سحب …</translation>
    </message>
    <message>
        <source>Take a right from %1</source>
        <translation>سحب حق من %1</translation>
    </message>
    <message>
        <source>The person may no longer do this: %1.</source>
        <translation>لن يُسمح للشخص بعد الآن بما يلي: %1.</translation>
    </message>
    <message>
        <source>The right can be given again.</source>
        <translation>يمكن منح الحق من جديد.</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>سحب</translation>
    </message>
    <message>
        <source>The right is taken away.</source>
        <translation>سُحب الحق.</translation>
    </message>
</context>
<context>
    <name>tacet::GroupController</name>
    <message>
        <source>Leave</source>
        <translation>مغادرة</translation>
    </message>
    <message>
        <source>Leave %1?</source>
        <translation>هل تغادر %1؟</translation>
    </message>
    <message>
        <source>What is written afterwards you cannot read. To come back you need to be let in again.</source>
        <translation>لا يمكنك قراءة ما يُكتب بعد ذلك. وللعودة يجب أن تُدخَل من جديد.</translation>
    </message>
</context>
<context>
    <name>tacet::GroupDialog</name>
    <message>
        <source>Members</source>
        <translation>الأعضاء</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>الأدوار</translation>
    </message>
    <message>
        <source>Invites</source>
        <translation>الدعوات</translation>
    </message>
    <message>
        <source>Keys and leaving</source>
        <translation>المفاتيح والمغادرة</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
    <message>
        <source>Invites (%1)</source>
        <translation>الدعوات (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Invites. %Ln person(s) ask(s) to join.</source>
        <translation>
            <numerusform>الدعوات.</numerusform>
            <numerusform>الدعوات. شخص واحد يطلب الانضمام.</numerusform>
            <numerusform>الدعوات. شخصان يطلبان الانضمام.</numerusform>
            <numerusform>الدعوات. %Ln أشخاص يطلبون الانضمام.</numerusform>
            <numerusform>الدعوات. %Ln شخصا يطلبون الانضمام.</numerusform>
            <numerusform>الدعوات. %Ln شخص يطلبون الانضمام.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupInviteDialog</name>
    <message>
        <source>Invite by code or link</source>
        <translation>الدعوة برمز أو رابط</translation>
    </message>
    <message>
        <source>Invite into %1</source>
        <translation>الدعوة إلى %1</translation>
    </message>
    <message>
        <source>Link, or 20 characters</source>
        <translation>رابط أو 20 حرفا</translation>
    </message>
    <message>
        <source>Code of 8 characters</source>
        <translation>رمز من 8 أحرف</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation>
            <numerusform>لا أحد</numerusform>
            <numerusform>شخص واحد</numerusform>
            <numerusform>شخصان</numerusform>
            <numerusform>%Ln أشخاص</numerusform>
            <numerusform>%Ln شخصا</numerusform>
            <numerusform>%Ln شخص</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask me before anybody is let in</source>
        <translation>اسألني قبل إدخال أي أحد</translation>
    </message>
    <message>
        <source>Make the invite</source>
        <translation>إنشاء الدعوة</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Works for</source>
        <translation>تعمل مدة</translation>
    </message>
    <message>
        <source>Lets in</source>
        <translation>تُدخل</translation>
    </message>
    <message>
        <source>As</source>
        <translation>بدور</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>رمز QR للرابط</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>رابط</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>نسخ الرمز</translation>
    </message>
    <message>
        <source>Copy the QR code</source>
        <translation>نسخ رمز QR</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>This is shown only once. It cannot be looked up later.</source>
        <translation>يُعرض هذا مرة واحدة فقط. لا يمكن الرجوع إليه لاحقا.</translation>
    </message>
    <message>
        <source>A code is easy to say. Whoever types it asks to be let in; somebody who manages the members decides.</source>
        <translation>الرمز سهل القول. من يكتبه يطلب الدخول، ويقرر من يدير الأعضاء.</translation>
    </message>
    <message>
        <source>Whoever has the link asks to be let in; somebody who manages the members decides.</source>
        <translation>من لديه الرابط يطلب الدخول، ويقرر من يدير الأعضاء.</translation>
    </message>
    <message>
        <source>Whoever has the link is in at once and can read. Give it only to those people.</source>
        <translation>من لديه الرابط يدخل فورا ويمكنه القراءة. أعطه للمقصودين فقط.</translation>
    </message>
    <message>
        <source>Works until %1.</source>
        <translation>تعمل حتى %1.</translation>
    </message>
</context>
<context>
    <name>tacet::GroupInvitesPage</name>
    <message>
        <source>Invites</source>
        <translation>الدعوات</translation>
    </message>
    <message>
        <source>People who ask to join</source>
        <translation>أشخاص يطلبون الانضمام</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>إدخال</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>These people ask to join</source>
        <translation>هؤلاء يطلبون الانضمام</translation>
    </message>
    <message>
        <source>Codes and links</source>
        <translation>الرموز والروابط</translation>
    </message>
    <message>
        <source>No open invites</source>
        <translation>لا دعوات مفتوحة</translation>
    </message>
    <message>
        <source>A code asks you first; a link lets people in at once.</source>
        <translation>الرمز يسألك أولا، والرابط يُدخل فورا.</translation>
    </message>
    <message>
        <source>Make an invite</source>
        <translation>إنشاء دعوة</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>New invite …</source>
        <translation>دعوة جديدة …</translation>
    </message>
</context>
<context>
    <name>tacet::GroupLeavePage</name>
    <message>
        <source>Keys and leaving</source>
        <translation>المفاتيح والمغادرة</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Renew the keys</source>
        <translation>تجديد المفاتيح</translation>
    </message>
    <message>
        <source>Pass the ownership on</source>
        <translation>نقل الملكية</translation>
    </message>
    <message>
        <source>The new owner may do everything here. You become an admin, and can leave.</source>
        <translation>يمكن للمالك الجديد فعل كل شيء هنا. تصبح مشرفا، ويمكنك المغادرة.</translation>
    </message>
    <message>
        <source>New owner</source>
        <translation>المالك الجديد</translation>
    </message>
    <message>
        <source>Make owner …</source>
        <translation>جعله مالكا …</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>النهاية</translation>
    </message>
    <message>
        <source>Keys of generation %1, made %2 ago.</source>
        <translation>مفاتيح الجيل %1، أُنشئت منذ %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln device(s) still lack them.</source>
        <translation>
            <numerusform>لا جهاز تنقصه.</numerusform>
            <numerusform>جهاز واحد لا تزال تنقصه.</numerusform>
            <numerusform>جهازان لا تزال تنقصهما.</numerusform>
            <numerusform>%Ln أجهزة لا تزال تنقصها.</numerusform>
            <numerusform>%Ln جهازا لا تزال تنقصها.</numerusform>
            <numerusform>%Ln جهاز لا تزال تنقصها.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln device(s) of the members have them.</source>
        <translation>
            <numerusform>لا أجهزة للأعضاء.</numerusform>
            <numerusform>جهاز الأعضاء الوحيد لديه المفاتيح.</numerusform>
            <numerusform>جهازا الأعضاء لديهما المفاتيح.</numerusform>
            <numerusform>أجهزة الأعضاء كلها (%Ln) لديها المفاتيح.</numerusform>
            <numerusform>أجهزة الأعضاء كلها (%Ln) لديها المفاتيح.</numerusform>
            <numerusform>أجهزة الأعضاء كلها (%Ln) لديها المفاتيح.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) on this computer wait for a key.</source>
        <translation>
            <numerusform>لا رسالة تنتظر مفتاحا.</numerusform>
            <numerusform>رسالة واحدة على هذا الحاسوب تنتظر مفتاحا.</numerusform>
            <numerusform>رسالتان على هذا الحاسوب تنتظران مفتاحا.</numerusform>
            <numerusform>%Ln رسائل على هذا الحاسوب تنتظر مفتاحا.</numerusform>
            <numerusform>%Ln رسالة على هذا الحاسوب تنتظر مفتاحا.</numerusform>
            <numerusform>%Ln رسالة على هذا الحاسوب تنتظر مفتاحا.</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave the channel …</source>
        <translation>مغادرة القناة …</translation>
    </message>
    <message>
        <source>Leave the group …</source>
        <translation>مغادرة المجموعة …</translation>
    </message>
    <message>
        <source>Dissolve the channel …</source>
        <translation>حلّ القناة …</translation>
    </message>
    <message>
        <source>Dissolve the group …</source>
        <translation>حلّ المجموعة …</translation>
    </message>
    <message>
        <source>Dissolving ends the chat for everybody and deletes what the database holds of it.</source>
        <translation>الحلّ ينهي المحادثة للجميع ويحذف ما في قاعدة البيانات منها.</translation>
    </message>
    <message>
        <source>Whoever leaves no longer reads what is written afterwards.</source>
        <translation>من يغادر لا يقرأ ما يُكتب بعد ذلك.</translation>
    </message>
    <message>
        <source>Make %1 the owner?</source>
        <translation>هل تجعل %1 المالك؟</translation>
    </message>
    <message>
        <source>Only the new owner can give the ownership back.</source>
        <translation>لا يعيد الملكية إلا المالك الجديد.</translation>
    </message>
    <message>
        <source>Make owner</source>
        <translation>جعله مالكا</translation>
    </message>
    <message>
        <source>Dissolve the channel</source>
        <translation>حلّ القناة</translation>
    </message>
    <message>
        <source>Dissolve the group</source>
        <translation>حلّ المجموعة</translation>
    </message>
    <message numerus="yes">
        <source>The chat ends for all %Ln member(s). Its messages and threads are deleted from the database. This cannot be undone.</source>
        <translation>
            <numerusform>تنتهي المحادثة. تُحذف رسائلها ومواضيعها من قاعدة البيانات. لا يمكن التراجع عن ذلك.</numerusform>
            <numerusform>تنتهي المحادثة لعضوها الوحيد. تُحذف رسائلها ومواضيعها من قاعدة البيانات. لا يمكن التراجع عن ذلك.</numerusform>
            <numerusform>تنتهي المحادثة للعضوين. تُحذف رسائلها ومواضيعها من قاعدة البيانات. لا يمكن التراجع عن ذلك.</numerusform>
            <numerusform>تنتهي المحادثة لأعضائها كلهم (%Ln). تُحذف رسائلها ومواضيعها من قاعدة البيانات. لا يمكن التراجع عن ذلك.</numerusform>
            <numerusform>تنتهي المحادثة لأعضائها كلهم (%Ln). تُحذف رسائلها ومواضيعها من قاعدة البيانات. لا يمكن التراجع عن ذلك.</numerusform>
            <numerusform>تنتهي المحادثة لأعضائها كلهم (%Ln). تُحذف رسائلها ومواضيعها من قاعدة البيانات. لا يمكن التراجع عن ذلك.</numerusform>
        </translation>
    </message>
    <message>
        <source>Dissolve for everybody</source>
        <translation>الحلّ للجميع</translation>
    </message>
</context>
<context>
    <name>tacet::GroupMembersPage</name>
    <message>
        <source>Members</source>
        <translation>الأعضاء</translation>
    </message>
    <message>
        <source>Search members</source>
        <translation>البحث في الأعضاء</translation>
    </message>
    <message>
        <source>Which role</source>
        <translation>أي دور</translation>
    </message>
    <message>
        <source>All roles</source>
        <translation>كل الأدوار</translation>
    </message>
    <message>
        <source>Add people …</source>
        <translation>إضافة أشخاص …</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>رسالة</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>كتم</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>إزالة …</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>لا أحد بهذا الاسم</translation>
    </message>
    <message>
        <source>No member fits what is typed and chosen.</source>
        <translation>لا عضو يطابق ما كُتب واختير.</translation>
    </message>
    <message>
        <source>The readers are not shown</source>
        <translation>القراء غير معروضين</translation>
    </message>
    <message>
        <source>This channel shows its readers only to those who manage it.</source>
        <translation>تعرض هذه القناة قراءها لمن يديرها فقط.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a name, then what the person may do</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>لمدة %1</translation>
    </message>
    <message>
        <source>Let write again</source>
        <translation>السماح بالكتابة من جديد</translation>
    </message>
    <message>
        <source>Remove a member</source>
        <translation>إزالة عضو</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>هل تزيل %1؟</translation>
    </message>
    <message>
        <source>What is written from now on, this person cannot read. What was received before stays on the person&apos;s computer.</source>
        <translation>ما يُكتب من الآن لا يمكن لهذا الشخص قراءته. وما وصله من قبل يبقى على حاسوبه.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
</context>
<context>
    <name>tacet::GroupRolesPage</name>
    <message>
        <source>No colour</source>
        <translation>بلا لون</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>أحمر</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>بني</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>أخضر</translation>
    </message>
    <message>
        <source>Jade</source>
        <translation>يشمي</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>فيروزي</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>أزرق</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>بنفسجي</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>وردي</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>الأدوار</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>دور جديد</translation>
    </message>
    <message>
        <source>Name of the role</source>
        <translation>اسم الدور</translation>
    </message>
    <message>
        <source>Remove the role</source>
        <translation>إزالة الدور</translation>
    </message>
    <message>
        <source>Save role</source>
        <translation>حفظ الدور</translation>
    </message>
</context>
<context>
    <name>tacet::GroupSettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Only admins may write messages</source>
        <translation>المشرفون وحدهم يكتبون الرسائل</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>حفظ التغييرات</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>الوصف</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>الظهور</translation>
    </message>
    <message>
        <source>Slow mode</source>
        <translation>الوضع البطيء</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>رسائل تختفي</translation>
    </message>
    <message>
        <source>Newcomers read</source>
        <translation>يقرأ الجدد</translation>
    </message>
    <message>
        <source>Most members</source>
        <translation>أقصى عدد للأعضاء</translation>
    </message>
</context>
<context>
    <name>tacet::GroupWords</name>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <translation>
            <numerusform>أقل من أسبوع</numerusform>
            <numerusform>أسبوع واحد</numerusform>
            <numerusform>أسبوعان</numerusform>
            <numerusform>%Ln أسابيع</numerusform>
            <numerusform>%Ln أسبوعا</numerusform>
            <numerusform>%Ln أسبوع</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>أقل من يوم</numerusform>
            <numerusform>يوم واحد</numerusform>
            <numerusform>يومان</numerusform>
            <numerusform>%Ln أيام</numerusform>
            <numerusform>%Ln يوما</numerusform>
            <numerusform>%Ln يوم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>أقل من ساعة</numerusform>
            <numerusform>ساعة واحدة</numerusform>
            <numerusform>ساعتان</numerusform>
            <numerusform>%Ln ساعات</numerusform>
            <numerusform>%Ln ساعة</numerusform>
            <numerusform>%Ln ساعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>أقل من دقيقة</numerusform>
            <numerusform>دقيقة واحدة</numerusform>
            <numerusform>دقيقتان</numerusform>
            <numerusform>%Ln دقائق</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>لحظة</numerusform>
            <numerusform>ثانية واحدة</numerusform>
            <numerusform>ثانيتان</numerusform>
            <numerusform>%Ln ثوان</numerusform>
            <numerusform>%Ln ثانية</numerusform>
            <numerusform>%Ln ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>You made this chat.</source>
        <translation>أنشأت هذه المحادثة.</translation>
    </message>
    <message>
        <source>You added %1.</source>
        <translation>أضفت %1.</translation>
    </message>
    <message>
        <source>You removed %1.</source>
        <translation>أزلت %1.</translation>
    </message>
    <message>
        <source>You changed the role of %1.</source>
        <translation>غيّرت دور %1.</translation>
    </message>
    <message>
        <source>You gave %1 the role “%2”.</source>
        <translation>أعطيت %1 الدور «%2».</translation>
    </message>
    <message>
        <source>You named this chat “%1”.</source>
        <translation>سمّيت هذه المحادثة «%1».</translation>
    </message>
    <message>
        <source>You changed the settings.</source>
        <translation>غيّرت الإعدادات.</translation>
    </message>
    <message>
        <source>You set messages to disappear after %1.</source>
        <translation>جعلت الرسائل تختفي بعد %1.</translation>
    </message>
    <message>
        <source>You turned disappearing messages off.</source>
        <translation>أوقفت اختفاء الرسائل.</translation>
    </message>
    <message>
        <source>You muted %1.</source>
        <translation>كتمت %1.</translation>
    </message>
    <message>
        <source>You dissolved this chat.</source>
        <translation>حللت هذه المحادثة.</translation>
    </message>
    <message>
        <source>%1 added you.</source>
        <translation>أضافك %1.</translation>
    </message>
    <message>
        <source>You joined.</source>
        <translation>انضممت.</translation>
    </message>
    <message>
        <source>You left.</source>
        <translation>غادرت.</translation>
    </message>
    <message>
        <source>%1 removed you.</source>
        <translation>أزالك %1.</translation>
    </message>
    <message>
        <source>%1 changed your role.</source>
        <translation>غيّر %1 دورك.</translation>
    </message>
    <message>
        <source>%1 gave you the role “%2”.</source>
        <translation>أعطاك %1 الدور «%2».</translation>
    </message>
    <message>
        <source>You are the owner now.</source>
        <translation>أنت المالك الآن.</translation>
    </message>
    <message>
        <source>%1 muted you.</source>
        <translation>كتمك %1.</translation>
    </message>
    <message>
        <source>%1 made this chat.</source>
        <translation>أنشأ %1 هذه المحادثة.</translation>
    </message>
    <message>
        <source>%1 added %2.</source>
        <translation>أضاف %1 %2.</translation>
    </message>
    <message>
        <source>%1 joined.</source>
        <translation>انضم %1.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>غادر %1.</translation>
    </message>
    <message>
        <source>%1 removed %2.</source>
        <translation>أزال %1 %2.</translation>
    </message>
    <message>
        <source>%1 changed the role of %2.</source>
        <translation>غيّر %1 دور %2.</translation>
    </message>
    <message>
        <source>%1 gave %2 the role “%3”.</source>
        <translation>أعطى %1 %2 الدور «%3».</translation>
    </message>
    <message>
        <source>%1 is the owner now.</source>
        <translation>%1 هو المالك الآن.</translation>
    </message>
    <message>
        <source>%1 named this chat “%2”.</source>
        <translation>سمّى %1 هذه المحادثة «%2».</translation>
    </message>
    <message>
        <source>%1 changed the settings.</source>
        <translation>غيّر %1 الإعدادات.</translation>
    </message>
    <message>
        <source>%1 set messages to disappear after %2.</source>
        <translation>جعل %1 الرسائل تختفي بعد %2.</translation>
    </message>
    <message>
        <source>%1 turned disappearing messages off.</source>
        <translation>أوقف %1 اختفاء الرسائل.</translation>
    </message>
    <message>
        <source>%1 muted %2.</source>
        <translation>كتم %1 %2.</translation>
    </message>
    <message>
        <source>%1 dissolved this chat.</source>
        <translation>حلّ %1 هذه المحادثة.</translation>
    </message>
    <message>
        <source>change the chat&apos;s settings</source>
        <comment>after “May”</comment>
        <translation>تغيير إعدادات المحادثة</translation>
    </message>
    <message>
        <source>add and remove people</source>
        <comment>after “May”</comment>
        <translation>إضافة الأشخاص وإزالتهم</translation>
    </message>
    <message>
        <source>give and change roles</source>
        <comment>after “May”</comment>
        <translation>إعطاء الأدوار وتغييرها</translation>
    </message>
    <message>
        <source>write messages</source>
        <comment>after “May”</comment>
        <translation>كتابة الرسائل</translation>
    </message>
    <message>
        <source>delete what others wrote</source>
        <comment>after “May”</comment>
        <translation>حذف ما كتبه الآخرون</translation>
    </message>
    <message>
        <source>pin messages and threads</source>
        <comment>after “May”</comment>
        <translation>تثبيت الرسائل والمواضيع</translation>
    </message>
    <message>
        <source>start threads</source>
        <comment>after “May”</comment>
        <translation>بدء المواضيع</translation>
    </message>
    <message>
        <source>send files</source>
        <comment>after “May”</comment>
        <translation>إرسال الملفات</translation>
    </message>
    <message>
        <source>The key of this message has not arrived for %1. Tacet asks for it by itself.</source>
        <translation>لم يصل مفتاح هذه الرسالة منذ %1. يطلبه Tacet تلقائيا.</translation>
    </message>
    <message>
        <source>The key of this message has been missing for %1. It was asked for %2 ago; it comes when somebody who has it is online.</source>
        <translation>مفتاح هذه الرسالة ناقص منذ %1. طُلب منذ %2، ويصل عندما يتصل من لديه المفتاح.</translation>
    </message>
    <message>
        <source>The key of this message has been missing for %1 and is asked for.</source>
        <translation>مفتاح هذه الرسالة ناقص منذ %1 وهو مطلوب.</translation>
    </message>
    <message>
        <source>This computer has lacked the chat&apos;s key of that time for %1. It comes when somebody who manages the members is online.</source>
        <translation>ينقص هذا الحاسوب منذ %1 مفتاح المحادثة لذلك الوقت. يصل عندما يتصل من يدير الأعضاء.</translation>
    </message>
    <message>
        <source>Written before you joined. This chat does not share its past.</source>
        <translation>كُتبت قبل انضمامك. لا تشارك هذه المحادثة ماضيها.</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>المالك</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>مشرف</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>Change the chat&apos;s name, picture and settings</source>
        <translation>تغيير اسم المحادثة وصورتها وإعداداتها</translation>
    </message>
    <message>
        <source>Add, admit, mute and remove people</source>
        <translation>إضافة الأشخاص وإدخالهم وكتمهم وإزالتهم</translation>
    </message>
    <message>
        <source>Make roles and give them to people</source>
        <translation>إنشاء الأدوار وإعطاؤها</translation>
    </message>
    <message>
        <source>Write messages</source>
        <translation>كتابة الرسائل</translation>
    </message>
    <message>
        <source>Delete what others wrote</source>
        <translation>حذف ما كتبه الآخرون</translation>
    </message>
    <message>
        <source>Pin messages and threads</source>
        <translation>تثبيت الرسائل والمواضيع</translation>
    </message>
    <message>
        <source>Start threads and reply in them</source>
        <translation>بدء المواضيع والرد فيها</translation>
    </message>
    <message>
        <source>Send pictures and files</source>
        <translation>إرسال الصور والملفات</translation>
    </message>
    <message>
        <source>May do everything here, and is the only one who can dissolve the chat.</source>
        <translation>يمكنه فعل كل شيء هنا، وهو وحده من يستطيع حلّ المحادثة.</translation>
    </message>
    <message>
        <source>May read, and nothing else.</source>
        <translation>يمكنه القراءة فقط.</translation>
    </message>
    <message>
        <source>May %1.</source>
        <translation>يمكنه %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>لا أعضاء</numerusform>
            <numerusform>عضو واحد</numerusform>
            <numerusform>عضوان</numerusform>
            <numerusform>%Ln أعضاء</numerusform>
            <numerusform>%Ln عضوا</numerusform>
            <numerusform>%Ln عضو</numerusform>
        </translation>
    </message>
    <message>
        <source>a moment</source>
        <translation>لحظة</translation>
    </message>
    <message>
        <source>Everything from the start</source>
        <translation>كل شيء من البداية</translation>
    </message>
    <message>
        <source>Nothing from before</source>
        <translation>لا شيء مما سبق</translation>
    </message>
    <message numerus="yes">
        <source>The last %Ln day(s)</source>
        <translation>
            <numerusform>لا شيء</numerusform>
            <numerusform>اليوم الأخير</numerusform>
            <numerusform>اليومين الأخيرين</numerusform>
            <numerusform>آخر %Ln أيام</numerusform>
            <numerusform>آخر %Ln يوما</numerusform>
            <numerusform>آخر %Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Private</source>
        <translation>خاصة</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>سرية</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>عامة</translation>
    </message>
    <message>
        <source>People join by a code or a link. Name and messages are encrypted.</source>
        <translation>ينضم الناس برمز أو رابط. الاسم والرسائل مشفرة.</translation>
    </message>
    <message>
        <source>People join by a secret link only. Name and messages are encrypted.</source>
        <translation>ينضم الناس برابط سري فقط. الاسم والرسائل مشفرة.</translation>
    </message>
    <message>
        <source>Everybody in the workspace can find it, join and read. Not confidential.</source>
        <translation>يمكن لكل من في مساحة العمل إيجادها والانضمام والقراءة. غير سرية.</translation>
    </message>
    <message>
        <source>You have left this channel.</source>
        <translation>غادرت هذه القناة.</translation>
    </message>
    <message>
        <source>You have left this group.</source>
        <translation>غادرت هذه المجموعة.</translation>
    </message>
    <message>
        <source>You were removed from this channel.</source>
        <translation>أُزلت من هذه القناة.</translation>
    </message>
    <message>
        <source>You were removed from this group.</source>
        <translation>أُزلت من هذه المجموعة.</translation>
    </message>
    <message>
        <source>This channel was dissolved.</source>
        <translation>حُلّت هذه القناة.</translation>
    </message>
    <message>
        <source>This group was dissolved.</source>
        <translation>حُلّت هذه المجموعة.</translation>
    </message>
    <message>
        <source>The record of this chat does not verify. Nothing is sent.</source>
        <translation>سجل هذه المحادثة لا يمكن التحقق منه. لن يُرسل شيء.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <comment>in “2 weeks ago”, “after 2 weeks”</comment>
        <translation>
            <numerusform>أقل من أسبوع</numerusform>
            <numerusform>أسبوع واحد</numerusform>
            <numerusform>أسبوعين</numerusform>
            <numerusform>%Ln أسابيع</numerusform>
            <numerusform>%Ln أسبوعا</numerusform>
            <numerusform>%Ln أسبوع</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <comment>in “2 days ago”, “after 2 days”</comment>
        <translation>
            <numerusform>أقل من يوم</numerusform>
            <numerusform>يوم واحد</numerusform>
            <numerusform>يومين</numerusform>
            <numerusform>%Ln أيام</numerusform>
            <numerusform>%Ln يوما</numerusform>
            <numerusform>%Ln يوم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <comment>in “2 hours ago”, “after 2 hours”</comment>
        <translation>
            <numerusform>أقل من ساعة</numerusform>
            <numerusform>ساعة واحدة</numerusform>
            <numerusform>ساعتين</numerusform>
            <numerusform>%Ln ساعات</numerusform>
            <numerusform>%Ln ساعة</numerusform>
            <numerusform>%Ln ساعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <comment>in “2 minutes ago”, “after 2 minutes”</comment>
        <translation>
            <numerusform>أقل من دقيقة</numerusform>
            <numerusform>دقيقة واحدة</numerusform>
            <numerusform>دقيقتين</numerusform>
            <numerusform>%Ln دقائق</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <comment>in “2 seconds ago”, “after 2 seconds”</comment>
        <translation>
            <numerusform>لحظة</numerusform>
            <numerusform>ثانية واحدة</numerusform>
            <numerusform>ثانيتين</numerusform>
            <numerusform>%Ln ثوان</numerusform>
            <numerusform>%Ln ثانية</numerusform>
            <numerusform>%Ln ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>You were muted here until %1.</source>
        <translation>كُتمت هنا حتى %1.</translation>
    </message>
    <message>
        <source>Only those who run this channel write here.</source>
        <translation>لا يكتب هنا إلا من يديرون هذه القناة.</translation>
    </message>
    <message>
        <source>Only some roles write in this group; yours reads.</source>
        <translation>لا تكتب في هذه المجموعة إلا بعض الأدوار؛ ودورك القراءة.</translation>
    </message>
    <message>
        <source>Slow mode: one message every %1.</source>
        <translation>الوضع البطيء: رسالة واحدة كل %1.</translation>
    </message>
</context>
<context>
    <name>tacet::InviteListModel</name>
    <message numerus="yes">
        <source>Used %1 of %Ln time(s)</source>
        <translation>
            <numerusform>استُخدمت %1 من %Ln</numerusform>
            <numerusform>استُخدمت %1 من مرة واحدة</numerusform>
            <numerusform>استُخدمت %1 من مرتين</numerusform>
            <numerusform>استُخدمت %1 من %Ln مرات</numerusform>
            <numerusform>استُخدمت %1 من %Ln مرة</numerusform>
            <numerusform>استُخدمت %1 من %Ln مرة</numerusform>
        </translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>حتى %1</translation>
    </message>
    <message>
        <source>somebody admits the person</source>
        <translation>يُدخل الشخصَ أحدُهم</translation>
    </message>
    <message>
        <source>lets in at once</source>
        <translation>تُدخل فورا</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>رابط</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>رمز</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>tacet::JoinDialog</name>
    <message>
        <source>Join a group or channel</source>
        <translation>الانضمام إلى مجموعة أو قناة</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Code or link</source>
        <translation>رمز أو رابط</translation>
    </message>
    <message>
        <source>Paste a link or the picture of one</source>
        <translation>لصق رابط أو صورته</translation>
    </message>
    <message>
        <source>By a code or link that somebody gave you</source>
        <translation>برمز أو رابط أعطاك إياه أحدهم</translation>
    </message>
    <message>
        <source>Search public chats</source>
        <translation>البحث في المحادثات العامة</translation>
    </message>
    <message>
        <source>Public chats</source>
        <translation>المحادثات العامة</translation>
    </message>
    <message>
        <source>Or one that is open to the whole workspace</source>
        <translation>أو إلى واحدة مفتوحة لمساحة العمل كلها</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>مجموعة</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>قناة</translation>
    </message>
    <message>
        <source>somebody there lets you in</source>
        <translation>يُدخلك أحدهم هناك</translation>
    </message>
    <message>
        <source>you are in at once</source>
        <translation>تدخل فورا</translation>
    </message>
    <message>
        <source>The name is shown to members only</source>
        <translation>الاسم يظهر للأعضاء فقط</translation>
    </message>
    <message>
        <source>Ask to join</source>
        <translation>طلب الانضمام</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>انضمام</translation>
    </message>
    <message>
        <source>You asked to join.</source>
        <translation>طلبت الانضمام.</translation>
    </message>
    <message>
        <source>The chat appears in your list once somebody there has let you in.</source>
        <translation>تظهر المحادثة في قائمتك عندما يُدخلك أحدهم هناك.</translation>
    </message>
    <message>
        <source>No public chats</source>
        <translation>لا محادثات عامة</translation>
    </message>
    <message>
        <source>Nobody has made a chat that is open to the whole workspace.</source>
        <translation>لم ينشئ أحد محادثة مفتوحة لمساحة العمل كلها.</translation>
    </message>
    <message>
        <source>No public chat by that name</source>
        <translation>لا محادثة عامة بهذا الاسم</translation>
    </message>
    <message>
        <source>Names are found by their words.</source>
        <translation>يُعثر على الأسماء بكلماتها.</translation>
    </message>
</context>
<context>
    <name>tacet::JoinPage</name>
    <message>
        <source>Join a workspace</source>
        <translation>الانضمام إلى مساحة عمل</translation>
    </message>
    <message>
        <source>Somebody in the workspace gave you a link or its QR code. It works once, and only for a while.</source>
        <translation>أعطاك أحد أعضاء مساحة العمل رابطا أو رمز QR له. يصلح مرة واحدة ولمدة محدودة.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>Your user name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>3 to 50 letters, digits or underscores. Others find you by it.</source>
        <translation>من 3 إلى 50 حرفا لاتينيا أو رقما أو شرطة سفلية. به يجدك الآخرون.</translation>
    </message>
    <message>
        <source>Your name (optional)</source>
        <translation>اسمك (اختياري)</translation>
    </message>
    <message>
        <source>Join workspace</source>
        <translation>الانضمام</translation>
    </message>
    <message>
        <source>Picture of a QR code …</source>
        <translation>صورة رمز QR …</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>لصق</translation>
    </message>
    <message>
        <source>Workspace “%1”. The link works until %2.</source>
        <translation>مساحة العمل «%1». الرابط صالح حتى %2.</translation>
    </message>
    <message>
        <source>You can also drop the picture of a QR code here.</source>
        <translation>يمكنك أيضا إفلات صورة رمز QR هنا.</translation>
    </message>
    <message>
        <source>This is not a whole Tacet link.</source>
        <translation>هذا ليس رابط Tacet كاملا.</translation>
    </message>
    <message>
        <source>Picture of a QR code</source>
        <translation>صورة رمز QR</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>صور (%1)</translation>
    </message>
    <message>
        <source>No link and no QR code was found there.</source>
        <translation>لم يُعثر هناك على رابط ولا على رمز QR.</translation>
    </message>
    <message>
        <source>Use a sharp picture in which the whole code is seen, as PNG, JPEG or WebP.</source>
        <translation>استخدم صورة واضحة يظهر فيها الرمز كاملا، بصيغة PNG أو JPEG أو WebP.</translation>
    </message>
    <message>
        <source>The link is missing or not whole.</source>
        <translation>الرابط مفقود أو غير كامل.</translation>
    </message>
    <message>
        <source>Copy all of it, from “tacet://” to its end.</source>
        <translation>انسخه كاملا، من «tacet://» إلى نهايته.</translation>
    </message>
    <message>
        <source>A user name has 3 to 50 letters, digits or underscores.</source>
        <translation>يتكون اسم المستخدم من 3 إلى 50 حرفا لاتينيا أو رقما أو شرطة سفلية.</translation>
    </message>
    <message>
        <source>Choose a stronger passphrase, and type it the same twice.</source>
        <translation>اختر عبارة مرور أقوى، واكتبها مرتين بالصيغة نفسها.</translation>
    </message>
    <message>
        <source>It protects everything that this computer keeps. It cannot be recovered.</source>
        <translation>إنها تحمي كل ما يحفظه هذا الحاسوب، ولا يمكن استعادتها.</translation>
    </message>
    <message>
        <source>This link leads into a group or channel. First join its workspace, with a link from somebody there.</source>
        <translation>هذا الرابط يقود إلى مجموعة أو قناة. انضم أولا إلى مساحة عملها برابط من أحد فيها.</translation>
    </message>
    <message>
        <source>This link adds a computer to an account. To join, ask for a link of your own.</source>
        <translation>هذا الرابط يضيف حاسوبا إلى حساب. للانضمام اطلب رابطا خاصا بك.</translation>
    </message>
    <message>
        <source>This link does not lead into a workspace.</source>
        <translation>هذا الرابط لا يقود إلى مساحة عمل.</translation>
    </message>
</context>
<context>
    <name>tacet::LinkObstacle</name>
    <message>
        <source>This is not a whole Tacet link.</source>
        <translation>هذا ليس رابط Tacet كاملا.</translation>
    </message>
    <message>
        <source>A part of it is missing, or it is of a kind that this version does not know.</source>
        <translation>جزء منه مفقود، أو هو من نوع لا تعرفه هذه النسخة.</translation>
    </message>
    <message>
        <source>Copy all of it, from “tacet://” to its end.</source>
        <translation>انسخه كاملا، من «tacet://» إلى نهايته.</translation>
    </message>
    <message>
        <source>This link invites into the workspace that you are in.</source>
        <translation>هذا الرابط يدعو إلى مساحة العمل التي أنت فيها.</translation>
    </message>
    <message>
        <source>It is for one person who has no account here yet.</source>
        <translation>هو لشخص واحد ليس له حساب هنا بعد.</translation>
    </message>
    <message>
        <source>Send it to that person; you do not need it.</source>
        <translation>أرسله إلى ذلك الشخص؛ فأنت لا تحتاج إليه.</translation>
    </message>
    <message>
        <source>This link invites into a workspace, not into a group or channel.</source>
        <translation>هذا الرابط يدعو إلى مساحة عمل، لا إلى مجموعة أو قناة.</translation>
    </message>
    <message>
        <source>You have an account in a workspace already; each workspace has a folder of its own.</source>
        <translation>لديك حساب في مساحة عمل بالفعل، ولكل مساحة مجلدها.</translation>
    </message>
    <message>
        <source>To join another workspace, start Tacet with another folder: tacet --profile FOLDER.</source>
        <translation>للانضمام إلى مساحة أخرى شغّل Tacet بمجلد آخر: ‎tacet --profile FOLDER‎.</translation>
    </message>
    <message>
        <source>It is on another computer, or in another folder of this one.</source>
        <translation>هي على حاسوب آخر أو في مجلد آخر من هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Its database is on %1.</source>
        <translation>قاعدة بياناتها على %1.</translation>
    </message>
    <message>
        <source>This link leads into a group or channel of another workspace.</source>
        <translation>هذا الرابط يقود إلى مجموعة أو قناة في مساحة عمل أخرى.</translation>
    </message>
    <message>
        <source>Only members of that workspace can use it.</source>
        <translation>لا يستطيع استعماله إلا أعضاء تلك المساحة.</translation>
    </message>
    <message>
        <source>This link adds a computer to an account.</source>
        <translation>هذا الرابط يضيف حاسوبا إلى حساب.</translation>
    </message>
    <message>
        <source>It does not lead into a group or channel.</source>
        <translation>لا يقود إلى مجموعة أو قناة.</translation>
    </message>
    <message>
        <source>Ask for a link to the group itself.</source>
        <translation>اطلب رابطا إلى المجموعة نفسها.</translation>
    </message>
</context>
<context>
    <name>tacet::MainWindow</name>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
    </message>
</context>
<context>
    <name>tacet::MemberDelegate</name>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (أنت)</translation>
    </message>
    <message>
        <source>muted until %1</source>
        <translation>مكتوم حتى %1</translation>
    </message>
    <message>
        <source>here now</source>
        <translation>هنا الآن</translation>
    </message>
    <message>
        <source>seen %1 ago</source>
        <translation>شوهد منذ %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>منذ %1</translation>
    </message>
</context>
<context>
    <name>tacet::MemberListModel</name>
    <message>
        <source>%1, you</source>
        <translation>%1، أنت</translation>
    </message>
    <message>
        <source>%1, user name %2</source>
        <translation>%1، اسم المستخدم %2</translation>
    </message>
    <message>
        <source>%1. %2. %3</source>
        <translation>%1. %2. %3</translation>
    </message>
    <message>
        <source>%1 Safety number compared.</source>
        <translation>%1 قورن رقم الأمان.</translation>
    </message>
    <message>
        <source>%1 Muted.</source>
        <translation>%1 مكتوم.</translation>
    </message>
</context>
<context>
    <name>tacet::MemberPicker</name>
    <message>
        <source>Name or user name</source>
        <translation>الاسم أو اسم المستخدم</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>No contacts to choose from</source>
        <translation>لا جهات اتصال للاختيار منها</translation>
    </message>
    <message>
        <source>Type a name to find people of this workspace.</source>
        <translation>اكتب اسما للعثور على أشخاص من مساحة العمل هذه.</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>لا أحد بهذا الاسم</translation>
    </message>
    <message>
        <source>Names are found by their beginning.</source>
        <translation>يُعثر على الأسماء ببدايتها.</translation>
    </message>
    <message>
        <source>Nobody is chosen.</source>
        <translation>لم يُختر أحد.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s) chosen.</source>
        <translation>
            <numerusform>لم يُختر أحد.</numerusform>
            <numerusform>اختير شخص واحد.</numerusform>
            <numerusform>اختير شخصان.</numerusform>
            <numerusform>اختير %Ln أشخاص.</numerusform>
            <numerusform>اختير %Ln شخصا.</numerusform>
            <numerusform>اختير %Ln شخص.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::MentionCompleter</name>
    <message>
        <source>People to mention</source>
        <translation>أشخاص للإشارة إليهم</translation>
    </message>
</context>
<context>
    <name>tacet::MentionListModel</name>
    <message>
        <source>Member of this chat</source>
        <translation>عضو في هذه المحادثة</translation>
    </message>
    <message>
        <source>Everybody of this role</source>
        <translation>كل من له هذا الدور</translation>
    </message>
    <message>
        <source>All members</source>
        <translation>كل الأعضاء</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
</context>
<context>
    <name>tacet::MessageDelegate</name>
    <message>
        <source>New messages</source>
        <translation>رسائل جديدة</translation>
    </message>
    <message>
        <source>%1 · Try again</source>
        <translation>%1 · إعادة المحاولة</translation>
    </message>
    <message>
        <source>Too long to show. Copy it to read the rest.</source>
        <translation>أطول من أن تُعرض. انسخها لقراءة الباقي.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>عرض المزيد</translation>
    </message>
</context>
<context>
    <name>tacet::MessageWords</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1 في %2</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>في انتظار الإرسال</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>أُرسلت</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>وصلت</translation>
    </message>
    <message>
        <source>read</source>
        <translation>قُرئت</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>لم تُرسل</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <translation>%1: %2. %3.</translation>
    </message>
    <message>
        <source>You: %1. %2, %3.</source>
        <translation>أنت: %1. %2، %3.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread message(s)</source>
        <translation>
            <numerusform>لا رسائل غير مقروءة</numerusform>
            <numerusform>رسالة واحدة غير مقروءة</numerusform>
            <numerusform>رسالتان غير مقروءتين</numerusform>
            <numerusform>%Ln رسائل غير مقروءة</numerusform>
            <numerusform>%Ln رسالة غير مقروءة</numerusform>
            <numerusform>%Ln رسالة غير مقروءة</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. The safety number has changed</source>
        <translation>%1. تغيّر رقم الأمان</translation>
    </message>
    <message>
        <source>%1. Draft: %2.</source>
        <translation>%1. مسودة: %2.</translation>
    </message>
    <message>
        <source>%1. No messages yet.</source>
        <translation>%1. لا رسائل بعد.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <comment>a whole sentence, then the moment</comment>
        <translation>%1 %2.</translation>
    </message>
    <message>
        <source>%1: a message that cannot be read yet. %2 %3.</source>
        <translation>%1: رسالة لا يمكن قراءتها بعد. %2 %3.</translation>
    </message>
    <message>
        <source>%1 mentions you: %2. %3.</source>
        <translation>أشار إليك %1: %2. %3.</translation>
    </message>
    <message>
        <source>%1, group</source>
        <translation>%1، مجموعة</translation>
    </message>
    <message>
        <source>%1, channel</source>
        <translation>%1، قناة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mention(s) of you</source>
        <translation>
            <numerusform>لم يُشر إليك</numerusform>
            <numerusform>أُشير إليك مرة</numerusform>
            <numerusform>أُشير إليك مرتين</numerusform>
            <numerusform>أُشير إليك %Ln مرات</numerusform>
            <numerusform>أُشير إليك %Ln مرة</numerusform>
            <numerusform>أُشير إليك %Ln مرة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::NewGroupDialog</name>
    <message>
        <source>New group or channel</source>
        <translation>مجموعة أو قناة جديدة</translation>
    </message>
    <message>
        <source>Group: everybody talks</source>
        <translation>مجموعة: الجميع يتحدث</translation>
    </message>
    <message>
        <source>Channel: a few write, many read</source>
        <translation>قناة: قلة تكتب وكثيرون يقرؤون</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>الوصف</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>الظهور</translation>
    </message>
    <message>
        <source>Who is in it?</source>
        <translation>من فيها؟</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>Make the channel</source>
        <translation>إنشاء القناة</translation>
    </message>
    <message>
        <source>Make the group</source>
        <translation>إنشاء المجموعة</translation>
    </message>
</context>
<context>
    <name>tacet::NewThreadForm</name>
    <message>
        <source>Start thread</source>
        <translation>بدء الموضوع</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>ما الموضوع؟</translation>
    </message>
    <message>
        <source>Title of the thread</source>
        <translation>عنوان الموضوع</translation>
    </message>
    <message>
        <source>Say more, if you like</source>
        <translation>قل المزيد إن شئت</translation>
    </message>
    <message>
        <source>Text of the thread</source>
        <translation>نص الموضوع</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>New thread</source>
        <translation>موضوع جديد</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) too long for a thread</source>
        <translation>
            <numerusform>مناسب لموضوع</numerusform>
            <numerusform>أطول من موضوع بحرف واحد</numerusform>
            <numerusform>أطول من موضوع بحرفين</numerusform>
            <numerusform>أطول من موضوع بـ %Ln أحرف</numerusform>
            <numerusform>أطول من موضوع بـ %Ln حرفا</numerusform>
            <numerusform>أطول من موضوع بـ %Ln حرف</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::OnboardingController</name>
    <message>
        <source>One moment …</source>
        <translation>لحظة واحدة …</translation>
    </message>
    <message>
        <source>Preparing the encrypted storage …</source>
        <translation>جارٍ إعداد التخزين المشفّر …</translation>
    </message>
    <message>
        <source>Starting the database …</source>
        <translation>جارٍ تشغيل قاعدة البيانات …</translation>
    </message>
    <message>
        <source>Creating the database …</source>
        <translation>جارٍ إنشاء قاعدة البيانات …</translation>
    </message>
    <message>
        <source>Making your keys …</source>
        <translation>جارٍ توليد مفاتيحك …</translation>
    </message>
    <message>
        <source>Joining the workspace …</source>
        <translation>جارٍ الانضمام إلى مساحة العمل …</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>جارٍ الفتح …</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>جارٍ تسجيل الدخول …</translation>
    </message>
</context>
<context>
    <name>tacet::OverviewFigures</name>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Active accounts.</source>
        <translation>حسابات نشطة.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>الأجهزة</translation>
    </message>
    <message>
        <source>Devices in use.</source>
        <translation>أجهزة مستخدمة.</translation>
    </message>
    <message>
        <source>Groups and channels</source>
        <translation>المجموعات والقنوات</translation>
    </message>
    <message>
        <source>Open groups and channels.</source>
        <translation>مجموعات وقنوات مفتوحة.</translation>
    </message>
    <message>
        <source>Open invitations</source>
        <translation>دعوات مفتوحة</translation>
    </message>
    <message>
        <source>Links that can still let somebody in.</source>
        <translation>روابط ما زال يمكن الدخول بها.</translation>
    </message>
    <message>
        <source>Security events</source>
        <translation>أحداث أمنية</translation>
    </message>
    <message>
        <source>Nothing is unresolved.</source>
        <translation>لا شيء معلق.</translation>
    </message>
    <message>
        <source>Nobody looks after these yet.</source>
        <translation>لا يتابعها أحد بعد.</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>الاطلاع عليها</translation>
    </message>
    <message>
        <source>Failed sign-ins, one day</source>
        <translation>تسجيلات دخول فاشلة، يوم واحد</translation>
    </message>
    <message>
        <source>Nobody was locked out.</source>
        <translation>لم يُقفل على أحد.</translation>
    </message>
    <message>
        <source>Ask these people whether it was they.</source>
        <translation>اسأل هؤلاء الأشخاص هل كانوا هم.</translation>
    </message>
    <message>
        <source>See whose</source>
        <translation>من هم</translation>
    </message>
    <message>
        <source>Backups, two days</source>
        <translation>نسخ احتياطية، يومان</translation>
    </message>
    <message>
        <source>There is a fresh backup.</source>
        <translation>توجد نسخة احتياطية حديثة.</translation>
    </message>
    <message>
        <source>There is no fresh backup: what is new would be lost with the disk.</source>
        <translation>لا توجد نسخة احتياطية حديثة: يضيع الجديد إن تعطل القرص.</translation>
    </message>
    <message>
        <source>See backups</source>
        <translation>عرض النسخ الاحتياطية</translation>
    </message>
    <message>
        <source>Devices with errors</source>
        <translation>أجهزة بها أخطاء</translation>
    </message>
    <message>
        <source>Every device synchronises.</source>
        <translation>كل الأجهزة تتزامن.</translation>
    </message>
    <message>
        <source>They do not get on. Their people should open Tacet and look at what it says.</source>
        <translation>لا تتقدم. على أصحابها فتح Tacet وقراءة ما يقوله.</translation>
    </message>
    <message>
        <source>See which</source>
        <translation>أيها</translation>
    </message>
    <message>
        <source>Waiting for over a week</source>
        <translation>منتظرة منذ أكثر من أسبوع</translation>
    </message>
    <message>
        <source>Messages are fetched in time.</source>
        <translation>تُستلم الرسائل في وقتها.</translation>
    </message>
    <message>
        <source>Devices that have not fetched their messages. Remove those that are not used.</source>
        <translation>أجهزة لم تستلم رسائلها. أزل ما لا يُستخدم منها.</translation>
    </message>
    <message>
        <source>Devices short of keys</source>
        <translation>أجهزة قليلة المفاتيح</translation>
    </message>
    <message>
        <source>Every device has keys in stock.</source>
        <translation>لدى كل جهاز مفاتيح مخزونة.</translation>
    </message>
    <message>
        <source>They make new keys when they connect next.</source>
        <translation>تصنع مفاتيح جديدة عند اتصالها التالي.</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>تكاد تمتلئ</translation>
    </message>
    <message>
        <source>There is room everywhere.</source>
        <translation>توجد مساحة في كل مكان.</translation>
    </message>
    <message>
        <source>Give them more space, or let their members clear up.</source>
        <translation>امنحها مساحة أكبر، أو دع أعضاءها ينظفونها.</translation>
    </message>
    <message>
        <source>Change limits</source>
        <translation>تغيير الحدود</translation>
    </message>
</context>
<context>
    <name>tacet::OverviewPage</name>
    <message>
        <source>Figures of the whole workspace. Nothing here can read what people write: it is encrypted before it arrives.</source>
        <translation>أرقام مساحة العمل كلها. لا شيء هنا يستطيع قراءة ما يكتبه الناس: فهو مشفّر قبل أن يصل.</translation>
    </message>
    <message>
        <source>Messages a day</source>
        <translation>الرسائل في اليوم</translation>
    </message>
    <message>
        <source>Encrypted messages, MiB a day</source>
        <translation>الرسائل المشفرة، ميبيبايت في اليوم</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>نظرة عامة</translation>
    </message>
    <message>
        <source>over %L1</source>
        <translation>أكثر من %L1</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>كل شيء على ما يرام.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>لا شيء يلزم عمله.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) should be looked at.</source>
        <translation>
            <numerusform>لا شيء يستحق النظر.</numerusform>
            <numerusform>أمر واحد يستحق النظر.</numerusform>
            <numerusform>أمران يستحقان النظر.</numerusform>
            <numerusform>%Ln أمور تستحق النظر.</numerusform>
            <numerusform>%Ln أمراً تستحق النظر.</numerusform>
            <numerusform>%Ln أمر يستحق النظر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each card below says what is wrong and where to go.</source>
        <translation>تقول كل بطاقة أدناه ما المشكلة وأين تذهب.</translation>
    </message>
    <message>
        <source>Direct chats</source>
        <translation>المحادثات المباشرة</translation>
    </message>
    <message>
        <source>Groups and channels</source>
        <translation>المجموعات والقنوات</translation>
    </message>
    <message>
        <source>Encrypted messages</source>
        <translation>الرسائل المشفرة</translation>
    </message>
</context>
<context>
    <name>tacet::PageFrame</name>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
</context>
<context>
    <name>tacet::PageSentence</name>
    <message>
        <source>Files by size and age. They are encrypted: what is in them is not known here.</source>
        <translation>الملفات بحسب الحجم والعمر. وهي مشفرة: لا يُعرف هنا ما فيها.</translation>
    </message>
    <message>
        <source>How far each device is, and what waits for it. Only amounts are known here, no words.</source>
        <translation>إلى أين وصل كل جهاز وما الذي ينتظره. لا تُعرف هنا إلا الكميات، لا الكلمات.</translation>
    </message>
    <message>
        <source>Sign-ins and changes of passwords and second factors.</source>
        <translation>تسجيلات الدخول وتغييرات كلمات السر والعوامل الثانية.</translation>
    </message>
    <message>
        <source>As the database enforces it. Only members make members and roles.</source>
        <translation>كما تفرضه قاعدة البيانات. لا يصنع الأعضاء والأدوار إلا الأعضاء.</translation>
    </message>
    <message>
        <source>Who asked to join, and has no answer yet. The group&apos;s own administrators answer.</source>
        <translation>من طلب الانضمام ولم يتلق جواباً بعد. يجيب مسؤولو المجموعة أنفسهم.</translation>
    </message>
    <message>
        <source>How long each kind of data is kept, and what went when.</source>
        <translation>كم تُحفظ كل أنواع البيانات، وما الذي زال ومتى.</translation>
    </message>
    <message>
        <source>Backups hold what is encrypted and nothing else.</source>
        <translation>لا تحوي النسخ الاحتياطية إلا ما هو مشفر.</translation>
    </message>
    <message>
        <source>Figures over time. Amounts only, never whose words.</source>
        <translation>أرقام عبر الزمن. كميات فقط، لا كلمات أحد.</translation>
    </message>
    <message>
        <source>Sizes of tables, and of what can be dropped month by month.</source>
        <translation>أحجام الجداول وما يمكن إسقاطه شهراً بعد شهر.</translation>
    </message>
</context>
<context>
    <name>tacet::PassphraseFields</name>
    <message>
        <source>Passphrase</source>
        <translation>عبارة المرور</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>عبارة المرور مرة أخرى</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>العبارة نفسها مرة أخرى</translation>
    </message>
    <message>
        <source>Strength of the passphrase</source>
        <translation>قوة عبارة المرور</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>العبارتان غير متطابقتين.</translation>
    </message>
</context>
<context>
    <name>tacet::PassphraseWords</name>
    <message numerus="yes">
        <source>At least %Ln character(s). Four or five unrelated words are good and easy to keep.</source>
        <translation>
            <numerusform>أي عدد من الأحرف. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>حرف واحد على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>حرفان على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>%Ln أحرف على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>%Ln حرفا على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>%Ln حرف على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
        </translation>
    </message>
    <message>
        <source>Weak: easy to guess. Add another unrelated word.</source>
        <translation>ضعيفة: سهلة التخمين. أضف كلمة أخرى لا رابط لها.</translation>
    </message>
    <message>
        <source>Fair. One more word makes it strong.</source>
        <translation>مقبولة. كلمة أخرى تجعلها قوية.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>قوية.</translation>
    </message>
</context>
<context>
    <name>tacet::PeopleDialog</name>
    <message>
        <source>New chat</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Name or user name</source>
        <translation>الاسم أو اسم المستخدم</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Start chat</source>
        <translation>بدء محادثة</translation>
    </message>
    <message>
        <source>Remove contact</source>
        <translation>إزالة جهة الاتصال</translation>
    </message>
    <message>
        <source>Add contact</source>
        <translation>إضافة جهة اتصال</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>إلغاء الحظر</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>حظر</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>لا جهات اتصال بعد</translation>
    </message>
    <message>
        <source>Type a name to find people of this workspace, or invite somebody.</source>
        <translation>اكتب اسما للعثور على أشخاص في مساحة العمل هذه، أو ادعُ شخصا.</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>دعوة شخص</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>لا أحد بهذا الاسم</translation>
    </message>
    <message>
        <source>Names are found by their beginning. Is the person in this workspace already?</source>
        <translation>يُبحث عن الأسماء من بدايتها. هل الشخص في مساحة العمل هذه أصلا؟</translation>
    </message>
</context>
<context>
    <name>tacet::PeopleModel</name>
    <message>
        <source>%1, user name %2, blocked</source>
        <translation>%1، اسم المستخدم %2، محظور</translation>
    </message>
    <message>
        <source>%1, user name %2</source>
        <translation>%1، اسم المستخدم %2</translation>
    </message>
</context>
<context>
    <name>tacet::PeoplePage</name>
    <message>
        <source>Suspend %1</source>
        <translation>إيقاف %1</translation>
    </message>
    <message>
        <source>All logins are shut out and open connections end. Nothing is lost: messages wait until the person is resumed.</source>
        <translation>تُمنع كل تسجيلات الدخول وتنتهي الاتصالات المفتوحة. لا يضيع شيء: تنتظر الرسائل حتى يُستأنف الحساب.</translation>
    </message>
    <message>
        <source>Resume takes this back.</source>
        <translation>الاستئناف يلغي ذلك.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>استئناف %1</translation>
    </message>
    <message>
        <source>The person&apos;s devices may connect again and fetch what waited for them.</source>
        <translation>يجوز لأجهزة الشخص الاتصال من جديد واستلام ما انتظرها.</translation>
    </message>
    <message>
        <source>Suspend takes this back.</source>
        <translation>الإيقاف يلغي ذلك.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Deactivate %1</source>
        <translation>تعطيل %1</translation>
    </message>
    <message>
        <source>All devices are removed, and what waits for them goes. The name, the memberships and everything written stay.</source>
        <translation>تُزال كل الأجهزة ويزول ما ينتظرها. يبقى الاسم والعضويات وكل ما كُتب.</translation>
    </message>
    <message>
        <source>Reactivate opens the account again, but the devices do not come back: the person links one with password and recovery phrase.</source>
        <translation>إعادة التفعيل تفتح الحساب من جديد، لكن الأجهزة لا تعود: يربط الشخص جهازاً بكلمة السر وعبارة الاستعادة.</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>تعطيل</translation>
    </message>
    <message>
        <source>Reactivate %1</source>
        <translation>إعادة تفعيل %1</translation>
    </message>
    <message>
        <source>The person may link a device again, with password and recovery phrase.</source>
        <translation>يجوز للشخص ربط جهاز من جديد بكلمة السر وعبارة الاستعادة.</translation>
    </message>
    <message>
        <source>Deactivate takes this back.</source>
        <translation>التعطيل يلغي ذلك.</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>إعادة التفعيل</translation>
    </message>
    <message>
        <source>Erase %1</source>
        <translation>محو %1</translation>
    </message>
    <message>
        <source>The account, its devices, keys, files and memberships are deleted for good. What others have received stays with them.</source>
        <translation>يُحذف الحساب وأجهزته ومفاتيحه وملفاته وعضوياته نهائياً. يبقى ما استلمه الآخرون عندهم.</translation>
    </message>
    <message>
        <source>This cannot be taken back.</source>
        <translation>لا يمكن التراجع عن ذلك.</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>محو نهائي</translation>
    </message>
    <message>
        <source>%1 is suspended.</source>
        <translation>أُوقف %1.</translation>
    </message>
    <message>
        <source>%1 may connect again.</source>
        <translation>يجوز لـ %1 الاتصال من جديد.</translation>
    </message>
    <message>
        <source>%1 is deactivated.</source>
        <translation>عُطّل %1.</translation>
    </message>
    <message>
        <source>%1 may link a device again.</source>
        <translation>يجوز لـ %1 ربط جهاز من جديد.</translation>
    </message>
    <message>
        <source>%1 is erased.</source>
        <translation>مُحي %1.</translation>
    </message>
    <message>
        <source>Everybody who has an account here. What they write is encrypted on their own devices: nobody can read it here.</source>
        <translation>كل من له حساب هنا. يُشفَّر ما يكتبونه على أجهزتهم: لا يستطيع أحد قراءته هنا.</translation>
    </message>
    <message>
        <source>Suspend …</source>
        <translation>إيقاف …</translation>
    </message>
    <message>
        <source>Resume …</source>
        <translation>استئناف …</translation>
    </message>
    <message>
        <source>Deactivate …</source>
        <translation>تعطيل …</translation>
    </message>
    <message>
        <source>Reactivate …</source>
        <translation>إعادة التفعيل …</translation>
    </message>
    <message>
        <source>Erase …</source>
        <translation>محو …</translation>
    </message>
</context>
<context>
    <name>tacet::PeoplePickModel</name>
    <message>
        <source>%1, user name %2, chosen</source>
        <translation>%1، اسم المستخدم %2، مختار</translation>
    </message>
    <message>
        <source>%1, user name %2</source>
        <translation>%1، اسم المستخدم %2</translation>
    </message>
</context>
<context>
    <name>tacet::PersonDelegate</name>
    <message>
        <source>Contact</source>
        <translation>جهة اتصال</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>محظور</translation>
    </message>
</context>
<context>
    <name>tacet::PictureChooser</name>
    <message>
        <source>Choose a picture …</source>
        <translation>اختيار صورة …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>اختيار صورة</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>الصور (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>This file is no picture that can be used: PNG, JPEG or WebP.</source>
        <translation>هذا الملف ليس صورة صالحة: PNG أو JPEG أو WebP.</translation>
    </message>
</context>
<context>
    <name>tacet::PoliciesPage</name>
    <message>
        <source>The workspace&apos;s own numbers, each with its standard. A change holds for everybody at once.</source>
        <translation>أرقام مساحة العمل، كل منها مع قيمته المعتادة. يسري التغيير على الجميع فوراً.</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>تغيير …</translation>
    </message>
    <message>
        <source>Back to the standard …</source>
        <translation>العودة إلى المعتاد …</translation>
    </message>
    <message>
        <source>Back to the standard: %1</source>
        <translation>العودة إلى المعتاد: %1</translation>
    </message>
    <message>
        <source>The setting becomes %1 again; it is %2 now.</source>
        <translation>يعود الإعداد إلى %1، وهو الآن %2.</translation>
    </message>
    <message>
        <source>The setting can be changed again.</source>
        <translation>يمكن تغيير الإعداد من جديد.</translation>
    </message>
    <message>
        <source>Back to the standard</source>
        <translation>العودة إلى المعتاد</translation>
    </message>
    <message>
        <source>The setting is back at its standard.</source>
        <translation>عاد الإعداد إلى المعتاد.</translation>
    </message>
    <message>
        <source>Change a setting</source>
        <translation>تغيير إعداد</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>%1, from %2 to %3. The standard is %4.</source>
        <translation>%1، من %2 إلى %3. المعتاد %4.</translation>
    </message>
    <message>
        <source>%1. The standard is %2.</source>
        <translation>%1. المعتاد %2.</translation>
    </message>
    <message>
        <source>The setting is saved.</source>
        <translation>حُفظ الإعداد.</translation>
    </message>
</context>
<context>
    <name>tacet::PreferencesDialog</name>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Enter يرسل، وShift+Enter يبدأ سطرا جديدا</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>التفضيلات</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>كما في النظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>صغير</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>عادي</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>كبير</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>كبير جدا</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>A new language is used from the next start on.</source>
        <translation>تُستخدم اللغة الجديدة ابتداء من التشغيل التالي.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>tacet::ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>إيقاف وإنهاء</translation>
    </message>
</context>
<context>
    <name>tacet::PublicChatModel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>tacet::QuotaDialog</name>
    <message>
        <source>Own limit of space</source>
        <translation>حد خاص للمساحة</translation>
    </message>
    <message>
        <source>Own limit of files</source>
        <translation>حد خاص للملفات</translation>
    </message>
    <message>
        <source>Own share for one member</source>
        <translation>نسبة خاصة للعضو الواحد</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>الحدود</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> ميبيبايت</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>What is not ticked follows the workspace&apos;s standard. Files that are there stay, even above the limit; new ones are refused.</source>
        <translation>ما لم يُحدَّد يتبع المعتاد في مساحة العمل. تبقى الملفات الموجودة حتى فوق الحد، وتُرفض الجديدة.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Limits of %1</source>
        <translation>حدود %1</translation>
    </message>
</context>
<context>
    <name>tacet::QuotasPage</name>
    <message>
        <source>Space and files against their limits. From 80 % on a bar warns; at 100 % new files are refused and messages still go through.</source>
        <translation>المساحة والملفات مقابل حدودها. يحذّر الشريط ابتداءً من 80 %؛ وعند 100 % تُرفض الملفات الجديدة وتستمر الرسائل في المرور.</translation>
    </message>
    <message>
        <source>Change limits …</source>
        <translation>تغيير الحدود …</translation>
    </message>
    <message>
        <source>The limits are saved.</source>
        <translation>حُفظت الحدود.</translation>
    </message>
</context>
<context>
    <name>tacet::ReadersDialog</name>
    <message>
        <source>Who has read this</source>
        <translation>من قرأ هذه</translation>
    </message>
    <message>
        <source>People who have read the message</source>
        <translation>أشخاص قرؤوا الرسالة</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>لا أحد بعد</translation>
    </message>
    <message>
        <source>People are listed once the message was shown to them.</source>
        <translation>يُدرج الأشخاص عندما تُعرض عليهم الرسالة.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln other member(s)</source>
        <translation>
            <numerusform>%1 من %Ln</numerusform>
            <numerusform>%1 من عضو آخر واحد</numerusform>
            <numerusform>%1 من عضوين آخرين</numerusform>
            <numerusform>%1 من %Ln أعضاء آخرين</numerusform>
            <numerusform>%1 من %Ln عضوا آخر</numerusform>
            <numerusform>%1 من %Ln عضو آخر</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ReplyDelegate</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>في انتظار الإرسال</translation>
    </message>
    <message>
        <source>This reply was deleted.</source>
        <translation>حُذف هذا الرد.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 إلى %2</translation>
    </message>
</context>
<context>
    <name>tacet::ReplyTreeModel</name>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>A deleted reply. %1.</source>
        <translation>رد محذوف. %1.</translation>
    </message>
    <message>
        <source>%1, in reply to %2: %3. %4.</source>
        <translation>%1، ردا على %2: %3. %4.</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <translation>%1: %2. %3.</translation>
    </message>
</context>
<context>
    <name>tacet::RoleListModel</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>tacet::RowDialog</name>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>tacet::RowPainting</name>
    <message>
        <source>%1+</source>
        <translation>+%1</translation>
    </message>
</context>
<context>
    <name>tacet::SafetyNumberDialog</name>
    <message>
        <source>Safety number</source>
        <translation>رقم الأمان</translation>
    </message>
    <message>
        <source>You and %1</source>
        <translation>أنت و%1</translation>
    </message>
    <message>
        <source>QR code of the safety number</source>
        <translation>رمز QR لرقم الأمان</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Accept without comparing</source>
        <translation>قبول دون مقارنة</translation>
    </message>
    <message>
        <source>Compare these digits with %1 in person or in a call. If they are the same on both screens, nobody stands between you.</source>
        <translation>قارن هذه الأرقام مع %1 وجها لوجه أو في مكالمة. إن تطابقت على الشاشتين فلا أحد يتوسط بينكما.</translation>
    </message>
    <message>
        <source>The safety number has changed.</source>
        <translation>تغيّر رقم الأمان.</translation>
    </message>
    <message>
        <source>%1 has a new key. Often that is a new computer; it can also be somebody in between. Nothing is sent until you decide.</source>
        <translation>لدى %1 مفتاح جديد. غالبا ما يكون حاسوبا جديدا، وقد يكون طرفا يتوسط بينكما. لن يُرسل شيء حتى تقرر.</translation>
    </message>
    <message>
        <source>You have compared this number.</source>
        <translation>لقد قارنت هذا الرقم.</translation>
    </message>
    <message>
        <source>Not compared after all</source>
        <translation>لم تُجرَ المقارنة</translation>
    </message>
    <message>
        <source>The digits are the same</source>
        <translation>الأرقام متطابقة</translation>
    </message>
    <message>
        <source>Mark as compared</source>
        <translation>وضع علامة «تمت المقارنة»</translation>
    </message>
</context>
<context>
    <name>tacet::SecretEdit</name>
    <message>
        <source>Hide the passphrase</source>
        <translation>إخفاء عبارة المرور</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>إظهار عبارة المرور</translation>
    </message>
</context>
<context>
    <name>tacet::SecurityEventsPage</name>
    <message>
        <source>What looked dangerous. Somebody looks after it, and writes down what came of it.</source>
        <translation>ما بدا خطراً. يتابعه شخص ويكتب ما آل إليه.</translation>
    </message>
    <message>
        <source>Look after it</source>
        <translation>متابعته</translation>
    </message>
    <message>
        <source>Hand it back</source>
        <translation>التخلي عنه</translation>
    </message>
    <message>
        <source>Resolve …</source>
        <translation>حل …</translation>
    </message>
    <message>
        <source>You look after it.</source>
        <translation>أنت تتابعه.</translation>
    </message>
    <message>
        <source>Nobody looks after it.</source>
        <translation>لا يتابعه أحد.</translation>
    </message>
    <message>
        <source>Resolve an event</source>
        <translation>حل حدث</translation>
    </message>
    <message>
        <source>What came of it? The audit log keeps this.</source>
        <translation>إلامَ آل الأمر؟ يحتفظ السجل بذلك.</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>حل</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>The event is resolved.</source>
        <translation>حُل الحدث.</translation>
    </message>
</context>
<context>
    <name>tacet::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>الكتابة</translation>
    </message>
    <message>
        <source>Chat 1 to 9</source>
        <translation>المحادثة 1 إلى 9</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>سطر جديد</translation>
    </message>
    <message>
        <source>Send always</source>
        <translation>إرسال دائما</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListDelegate</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>في انتظار الإرسال</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListModel</name>
    <message>
        <source>%1, by %2</source>
        <translation>%1، من %2</translation>
    </message>
    <message>
        <source>%1, pinned</source>
        <translation>%1، مثبت</translation>
    </message>
    <message>
        <source>%1, followed</source>
        <translation>%1، متابَع</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread</source>
        <translation>
            <numerusform>لا جديد</numerusform>
            <numerusform>واحد غير مقروء</numerusform>
            <numerusform>اثنان غير مقروءين</numerusform>
            <numerusform>%Ln غير مقروءة</numerusform>
            <numerusform>%Ln غير مقروء</numerusform>
            <numerusform>%Ln غير مقروء</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. %2. %3.</source>
        <translation>%1. %2. %3.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln reply(ies)</source>
        <translation>
            <numerusform>لا ردود</numerusform>
            <numerusform>رد واحد</numerusform>
            <numerusform>ردان</numerusform>
            <numerusform>%Ln ردود</numerusform>
            <numerusform>%Ln ردا</numerusform>
            <numerusform>%Ln رد</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListView</name>
    <message>
        <source>Start a thread</source>
        <translation>بدء موضوع</translation>
    </message>
    <message>
        <source>Mark all threads as read</source>
        <translation>تعليم كل المواضيع كمقروءة</translation>
    </message>
    <message>
        <source>Close the threads</source>
        <translation>إغلاق المواضيع</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>المواضيع</translation>
    </message>
    <message>
        <source>Search threads</source>
        <translation>البحث في المواضيع</translation>
    </message>
    <message>
        <source>Which threads</source>
        <translation>أي المواضيع</translation>
    </message>
    <message>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>غير مقروءة</translation>
    </message>
    <message>
        <source>Followed</source>
        <translation>متابَعة</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>مواضيعي</translation>
    </message>
    <message>
        <source>Order of the threads</source>
        <translation>ترتيب المواضيع</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>آخر نشاط</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>الأحدث</translation>
    </message>
    <message>
        <source>Most replies</source>
        <translation>الأكثر ردودا</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>إيقاف المتابعة</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>No thread with these words</source>
        <translation>لا موضوع بهذه الكلمات</translation>
    </message>
    <message>
        <source>Titles, texts and replies are searched.</source>
        <translation>يجري البحث في العناوين والنصوص والردود.</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>لا شيء هنا</translation>
    </message>
    <message>
        <source>No thread of this chat fits the filter.</source>
        <translation>لا موضوع في هذه المحادثة يطابق التصفية.</translation>
    </message>
    <message>
        <source>No threads yet</source>
        <translation>لا مواضيع بعد</translation>
    </message>
    <message>
        <source>A thread keeps one subject together, beside what is said in the chat.</source>
        <translation>يجمع الموضوع ما يقال عن أمر واحد، بجانب المحادثة.</translation>
    </message>
</context>
<context>
    <name>tacet::ThreadView</name>
    <message>
        <source>Back to the threads</source>
        <translation>العودة إلى المواضيع</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>تثبيت</translation>
    </message>
    <message>
        <source>Delete the thread</source>
        <translation>حذف الموضوع</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>الردود</translation>
    </message>
    <message>
        <source>No replies yet</source>
        <translation>لا ردود بعد</translation>
    </message>
    <message>
        <source>Be the first to answer.</source>
        <translation>كن أول من يرد.</translation>
    </message>
    <message>
        <source>Answer the thread</source>
        <translation>الرد على الموضوع</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>رد</translation>
    </message>
    <message>
        <source>Send the reply</source>
        <translation>إرسال الرد</translation>
    </message>
    <message>
        <source>Stop following this thread</source>
        <translation>إيقاف متابعة هذا الموضوع</translation>
    </message>
    <message>
        <source>Follow this thread</source>
        <translation>متابعة هذا الموضوع</translation>
    </message>
    <message>
        <source>Take the pin off this thread</source>
        <translation>إلغاء تثبيت هذا الموضوع</translation>
    </message>
    <message>
        <source>Pin this thread</source>
        <translation>تثبيت هذا الموضوع</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>You may read here, but not reply</source>
        <translation>يمكنك القراءة هنا دون الرد</translation>
    </message>
    <message>
        <source>Answering %1</source>
        <translation>الرد على %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>رد</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>هل تحذف «%1»؟</translation>
    </message>
    <message>
        <source>The thread and its replies disappear for everybody. This cannot be undone.</source>
        <translation>يختفي الموضوع وردوده لدى الجميع. لا يمكن التراجع عن ذلك.</translation>
    </message>
</context>
<context>
    <name>tacet::TrayIcon</name>
    <message>
        <source>Open Tacet</source>
        <translation>فتح Tacet</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message numerus="yes">
        <source>Tacet: %Ln unread message(s)</source>
        <translation>
            <numerusform>Tacet: لا رسائل غير مقروءة</numerusform>
            <numerusform>Tacet: رسالة واحدة غير مقروءة</numerusform>
            <numerusform>Tacet: رسالتان غير مقروءتين</numerusform>
            <numerusform>Tacet: %Ln رسائل غير مقروءة</numerusform>
            <numerusform>Tacet: %Ln رسالة غير مقروءة</numerusform>
            <numerusform>Tacet: %Ln رسالة غير مقروءة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::TypedConfirmation</name>
    <message>
        <source>Type “%1” to go on.</source>
        <translation>اكتب «%1» للمتابعة.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>tacet::UnlockPage</name>
    <message>
        <source>Welcome back</source>
        <translation>مرحبا بعودتك</translation>
    </message>
    <message>
        <source>Your messages on this computer are locked. The passphrase opens them.</source>
        <translation>رسائلك على هذا الحاسوب مقفلة. عبارة المرور تفتحها.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>عبارة المرور</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
</context>
<context>
    <name>tacet::UsageChart</name>
    <message>
        <source>%1: from %2 to %3 a day, %4 on the last day.</source>
        <translation>%1: من %2 إلى %3 في اليوم، و%4 في اليوم الأخير.</translation>
    </message>
    <message>
        <source>No figures yet.</source>
        <translation>لا أرقام بعد.</translation>
    </message>
</context>
<context>
    <name>tacet::WelcomePage</name>
    <message>
        <source>Welcome to Tacet</source>
        <translation>مرحبا بك في Tacet</translation>
    </message>
    <message>
        <source>Private messages on a database that belongs to you. Everything is encrypted on this computer before it is stored.</source>
        <translation>رسائل خاصة على قاعدة بيانات تملكها. كل شيء يُشفَّر على هذا الحاسوب قبل أن يُحفظ.</translation>
    </message>
    <message>
        <source>Create a workspace</source>
        <translation>إنشاء مساحة عمل</translation>
    </message>
    <message>
        <source>On this computer, for yourself or to try it out. Takes a few seconds.</source>
        <translation>على هذا الحاسوب، لنفسك أو للتجربة. يستغرق بضع ثوانٍ.</translation>
    </message>
    <message>
        <source>Join a workspace</source>
        <translation>الانضمام إلى مساحة عمل</translation>
    </message>
    <message>
        <source>With a link or a QR code that somebody gave you.</source>
        <translation>برابط أو رمز QR أعطاك إياه شخص ما.</translation>
    </message>
</context>
<context>
    <name>tacet::WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Go to a chat</source>
        <translation>الانتقال إلى محادثة</translation>
    </message>
    <message>
        <source>Next chat</source>
        <translation>المحادثة التالية</translation>
    </message>
    <message>
        <source>Previous chat</source>
        <translation>المحادثة السابقة</translation>
    </message>
    <message>
        <source>Next unread chat</source>
        <translation>المحادثة غير المقروءة التالية</translation>
    </message>
    <message>
        <source>Previous unread chat</source>
        <translation>المحادثة غير المقروءة السابقة</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>وضع علامة مقروء</translation>
    </message>
    <message>
        <source>Moving about</source>
        <translation>التنقل</translation>
    </message>
    <message>
        <source>Newest message</source>
        <translation>أحدث رسالة</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>الجزء التالي من النافذة</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>الجزء السابق من النافذة</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>اكتب رسالة</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>دعوة شخص</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>التفضيلات</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>نص أكبر</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>نص أصغر</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>نص عادي</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>New group or channel</source>
        <translation>مجموعة أو قناة جديدة</translation>
    </message>
    <message>
        <source>Join by code or link</source>
        <translation>الانضمام برمز أو رابط</translation>
    </message>
    <message>
        <source>About this chat</source>
        <translation>عن هذه المحادثة</translation>
    </message>
    <message>
        <source>First unread message</source>
        <translation>أول رسالة غير مقروءة</translation>
    </message>
    <message>
        <source>Threads beside the chat</source>
        <translation>المواضيع بجانب المحادثة</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>الإدارة</translation>
    </message>
</context>
</TS>
