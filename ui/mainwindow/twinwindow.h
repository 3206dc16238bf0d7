#pragma once

#include "core/events/bankwords.h"
#include "core/lab/snapshot.h"
#include "core/session/session.h"

#include <QMainWindow>

#include <array>
#include <memory>

class QLabel;

namespace stanscope {

class Appearance;
class PlayerStrip;
class TwinPane;

/// The same actions and faults with two handlers, one above the other on one axis. It looks at two
/// sessions; it does not own them. GUI thread.
class TwinWindow : public QMainWindow
{
    Q_OBJECT

public:
    TwinWindow(const QString& title, const std::array<Handler, 2>& handlers,
               QWidget* parent = nullptr);

    /// 0: the upper one.
    void setSession(std::size_t side, Session& session);
    void showSnapshot(std::size_t side, const std::shared_ptr<const Snapshot>& snapshot);
    /// One sentence over both, and the way through the lesson.
    PlayerStrip* strip() const { return m_strip; }
    void overrideTheme(bool dark);
    TwinPane* pane(std::size_t side) const { return m_panes.at(side); }

signals:
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();
    void retranslate();

    QString m_lesson;
    Appearance* m_appearance;
    PlayerStrip* m_strip;
    QLabel* m_footer;
    std::array<TwinPane*, 2> m_panes;
};

} // namespace stanscope
