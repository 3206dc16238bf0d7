#pragma once

#include "ui/panels/tablepanel.h"

#include <QTableView>

#include <type_traits>

namespace stanscope::test {

/// A table behind other tabs follows nothing, and one in front follows ten times a second: who
/// reads its model wants what the window was told last.
template <typename Widget>
Widget* upToDate(Widget* widget)
{
    if constexpr (std::is_same_v<Widget, QTableView>)
        for (QWidget* at = widget; at; at = at->parentWidget())
            if (auto* panel = qobject_cast<TablePanel*>(at))
                panel->refresh();
    return widget;
}

} // namespace stanscope::test
