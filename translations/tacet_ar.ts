<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>tacet::ChatListDelegate</name>
    <message>
        <source>%1+</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>مسودة:</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>لا رسائل بعد</translation>
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
        <source>A tacet:// link to join a workspace with.</source>
        <translation>رابط tacet:// للانضمام إلى مساحة عمل.</translation>
    </message>
    <message>
        <source>Expected at most one tacet:// link.</source>
        <translation>يُتوقع رابط tacet:// واحد على الأكثر.</translation>
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
        <source>Safety number</source>
        <translation>رقم الأمان</translation>
    </message>
    <message>
        <source>More about this person</source>
        <translation>المزيد عن هذا الشخص</translation>
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
        <source>%n character(s) too long for one message</source>
        <translation>
            <numerusform>لا تتجاوز الرسالة الحد</numerusform>
            <numerusform>الرسالة أطول من المسموح بحرف واحد</numerusform>
            <numerusform>الرسالة أطول من المسموح بحرفين</numerusform>
            <numerusform>الرسالة أطول من المسموح بـ %n أحرف</numerusform>
            <numerusform>الرسالة أطول من المسموح بـ %n حرفا</numerusform>
            <numerusform>الرسالة أطول من المسموح بـ %n حرف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %n new message(s)</source>
        <translation>
            <numerusform>الانتقال إلى أحدث رسالة</numerusform>
            <numerusform>الانتقال إلى رسالة جديدة واحدة</numerusform>
            <numerusform>الانتقال إلى رسالتين جديدتين</numerusform>
            <numerusform>الانتقال إلى %n رسائل جديدة</numerusform>
            <numerusform>الانتقال إلى %n رسالة جديدة</numerusform>
            <numerusform>الانتقال إلى %n رسالة جديدة</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to the newest message</source>
        <translation>الانتقال إلى أحدث رسالة</translation>
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
        <source>Works once, for %n more minute(s), until %1.</source>
        <translation>
            <numerusform>صالح لمرة واحدة، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لدقيقة أخرى، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لدقيقتين أخريين، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لـ %n دقائق أخرى، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لـ %n دقيقة أخرى، حتى %1.</numerusform>
            <numerusform>صالح لمرة واحدة، لـ %n دقيقة أخرى، حتى %1.</numerusform>
        </translation>
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
</context>
<context>
    <name>tacet::MainWindow</name>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
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
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>لا رسائل غير مقروءة</numerusform>
            <numerusform>رسالة واحدة غير مقروءة</numerusform>
            <numerusform>رسالتان غير مقروءتين</numerusform>
            <numerusform>%n رسائل غير مقروءة</numerusform>
            <numerusform>%n رسالة غير مقروءة</numerusform>
            <numerusform>%n رسالة غير مقروءة</numerusform>
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
</context>
<context>
    <name>tacet::PageFrame</name>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
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
        <source>At least %n character(s). Four or five unrelated words are good and easy to keep.</source>
        <translation>
            <numerusform>أي عدد من الأحرف. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>حرف واحد على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>حرفان على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>%n أحرف على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>%n حرفا على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
            <numerusform>%n حرف على الأقل. أربع أو خمس كلمات لا رابط بينها جيدة وسهلة الحفظ.</numerusform>
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
        <source>Tacet: %n unread message(s)</source>
        <translation>
            <numerusform>Tacet: لا رسائل غير مقروءة</numerusform>
            <numerusform>Tacet: رسالة واحدة غير مقروءة</numerusform>
            <numerusform>Tacet: رسالتان غير مقروءتين</numerusform>
            <numerusform>Tacet: %n رسائل غير مقروءة</numerusform>
            <numerusform>Tacet: %n رسالة غير مقروءة</numerusform>
            <numerusform>Tacet: %n رسالة غير مقروءة</numerusform>
        </translation>
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
</context>
</TS>
