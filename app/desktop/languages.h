#pragma once
#include <QList>
#include <QString>
#include <QTranslator>

#include <memory>

namespace tacet {

/// The translations in use, Qt's own included, and with them the locale and the direction of the windows.
/// Set once before the first window; owned by main.
class Languages
{
public:
    /// `code` may be empty: then the system's language, as far as there is a translation of it.
    void use(const QString &code);

private:
    void load(const QLocale &locale, const QString &name, const QString &folder);

    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace tacet
