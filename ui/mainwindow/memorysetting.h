#pragma once

#include <QObject>

class QSettings;
class QWidget;

namespace stanscope {

/// How much memory the events of a session may take, in MiB; older ones are read back from disk.
/// Remembered in the user's settings.
class MemorySetting : public QObject
{
    Q_OBJECT

public:
    static constexpr int least = 64;
    static constexpr int most = 65536;
    static constexpr int usual = 1024;

    /// Both must outlive it.
    MemorySetting(QSettings& settings, QWidget* window);

    int mebibytes() const;
    void ask();

signals:
    void changed(int mebibytes);

private:
    QSettings& m_settings;
    QWidget* m_window;
};

} // namespace stanscope
