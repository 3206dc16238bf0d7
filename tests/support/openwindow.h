#pragma once

#include "tests/support/tables.h"
#include "tests/support/testbroker.h"
#include "ui/mainwindow/mainwindow.h"

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

// What tests begin with that act in the real window.
namespace stanscope::test {

/// Null: none is open.
inline MainWindow* theWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<MainWindow*>(widget))
            return window;
    return nullptr;
}

/// What that window has of that object name.
template <typename W>
W* find(const QString& name)
{
    return upToDate(theWindow()->findChild<W*>(name));
}

inline void fill(const QString& field, const QString& text)
{
    auto* edit = find<QLineEdit>(field);
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

/// Into the folder that STANSCOPE_PICTURES names, in both themes.
inline void takePicture(const QString& name)
{
    const QString folder = qEnvironmentVariable("STANSCOPE_PICTURES");
    if (folder.isEmpty())
        return;
    for (const bool dark : {false, true}) {
        theWindow()->overrideTheme(dark);
        QCoreApplication::processEvents();
        const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
        theWindow()->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, theme));
    }
}

/// Settings and runs of a test, which are nobody else's.
class WindowFolders
{
public:
    /// Before the first window; false: there is no room for them.
    bool use()
    {
        if (!m_settings.isValid() || !m_runs.isValid())
            return false;
        qputenv("STANSCOPE_BROKER", TestBroker::executable().toLocal8Bit());
        qputenv("STANSCOPE_SERVICES", STANSCOPE_BIN_DIR);
        qputenv("XDG_RUNTIME_DIR", m_runs.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_settings.path().toLocal8Bit());
        for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
            QSettings::setPath(format, QSettings::UserScope, m_settings.path());
        return true;
    }

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_runs;
};

} // namespace stanscope::test
