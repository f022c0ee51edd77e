#pragma once
#include <QWidget>

#include <functional>

namespace tacet::tests {

/// Shows every page of the administration and its dialogs, one after the other.
void showAdminScreens(bool arabic, const std::function<void(QWidget &widget, const QString &name)> &shoot);

} // namespace tacet::tests
