#pragma once

#include <QPointer>

class QDialog;
class QWidget;

namespace stanscope {

/// They open beside the running window and do not stop it; asked for again, an open one comes to
/// the front.
class HelpDialogs
{
public:
    void showAbout(QWidget* parent);
    void showKeyboard(QWidget* parent);

private:
    QPointer<QDialog> m_about;
    QPointer<QDialog> m_keyboard;
};

} // namespace stanscope
