#include "ui/mainwindow/memorysetting.h"

#include "ui/mainwindow/settingskeys.h"

#include <QInputDialog>
#include <QSettings>

#include <algorithm>

namespace stanscope {

using namespace Qt::StringLiterals;

MemorySetting::MemorySetting(QSettings& settings, QWidget* window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window)
{
}

int MemorySetting::mebibytes() const
{
    return std::clamp(m_settings.value(settingskeys::memoryMebibytes, usual).toInt(), least, most);
}

void MemorySetting::ask()
{
    auto* dialog = new QInputDialog(m_window);
    dialog->setObjectName(u"memoryDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Memory"));
    dialog->setLabelText(tr("Memory for the events of a session, MiB. What is older stays on disk "
                            "and is read back when you look at it."));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(least, most);
    dialog->setIntStep(least);
    dialog->setIntValue(mebibytes());
    connect(dialog, &QInputDialog::intValueSelected, this, [this](int value) {
        m_settings.setValue(settingskeys::memoryMebibytes, value);
        emit changed(value);
    });
    dialog->open();
}

} // namespace stanscope
