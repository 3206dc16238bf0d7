#pragma once

#include "core/export/tables.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>

class QAction;
class QMenu;

namespace stanscope {

class FileQuestions;
class TimelineView;

/// Writes what the window shows into files: tables as CSV and JSON, the timeline with the balance
/// as PNG and SVG. What is shown is exported, so while time is frozen it is the state at the
/// cursor.
class ExportMenu : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    ExportMenu(const FileQuestions& questions, const TimelineView& timeline, QObject* parent);

    void build(QMenu* menu);
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Moments in tables, as the window shows them.
    void setTime(TableTime time) { m_time = time; }

signals:
    void failed(const QString& why, const QString& remedy);
    void written(const QString& path);

private:
    using Table = Result<> (*)(const Snapshot&, const QString&, TableFormat, TableTime);

    void add(QMenu* menu, const QString& text, const QString& name,
             const std::function<void()>& ask);
    void addTable(QMenu* menu, const QString& text, const QString& what, Table table,
                  TableFormat format);
    void addPicture(QMenu* menu, const QString& text, const QString& suffix,
                    QByteArray (TimelineView::*draw)() const);
    void tell(const Result<>& done, const QString& path);

    const FileQuestions& m_questions;
    const TimelineView& m_timeline;
    std::shared_ptr<const Snapshot> m_snapshot;
    TableTime m_time = TableTime::SinceStart;
    QList<QAction*> m_actions;
};

} // namespace stanscope
