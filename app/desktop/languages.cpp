#include "app/desktop/languages.h"

#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace tacet {

void Languages::use(const QString &code)
{
    QLocale locale = code.isEmpty() ? QLocale::system() : QLocale(code);
    // A system without a language writes times for programs, with seconds; people read this.
    if (locale.language() == QLocale::C)
        locale = QLocale(QLocale::English, QLocale::UnitedKingdom);
    QLocale::setDefault(locale);
    load(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(locale, QStringLiteral("tacet"), QStringLiteral(":/i18n"));
    QGuiApplication::setLayoutDirection(locale.textDirection());
}

void Languages::load(const QLocale &locale, const QString &name, const QString &folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, name, QStringLiteral("_"), folder))
        return;
    QGuiApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

} // namespace tacet
