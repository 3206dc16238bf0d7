#pragma once

class QWidget;

namespace stanscope {

/// Both open beside the running window; neither stops it.
void showAbout(QWidget* parent);
void showKeyboardHelp(QWidget* parent);

} // namespace stanscope
