#include "ui/chat/mentioncompleter.h"

#include "ui/chat/persondelegate.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QListView>
#include <QPlainTextEdit>

namespace tacet {

namespace {

constexpr int kWidth = 320;
constexpr int kTypedMax = 40;

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c.isMark();
}

} // namespace

MentionCompleter::MentionCompleter(QPlainTextEdit &field)
    : QObject(&field)
    , m_field(field)
    , m_list(new QListView(field.window()))
{
    m_list->setObjectName(QStringLiteral("mentionList"));
    m_list->setAccessibleName(tr("People to mention"));
    m_list->setModel(&m_candidates);
    m_list->setItemDelegate(
        new PersonDelegate({.avatarId = MentionListModel::TargetRole, .detail = MentionListModel::DetailRole}, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->hide();
    m_field.installEventFilter(this);
    connect(&m_field, &QPlainTextEdit::textChanged, this, &MentionCompleter::refresh);
    connect(&m_field, &QPlainTextEdit::cursorPositionChanged, this, &MentionCompleter::refresh);
    connect(m_list, &QListView::clicked, this, &MentionCompleter::choose);
}

void MentionCompleter::setMentionables(const QList<Mentionable> &mentionables)
{
    m_candidates.setMentionables(mentionables);
    refresh();
}

QList<Mention> MentionCompleter::mentionsIn(const QString &text) const
{
    return tacet::mentionsIn(text, m_candidates.mentionables());
}

bool MentionCompleter::isOpen() const
{
    return m_list->isVisible();
}

void MentionCompleter::refresh()
{
    if (m_candidates.mentionables().isEmpty() || !m_field.hasFocus()) {
        close();
        return;
    }
    const QString text = m_field.toPlainText();
    const int cursor = m_field.textCursor().position();
    int start = cursor;
    while (start > 0 && cursor - start < kTypedMax && isWordPart(text.at(start - 1)))
        --start;
    const bool isMention = start > 0 && text.at(start - 1) == u'@' && (start < 2 || !isWordPart(text.at(start - 2)));
    if (!isMention) {
        close();
        return;
    }
    m_start = start - 1;
    m_candidates.setTyped(text.mid(start, cursor - start));
    if (m_candidates.rowCount() == 0) {
        close();
        return;
    }
    m_list->setCurrentIndex(m_candidates.index(0));
    place();
}

void MentionCompleter::place()
{
    if (m_list->parentWidget() != m_field.window())
        m_list->setParent(m_field.window());
    const int rows = m_candidates.rowCount();
    const int height = rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() + space::kTiny * 2;
    const QPoint anchor = m_field.mapTo(m_field.window(), m_field.cursorRect().topLeft());
    const int left = std::clamp(anchor.x(), 0, std::max(0, m_field.window()->width() - kWidth - space::kSmall));
    const int shown = std::min(height, anchor.y() - space::kSmall);
    m_list->setGeometry(left, anchor.y() - shown - space::kSmall, kWidth, shown);
    m_list->show();
    m_list->raise();
}

void MentionCompleter::close()
{
    m_start = -1;
    m_list->hide();
}

void MentionCompleter::choose()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || m_start < 0)
        return;
    const QString name = m_candidates.mentionableAt(row).name;
    const int start = m_start;
    m_candidates.prefer(row);
    QTextCursor cursor = m_field.textCursor();
    const int end = cursor.position();
    cursor.setPosition(start);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(u'@' + name + u' ');
    m_field.setTextCursor(cursor);
    close();
}

bool MentionCompleter::handleKey(int key)
{
    const int count = m_candidates.rowCount();
    const int row = m_list->currentIndex().row();
    switch (key) {
    case Qt::Key_Down: m_list->setCurrentIndex(m_candidates.index((row + 1) % count)); return true;
    case Qt::Key_Up: m_list->setCurrentIndex(m_candidates.index((row + count - 1) % count)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab: choose(); return true;
    case Qt::Key_Escape: close(); return true;
    default: return false;
    }
}

bool MentionCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (!isOpen())
        return QObject::eventFilter(watched, event);
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (isKey) {
        const auto *pressed = static_cast<QKeyEvent *>(event);
        if (event->type() == QEvent::ShortcutOverride && pressed->key() == Qt::Key_Escape) {
            event->accept(); // Escape closes the list, whatever else it does in the window
            return true;
        }
        if (event->type() == QEvent::KeyPress && pressed->modifiers() == Qt::NoModifier && handleKey(pressed->key()))
            return true;
    }
    if (event->type() == QEvent::FocusOut)
        close();
    return QObject::eventFilter(watched, event);
}

} // namespace tacet
