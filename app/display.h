#pragma once

namespace stanscope {

/// Whether a window can be opened here at all: QApplication aborts when there is no display. A
/// variable that names a display is not enough, somebody must listen there. Where only one of X11
/// and Wayland answers, Qt is told which (QT_QPA_PLATFORM). Call before QApplication.
bool chooseDisplay();

} // namespace stanscope
