#pragma once
#include "tests/ui/samplegroup.h"
#include "tests/ui/samplevalues.h"

#include <QWidget>

#include <functional>

namespace tacet::tests {

/// Shows every screen of groups, channels and threads, one after the other.
void showGroupScreens(const SampleValues &values, bool arabic,
                      const std::function<void(QWidget &widget, const QString &name)> &shoot);

} // namespace tacet::tests
