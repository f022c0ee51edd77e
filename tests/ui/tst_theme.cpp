#include "ui/widgets/errortext.h"
#include "ui/widgets/stylesheet.h"
#include "ui/widgets/theme.h"

#include <QTest>

#include <cmath>

using namespace tacet;

namespace {

/// WCAG 2.2, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT
private slots:
    void textMeetsTheContrastOfWcagAA_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const Theme *theme : {&Theme::light(), &Theme::dark()}) {
            const QByteArray name = theme->isDark() ? "dark" : "light";
            const auto row = [&name](const char *what, const QColor &text, const QColor &ground) {
                QTest::newRow(QByteArray(name + ": " + what).constData()) << text << ground;
            };
            row("text on window", theme->text, theme->window);
            row("text on surface", theme->text, theme->surface);
            row("text on own bubble", theme->text, theme->bubbleOwn);
            row("text on peer's bubble", theme->text, theme->bubblePeer);
            row("text on selected row", theme->text, theme->selected);
            row("muted on window", theme->muted, theme->window);
            row("muted on surface", theme->muted, theme->surface);
            row("muted on hovered row", theme->muted, theme->hover);
            row("muted on selected row", theme->muted, theme->selected);
            row("muted on peer's bubble", theme->muted, theme->bubblePeer);
            row("time on own bubble", theme->bubbleOwnMuted, theme->bubbleOwn);
            row("accent on window", theme->accent, theme->window);
            row("accent on surface", theme->accent, theme->surface);
            row("link on own bubble", theme->accent, theme->bubbleOwn);
            row("link on peer's bubble", theme->accent, theme->bubblePeer);
            row("on accent", theme->onAccent, theme->accent);
            row("on accent, hovered", theme->onAccent, theme->accentHover);
            row("danger on surface", theme->danger, theme->surface);
            row("danger on window", theme->danger, theme->window);
            row("text on danger", theme->text, theme->dangerSurface);
            row("text on warning", theme->text, theme->warningSurface);
            row("warning on window", theme->warning, theme->window);
            row("success on window", theme->success, theme->window);
        }
    }

    void textMeetsTheContrastOfWcagAA()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground), 'f', 2)));
    }

    void everyTokenOfTheStyleSheetIsAColour()
    {
        for (const Theme *theme : {&Theme::light(), &Theme::dark()})
            QVERIFY(!styleSheetFor(*theme).contains('@'));
    }

    void everyErrorHasItsThreeSentences()
    {
        for (int code = 0; code <= int(kLastErrorCode); ++code) {
            const ErrorWords words = errorWords(ErrorCode(code));
            QVERIFY2(words.happened.endsWith('.'), qPrintable(errorName(ErrorCode(code))));
            QVERIFY(words.meaning.endsWith('.'));
            QVERIFY(words.remedy.endsWith('.'));
        }
        QVERIFY(errorWords(ErrorCode::WrongPassphrase).happened != errorWords(ErrorCode::Damaged).happened);
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
